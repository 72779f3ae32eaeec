import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { Failure } from "core/result";
import { NodeNetwork } from "../../sim/network/node";
import { buildNative, nativeHas13 } from "./native";

/** Where a client of the matrix goes, and what it trusts. */
export interface Visit {
	readonly port: number;
	readonly host: string;
	/** PEM; empty: the built-in roots. */
	readonly ca: string;
	/** Seconds since 1970; the machine's when not given. Not every client has a clock to set. */
	readonly now?: number;
	/** The handshake's deadline, which is not TLS's own. */
	readonly timeoutMs?: number;
	/** Bytes it takes from the socket at once. */
	readonly chunk?: number;
	/** Client certificate, PEM, its own first. */
	readonly certificate?: string;
	/** Its private key, PEM. */
	readonly key?: string;
	/** File that keeps the session. */
	readonly session?: string;
	/** Packets of 1 to so many bytes follow the first. */
	readonly lengths?: number;
	/** Bytes of plaintext to wait for. */
	readonly expect?: number;
}

/** How it went. */
export interface Outcome {
	/** The server counted as verified. */
	readonly opened: boolean;
	/** Failure.None: the deadline came, or all went well. */
	readonly failure: Failure;
	readonly resumed?: boolean;
	readonly detail?: number;
}

/** One TLS that the project uses, as a client. Once verified it sends what stands for CONNECT. */
export interface TlsClient {
	readonly name: string;
	readonly skip: string | false;
	readonly versions: readonly ("TLSv1.2" | "TLSv1.3")[];
	readonly visit: (visit: Visit) => Promise<Outcome>;
}

/** What a client says first: the head of a CONNECT. */
export const HELLO = "MQTT-CONNECT";

/** The certificates of a PEM text in DER, one behind the other. */
export function toDer(pem: string): Buffer {
	return Buffer.concat(split(pem));
}

/** The certificates of a PEM text in DER. */
function split(pem: string): Buffer[] {
	const blocks = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END/g)];
	return blocks.map(([, text]) => Buffer.from(text, "base64"));
}

/** The private key of a PEM text in DER. */
export function toKeyDer(pem: string): Buffer {
	const [, text = ""] = /-----BEGIN [A-Z ]*PRIVATE KEY-----([^-]*)-----END/.exec(pem) ?? [];
	return Buffer.from(text, "base64");
}

/** The board's TLS: the C core, in a program of its own, under the sanitizers. */
export function nativeClient(): TlsClient {
	const built = buildNative("tls-driver");
	const folder = mkdtempSync(join(tmpdir(), "fieldfeed-tls-"));
	after(() => rmSync(folder, { recursive: true, force: true }));
	let files = 0;
	return {
		name: "C core",
		skip: "missing" in built ? built.missing : false,
		versions: nativeHas13() ? ["TLSv1.2", "TLSv1.3"] : ["TLSv1.2"],
		visit(visit) {
			if ("missing" in built) throw new Error(built.missing);
			const ca = join(folder, `ca-${++files}.der`);
			writeFileSync(ca, toDer(visit.ca));
			const { port, host, timeoutMs = 8_000, now, chunk, session, lengths, expect = 1 } = visit;
			const words = [
				`${port}`,
				host,
				visit.ca === "" ? "-" : ca,
				`timeout=${timeoutMs}`,
				`say=${HELLO}`,
				`expect=${expect}`,
			];
			for (const [key, value] of Object.entries({ now, chunk, session, lengths }))
				if (value) words.push(`${key}=${value}`);
			const { certificate, key } = visit;
			for (const [name, bytes] of [
				["certificate", certificate && toDer(certificate)],
				["key", key && toKeyDer(key)],
			] as const) {
				if (!bytes) continue;
				const path = join(folder, `${name}-${++files}.der`);
				writeFileSync(path, bytes);
				words.push(`${name}=${path}`);
			}
			return new Promise((resolve, reject) => {
				execFile(built.path, words, (error, stdout, stderr) => {
					if (error) return reject(new Error(`${error.message}\n${stderr}`));
					const { reason, ...rest } = JSON.parse(stdout);
					resolve({ ...rest, failure: reason });
				});
			});
		},
	};
}

/** The simulator's TLS, which is Node's. */
export function nodeClient(): TlsClient {
	return {
		name: "simulator",
		skip: false,
		versions: ["TLSv1.2", "TLSv1.3"],
		visit({ port, host, ca, certificate, key = "", timeoutMs = 8_000, expect = 1 }) {
			return new Promise((resolve) => {
				let opened = false;
				let received = 0;
				const end = (failure: Failure): void => {
					clearTimeout(deadline);
					connection.close();
					resolve({ opened, failure });
				};
				const identity = certificate ? { certificates: split(certificate), key: toKeyDer(key) } : undefined;
				const security = { serverName: host, trusted: [Buffer.from(ca)], ...(identity ? { identity } : {}) };
				const target = { host: "127.0.0.1", port, tls: security };
				const connection = new NodeNetwork().open(target, {
					onOpen() {
						opened = true;
						connection.write(Buffer.from(HELLO));
					},
					onData(bytes) {
						received += bytes.length;
						if (received >= expect) end(Failure.None);
					},
					onRoom: () => undefined,
					onEnd: end,
					onClosed: () => undefined,
				});
				const deadline = setTimeout(() => end(Failure.None), timeoutMs);
			});
		},
	};
}
