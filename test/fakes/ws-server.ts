import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { after } from "node:test";
import { Aedes } from "aedes";
import { createWebSocketStream, WebSocketServer } from "ws";

/** What a WebSocket server of a test is made with. */
export interface WebSocketServerOptions {
	/** PEM; with it the server speaks TLS. */
	readonly certificate?: string;
	readonly privateKey?: string;
	/** Where it takes WebSockets; 404 elsewhere. */
	readonly path?: string;
}

/** aedes behind the npm package ws, on a free port of the loopback: neither is ours. It closes with the test file. */
export async function startWebSocketServer({ certificate, privateKey, path = "/mqtt" }: WebSocketServerOptions = {}) {
	const seen = { published: [] as string[], connects: 0, disconnects: 0, pongs: 0 };
	const aedes = await Aedes.createBroker();
	aedes.on("publish", (packet, client) => {
		if (client) seen.published.push(`${packet.topic} ${packet.payload}`);
	});
	aedes.on("clientReady", () => seen.connects++);
	aedes.on("clientDisconnect", () => seen.disconnects++);
	const server =
		certificate === undefined
			? http.createServer()
			: https.createServer({ cert: certificate, key: privateKey, minVersion: "TLSv1.2" });
	server.on("tlsClientError", (_error, socket) => socket.destroy());
	const sockets = new WebSocketServer({
		server,
		path,
		perMessageDeflate: true,
		handleProtocols: (protocols) => (protocols.has("mqtt") ? "mqtt" : false),
	});
	sockets.on("connection", (socket, request) => {
		const stream = createWebSocketStream(socket);
		stream.on("error", () => socket.terminate());
		socket.on("pong", () => seen.pongs++);
		socket.ping("ws is there");
		aedes.handle(stream as never, request as never);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const close = async (): Promise<void> => {
		for (const socket of sockets.clients) socket.terminate();
		await new Promise<void>((resolve) => aedes.close(() => resolve()));
		server.closeAllConnections();
		server.close();
	};
	after(close);
	return { port: (server.address() as AddressInfo).port, seen };
}
