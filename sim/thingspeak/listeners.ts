import http from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { Duplex } from "node:stream";
import tls from "node:tls";
import { type WebSocket, WebSocketServer } from "ws";
import type { ServerFiles } from "../broker/store";

/** The ways in, as ThingSpeak has them (docs/thingspeak.md). The two WebSocket ones answer HTTP reads too. */
export type Way = "tcp" | "tls" | "ws" | "wss";

/** A port for each way: 0 a free one; a way that is left out is not opened. */
export type Ports = { readonly [way in Way]?: number };

/** Where the connections go. */
export interface Doors {
	/** Takes a stream with MQTT on it. */
	readonly onStream: (stream: Duplex) => void;
	readonly onRequest: http.RequestListener;
}

const PATH = "/mqtt";
const SUBPROTOCOL = "mqtt";
const MESSAGE_MAX = 65_536;
/** Close codes (RFC 6455, 7.4.1). */
const GOING_AWAY = 1_001;
const UNSUPPORTED_DATA = 1_003;

/** Listeners on the four ways, all of one host. */
export class Listeners {
	readonly #servers: net.Server[] = [];
	readonly #ports = new Map<Way, number>();
	readonly #sockets = new Set<Duplex>();

	/** Opens what `ports` names. Rejects with the error of the first that cannot be opened, which has its `way` and `port`. */
	static async open(host: string, ports: Ports, files: ServerFiles, doors: Doors): Promise<Listeners> {
		const listeners = new Listeners();
		const secure = { cert: files.certificate, key: files.privateKey, minVersion: "TLSv1.2" } as const;
		const makers: { readonly [way in Way]: () => net.Server } = {
			tcp: () => net.createServer(doors.onStream),
			tls: () => tls.createServer(secure, doors.onStream),
			ws: () => withWebSocket(http.createServer(doors.onRequest), doors),
			wss: () => withWebSocket(https.createServer(secure, doors.onRequest), doors),
		};
		try {
			for (const way of ["tcp", "tls", "ws", "wss"] as const) {
				const port = ports[way];
				if (port !== undefined) await listeners.#listen(way, makers[way](), host, port);
			}
		} catch (error) {
			await listeners.close();
			throw error;
		}
		return listeners;
	}

	/** The port of a way, or 0 where it is not open. */
	port(way: Way): number {
		return this.#ports.get(way) ?? 0;
	}

	/** Closes them and every connection. */
	async close(): Promise<void> {
		const closed = this.#servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
		for (const socket of this.#sockets) socket.destroy();
		await Promise.all(closed);
	}

	async #listen(way: Way, server: net.Server, host: string, port: number): Promise<void> {
		// A client that breaks off its handshake is that client's business.
		server.on("tlsClientError", (_error: Error, socket: Duplex) => socket.destroy());
		server.on("connection", (socket: Duplex) => {
			this.#sockets.add(socket);
			socket.once("close", () => this.#sockets.delete(socket));
		});
		await new Promise<void>((resolve, reject) => {
			server.once("error", (error) => reject(Object.assign(error, { way, port })));
			server.listen(port, host, resolve);
		});
		this.#servers.push(server);
		this.#ports.set(way, (server.address() as AddressInfo).port);
	}
}

function withWebSocket(server: http.Server | https.Server, { onStream }: Doors): net.Server {
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: MESSAGE_MAX,
		handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
	});
	server.on("upgrade", (request: http.IncomingMessage, socket: Duplex, head: Buffer) => {
		const error = whyNot(request);
		if (error === undefined) sockets.handleUpgrade(request, socket, head, (one) => onStream(toStream(one)));
		else socket.end(`HTTP/1.1 ${error}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
		socket.on("error", () => socket.destroy());
	});
	server.on("close", () => {
		for (const one of sockets.clients) one.close(GOING_AWAY);
	});
	return server;
}

/** The path must be /mqtt, and "mqtt" among the subprotocols [MQTT-6.0.0-3]. */
function whyNot({ url = "", headers }: http.IncomingMessage): string | undefined {
	if (url.split("?")[0] !== PATH) return "404 Not Found";
	const offered = (headers["sec-websocket-protocol"] ?? "").split(",").map((one) => one.trim());
	return offered.includes(SUBPROTOCOL) ? undefined : "400 Bad Request";
}

/** The bytes of a WebSocket's binary frames as a stream; a frame that is not binary ends the connection [MQTT-6.0.0-1]. */
function toStream(socket: WebSocket): Duplex {
	const stream = new Duplex({
		read: () => socket.resume(),
		write: (chunk: Buffer, _encoding, done) => socket.send(chunk, done),
		final: (done) => {
			socket.close();
			done();
		},
		destroy: (error, done) => {
			socket.terminate();
			done(error);
		},
	});
	socket.on("message", (data: Buffer, isBinary) => {
		if (!isBinary) socket.close(UNSUPPORTED_DATA);
		else if (!stream.push(data)) socket.pause();
	});
	socket.on("close", () => stream.destroy());
	socket.on("error", () => stream.destroy());
	return stream;
}
