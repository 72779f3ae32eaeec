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
}

/** A TLS server on the loopback that takes connections, answers nothing, and counts what it could decrypt. `received` resolves with the first plaintext. It closes with the test file. */
export async function startTlsServer(options: TlsServerOptions) {
	const seen = { connections: 0, handshakes: 0, plaintext: Buffer.alloc(0) };
	let arrive: () => void = () => undefined;
	const received = new Promise<void>((resolve) => {
		arrive = resolve;
	});
	const { certificate, privateKey, ...versions } = options;
	const server = tls.createServer({ cert: certificate, key: privateKey, ...versions }, (socket) => {
		seen.handshakes++;
		socket.on("data", (data: Buffer) => {
			seen.plaintext = Buffer.concat([seen.plaintext, data]);
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
