import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "core/result";
import { until } from "../fakes/proxied";
import { nativeClient, nodeClient, type TlsClient } from "../fakes/tls-clients";
import { goodServer } from "../fakes/tls-matrix";
import * as proxy from "../fakes/tls-proxy";
import { startTlsServer } from "../fakes/tls-server";

const { pass, seal } = proxy;
type Version = "TLSv1.2" | "TLSv1.3";

/** A man in the middle, and what a client may call it; Failure.None: the handshake's deadline ends it. */
interface Tampered {
	readonly name: string;
	readonly failures: readonly Failure[];
	/** Makes one for one connection. */
	readonly tamper: () => proxy.Tamper;
	/** Only behind the handshake: the server is verified by then. */
	readonly late?: boolean;
}

const ANY_TLS = [Failure.Tls, Failure.TlsAlert];

/** A fatal alert, handshake_failure, in the clear. */
const alert = seal(proxy.ALERT, Uint8Array.of(2, 40));

/** Puts something else in place of the first piece that fits. */
function at(match: (piece: proxy.Piece) => boolean, then: proxy.Tamper): () => proxy.Tamper {
	return () => {
		let done = false;
		return (piece) => {
			if (done || !match(piece)) return pass(piece);
			done = true;
			return then(piece);
		};
	};
}

/** Half of the first piece that fits, and nothing any more. */
function half(match: (piece: proxy.Piece) => boolean): () => proxy.Tamper {
	return () => {
		let over = false;
		return (piece) => {
			if (over) return "stall";
			const whole = pass(piece);
			over = match(piece);
			return over ? whole.subarray(0, whole.length >> 1) : whole;
		};
	};
}

/** Changes one byte, by its index; a negative one counts from the end. */
function flip(index: number): proxy.Tamper {
	return ({ record, bytes }) => {
		const changed = Buffer.from(bytes);
		changed[index < 0 ? changed.length + index : index] ^= 1;
		return seal(record, changed);
	};
}

/** The key exchange with its signature taken away: no bytes of it, or not even its length (RFC 8422 §5.4). */
function unsigned(rest: number): proxy.Tamper {
	return ({ record, bytes }) => {
		const end = 4 + 4 + bytes[7];
		const cut = Buffer.concat([bytes.subarray(0, end), Buffer.from([4, 3, 0, 0]).subarray(0, rest)]);
		cut.writeUIntBE(cut.length - 4, 1, 3);
		return seal(record, cut);
	};
}

/** A broken certificate: half of the bytes of the first one, its lengths as they were. */
const garbled: proxy.Tamper = ({ record, bytes }) => {
	const changed = Buffer.from(bytes);
	changed.fill(0x30, 14, 200);
	return seal(record, changed);
};

const is = (message: number) => (piece: proxy.Piece) => piece.message === message;
const isRecord = (record: number) => (piece: proxy.Piece) => piece.record === record;
const isIndex = (index: number) => (piece: proxy.Piece) => piece.index === index;
/** The first record under the server's keys, which is its Finished in TLS 1.2. */
const isFinished = (piece: proxy.Piece) => piece.record === proxy.HANDSHAKE && piece.message === proxy.SEALED;
const data = seal(proxy.DATA, Buffer.from("\x20\x02\0\0"));

/** Nothing any more, an end, and an alert, at one place. */
function flights(where: string, match: (piece: proxy.Piece) => boolean): Tampered[] {
	return [
		{ name: `silence in place of ${where}`, failures: [Failure.None], tamper: at(match, () => "stall") },
		{ name: `silence amid ${where}`, failures: [Failure.None], tamper: half(match) },
		{ name: `an end in place of ${where}`, failures: [Failure.Closed, ...ANY_TLS], tamper: at(match, () => "cut") },
		{ name: `an alert in place of ${where}`, failures: ANY_TLS, tamper: at(match, () => alert) },
		{
			name: `plaintext data before ${where}`,
			failures: ANY_TLS,
			tamper: at(match, (piece) => Buffer.concat([data, pass(piece)])),
		},
	];
}

const CASES: Readonly<Record<Version, readonly Tampered[]>> = {
	"TLSv1.2": [
		{
			name: "words that are not TLS",
			failures: [Failure.Tls],
			tamper: at(is(proxy.SERVER_HELLO), () => Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")),
		},
		{ name: "a bad signature", failures: ANY_TLS, tamper: at(is(proxy.KEY_EXCHANGE), flip(-1)) },
		{ name: "another key in the key exchange", failures: ANY_TLS, tamper: at(is(proxy.KEY_EXCHANGE), flip(16)) },
		{ name: "an empty signature", failures: ANY_TLS, tamper: at(is(proxy.KEY_EXCHANGE), unsigned(4)) },
		{ name: "no signature", failures: ANY_TLS, tamper: at(is(proxy.KEY_EXCHANGE), unsigned(0)) },
		{ name: "no key exchange", failures: ANY_TLS, tamper: at(is(proxy.KEY_EXCHANGE), () => Buffer.alloc(0)) },
		{
			name: "no certificate",
			failures: [Failure.TlsUntrusted, ...ANY_TLS],
			tamper: at(is(proxy.CERTIFICATE), () => Buffer.alloc(0)),
		},
		{
			name: "an empty list of certificates",
			failures: [Failure.TlsUntrusted, ...ANY_TLS],
			tamper: at(is(proxy.CERTIFICATE), () => seal(proxy.HANDSHAKE, Uint8Array.of(11, 0, 0, 3, 0, 0, 0))),
		},
		{
			name: "a garbled certificate",
			failures: [Failure.TlsUntrusted, ...ANY_TLS],
			tamper: at(is(proxy.CERTIFICATE), garbled),
		},
		{
			name: "another version in the server's hello",
			failures: [Failure.TlsVersion],
			tamper: at(is(proxy.SERVER_HELLO), ({ record, bytes }) => {
				const changed = Buffer.from(bytes);
				changed[5] = 2;
				return seal(record, changed);
			}),
		},
		{ name: "a Finished with a bad MAC", failures: ANY_TLS, tamper: at(isFinished, flip(-1)) },
		// Without it Finished looks like a message of another length: 2.28 refuses it, 4 waits for the rest until the deadline.
		{
			name: "no change of cipher",
			failures: [Failure.None, ...ANY_TLS],
			tamper: at(isRecord(proxy.CHANGE), () => Buffer.alloc(0)),
		},
		{
			name: "a record with a bad MAC behind the handshake",
			failures: ANY_TLS,
			late: true,
			tamper: at(isRecord(proxy.DATA), flip(-1)),
		},
		{
			name: "plaintext behind the handshake",
			failures: ANY_TLS,
			late: true,
			tamper: at(isRecord(proxy.DATA), () => alert),
		},
		...flights("the server's hello", is(proxy.SERVER_HELLO)),
		...flights("the certificates", is(proxy.CERTIFICATE)),
		...flights("the key exchange", is(proxy.KEY_EXCHANGE)),
		...flights("the end of the hello", is(proxy.HELLO_DONE)),
		...flights("the change of cipher", isRecord(proxy.CHANGE)),
		...flights("Finished", isFinished),
	],
	"TLSv1.3": [
		{ name: "a bad MAC on the first sealed record", failures: ANY_TLS, tamper: at(isRecord(proxy.DATA), flip(-1)) },
		{ name: "a bad MAC on the certificates", failures: ANY_TLS, tamper: at(isIndex(3), flip(-1)) },
		...flights("the server's hello", is(proxy.SERVER_HELLO)),
		...flights("the first sealed record", isRecord(proxy.DATA)),
	],
};

async function meet(client: TlsClient, version: Version, { failures, tamper, late = false }: Tampered) {
	const { ca, ...server } = await goodServer({ minVersion: version, maxVersion: version, answer: "!" });
	const { port, seen } = await startTlsServer(server);
	const front = await proxy.startProxy(port, tamper());
	const timeoutMs = failures[0] === Failure.None ? 300 : 8_000;
	const outcome = await client.visit({ port: front, host: "localhost", ca, timeoutMs });
	assert.ok(failures.includes(outcome.failure), `failure ${outcome.failure}`);
	assert.equal(outcome.opened, late);
	assert.equal(seen.plaintext.toString(), late ? "MQTT-CONNECT" : "");
	// On a busy machine the client's deadline may come before the server has looked.
	await until(() => seen.connections > 0, "the server sees the connection");
	assert.equal(seen.connections, 1);
}

for (const client of [nativeClient(), nodeClient()]) {
	const { skip } = client;
	for (const version of client.versions) {
		for (const tampered of CASES[version]) {
			const words = `${client.name}, ${version}: ${tampered.name}: ${tampered.late ? "it ends" : "no MQTT byte leaves"}`;
			test(words, { skip, timeout: 30_000 }, () => meet(client, version, tampered));
		}

		test(`${client.name}, ${version}: one byte at a time: it publishes`, { skip, timeout: 30_000 }, async () => {
			const { ca, ...server } = await goodServer({ minVersion: version, maxVersion: version, answer: "!" });
			const { port, seen } = await startTlsServer(server);
			const outcome = await client.visit({ port, host: "localhost", ca, chunk: 1 });
			assert.equal(outcome.failure, Failure.None);
			assert.equal(seen.plaintext.toString(), "MQTT-CONNECT");
		});
	}
}
