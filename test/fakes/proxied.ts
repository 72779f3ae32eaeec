import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";
import { after } from "node:test";
import type { Fault, FaultKind } from "../../sim/proxy/fault";
import { FaultProxy, type ProxyEvent } from "../../sim/proxy/proxy";

/** A fault with what the test says of it. */
export function fault(kind: FaultKind, parts: Partial<Fault> = {}): Fault {
	return { kind, ms: 0, way: "both", amount: 0, ...parts };
}

/** One end of a connection: what came, when, and how it ended. */
export class Peer {
	readonly socket: Socket;
	/** Each read with its time. */
	readonly reads: { readonly at: number; readonly text: string }[] = [];
	ended = false;
	error = "";
	closed = false;

	constructor(socket: Socket) {
		this.socket = socket;
		socket.setNoDelay(true);
		socket.on("data", (data: Buffer) => this.reads.push({ at: performance.now(), text: data.toString("latin1") }));
		socket.on("end", () => {
			this.ended = true;
		});
		socket.on("error", (error: NodeJS.ErrnoException) => {
			this.error = error.code ?? "";
		});
		socket.on("close", () => {
			this.closed = true;
		});
		after(() => socket.destroy());
	}

	get text(): string {
		return this.reads.map(({ text }) => text).join("");
	}

	write(text: string): void {
		this.socket.write(text, "latin1");
	}
}

/** Waits until `condition`; rejects after ten seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
	for (const end = Date.now() + 10_000; !condition(); await pass(5))
		if (Date.now() > end) throw new Error(`it did not happen: ${what}`);
}

/** Waits for real milliseconds: to see that nothing happens, or how long something takes. */
export function pass(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A server with a proxy in front of it. All of it ends with the test file. */
export async function startProxied() {
	const accepted: Peer[] = [];
	const server = net.createServer({ allowHalfOpen: true }, (socket) => accepted.push(new Peer(socket)));
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const events: ProxyEvent[] = [];
	const { port } = server.address() as AddressInfo;
	const target = { host: "127.0.0.1", port };
	const proxy = await FaultProxy.start({ target, seed: 1, onEvent: (event) => events.push(event) });
	after(async () => {
		await proxy.close();
		server.close();
	});
	const dial = (): Peer => new Peer(net.connect({ port: proxy.port, host: "127.0.0.1", allowHalfOpen: true }));
	/** A client and the server's end of its connection. */
	const connect = async (): Promise<[client: Peer, server: Peer]> => {
		const count = accepted.length;
		const client = dial();
		await until(() => accepted.length > count, "a connection to the target");
		return [client, accepted[count]];
	};
	return { proxy, events, accepted, dial, connect };
}
