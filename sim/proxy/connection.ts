import net, { type Socket } from "node:net";
import type { Way } from "./fault";
import { Pipe, type Weather } from "./pipe";

/** A peer that does not answer a FIN is not waited for longer, in milliseconds. */
const LINGER_MS = 5_000;

/** Who ended a connection. */
export type EndedBy = "client" | "target" | "fault";

/** What a connection is given. */
export interface ConnectionOptions {
	readonly id: number;
	readonly client: Socket;
	readonly target: { readonly host: string; readonly port: number };
	readonly weather: Weather;
	/** Both sides are closed. */
	readonly onClosed: (connection: Connection) => void;
}

/** A client's connection and the one to the target behind it, with a pipe each way. */
export class Connection {
	readonly id: number;
	readonly #client: Socket;
	readonly #target: Socket;
	readonly #up: Pipe;
	readonly #down: Pipe;
	readonly #onClosed: () => void;
	#open = 2;
	#ended = false;
	#by: EndedBy | undefined;

	constructor({ id, client, target, weather, onClosed }: ConnectionOptions) {
		this.id = id;
		this.#client = client;
		this.#target = net.connect({ ...target, allowHalfOpen: true, noDelay: true });
		this.#onClosed = () => onClosed(this);
		const onCut = (): void => this.#finish();
		this.#up = new Pipe({ way: "up", from: client, to: this.#target, weather, onCut });
		this.#down = new Pipe({ way: "down", from: this.#target, to: client, weather, onCut });
		this.#watch(client, this.#up, "client");
		this.#watch(this.#target, this.#down, "target");
	}

	/** Who ended it; "fault" until somebody has. */
	get by(): EndedBy {
		return this.#by ?? "fault";
	}

	/** Bytes that were passed on in a direction. */
	passed(way: Way): number {
		return way === "up" ? this.#up.passed : this.#down.passed;
	}

	/** Whether a fault that touches what passes can touch it. */
	get live(): boolean {
		return !this.#ended && !this.#up.dead;
	}

	/** Both sides see a FIN now; what waits is gone. */
	cut(): void {
		this.#drop();
		this.#client.end();
		this.#target.end();
	}

	/** Both sides see an RST now. */
	reset(): void {
		this.#drop();
		this.#client.resetAndDestroy();
		this.#target.resetAndDestroy();
	}

	/** Nothing passes any more, not even an end, and nobody is told. */
	die(): void {
		this.#up.dead = this.#down.dead = true;
		for (const socket of [this.#client, this.#target]) socket.resume();
	}

	/** Ends it behind byte number `count` of what the target sends. */
	limit(count: number): void {
		this.#down.limit(count);
		if (count === 0) this.cut();
	}

	/** Faults have come or gone. */
	pump(): void {
		this.#up.pump();
		this.#down.pump();
	}

	/** Ends it without a word to anybody. */
	destroy(): void {
		this.#drop();
		this.#client.destroy();
		this.#target.destroy();
	}

	#watch(socket: Socket, pipe: Pipe, name: EndedBy): void {
		let finished = false;
		socket.on("data", (bytes: Buffer) => pipe.take(bytes));
		socket.on("end", () => {
			finished = true;
			this.#by ??= this.#ended ? "fault" : name;
			pipe.finish("end");
			if (pipe.dead) socket.end();
		});
		// An RST, or a target that refuses: its close follows, which passes it on.
		socket.on("error", () => socket.destroy());
		socket.on("close", () => {
			this.#by ??= this.#ended ? "fault" : name;
			if (!finished) pipe.finish("reset");
			if (--this.#open === 0) this.#onClosed();
		});
	}

	/** A stream was cut in the middle: the other direction ends, too. */
	#finish(): void {
		this.#ended = true;
		this.#up.finish("end");
		this.#down.finish("end");
		this.#linger();
	}

	#drop(): void {
		this.#ended = true;
		this.#up.drop();
		this.#down.drop();
		this.#linger();
	}

	#linger(): void {
		setTimeout(() => {
			this.#client.destroy();
			this.#target.destroy();
		}, LINGER_MS).unref();
	}
}
