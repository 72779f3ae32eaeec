import type { AddressInfo } from "node:net";
import { after } from "node:test";
import tls from "node:tls";

/** What a TLS server of a test shows its clients. */
export interface TlsServerOptions {
	/** PEM of the certificates it sends, its own first. */
	readonly certificate: string;
	readonly privateKey: string;
	readonly minVersion?: tls.SecureVersion;
	readonly maxVersion?: tls.SecureVersion;
	readonly ciphers?: string;
	/** PEM of the authorities for clients: then a client without a certificate of theirs gets no further. */
	readonly clientCa?: string;
	/** What it says to the first plaintext; nothing when not given. */
	readonly answer?: string;
}

/** A TLS server on the loopback that takes connections, answers once at most, and counts what it could decrypt. `received` resolves with the first plaintext. It closes with the test file. */
export async function startTlsServer(options: TlsServerOptions) {
	const seen = { connections: 0, handshakes: 0, plaintext: Buffer.alloc(0), clients: [] as string[] };
	let arrive: () => void = () => undefined;
	const received = new Promise<void>((resolve) => {
		arrive = resolve;
	});
	const { certificate, privateKey, answer, clientCa, ...allowed } = options;
	const asks = clientCa === undefined ? {} : { requestCert: true, rejectUnauthorized: true, ca: clientCa };
	const server = tls.createServer({ cert: certificate, key: privateKey, ...allowed, ...asks }, (socket) => {
		seen.handshakes++;
		if (clientCa !== undefined) seen.clients.push(String(socket.getPeerCertificate().subject?.CN ?? ""));
		socket.on("data", (data: Buffer) => {
			seen.plaintext = Buffer.concat([seen.plaintext, data]);
			if (answer !== undefined && seen.plaintext.length === data.length) socket.write(answer);
			arrive();
		});
		socket.on("error", () => socket.destroy());
	});
	server.on("connection", () => seen.connections++);
	server.on("tlsClientError", (_error, socket) => socket.destroy());
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
	after(() => server.close());
	return { port: (server.address() as AddressInfo).port, seen, received };
}
