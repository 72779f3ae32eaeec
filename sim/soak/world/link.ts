import { Failure } from "core/result";
import type { Network } from "./network";
import { Call, type Entry } from "./scheduler";
import type { World } from "./world";

/** What a board's socket takes at once: lwIP's send buffer on an ESP32. */
export const SEND_BUFFER = 5_760;

const STALL_MS = 1_000;

/** What the firmware's socket hears of its link. Called through the board, and never from inside a method. */
export interface Client {
	/** Open and, with TLS, verified. */
	opened(room: number): void;
	arrived(bytes: Uint8Array): void;
	room(count: number): void;
	/** Over; nothing follows. */
	ended(failure: Failure): void;
}

/** What a server makes of a link that it has accepted. */
export interface Service {
	/** The client's bytes. */
	arrived(bytes: Uint8Array, link: Link): void;
	/** The link is over, by the client or by a reset. */
	ended(link: Link): void;
}

/** How a link is opened. */
export interface Target {
	readonly address: string;
	readonly port: number;
	/** Undefined for TCP alone. */
	readonly tls?: { readonly host: string; readonly now: number; readonly resumes: boolean };
}

/** One TCP connection with, if wanted, TLS on it: bytes in order, each way with its own delays, room that comes back with the acknowledgement. */
export class Link {
	readonly target: Target;
	/** World ticks at which it was opened. */
	readonly since: number;
	/** Bytes vanish in both directions, and nobody is told. */
	hole = false;
	/** World ticks at which the board let go of it; Infinity before. */
	leftAt = Number.POSITIVE_INFINITY;
	/** True once the far end took it. */
	open = false;
	readonly #world: World;
	readonly #network: Network;
	#client: Client | undefined;
	#service: Service | undefined;
	#room = SEND_BUFFER;
	#returned = 0;
	#roomEntry: Entry | undefined;
	/** When the last bytes of each direction arrive: what follows comes no sooner. */
	#toServer = 0;
	#toClient = 0;
	/** When bytes last went over it: routers forget it after a while. */
	#used: number;
	#over = false;
	/** World ticks at which the board was gone: nothing is sent again from then on. */
	#goneAt = Number.POSITIVE_INFINITY;

	constructor(world: World, network: Network, target: Target, client: Client) {
		this.#world = world;
		this.#network = network;
		this.#client = client;
		this.target = target;
		this.since = this.#used = world.now;
		network.opening(this);
		world.tell((watcher) => watcher.attempt?.(this));
	}

	/** True while the firmware holds it. */
	get held(): boolean {
		return this.#client !== undefined;
	}

	/** True until it has ended for the server. */
	get served(): boolean {
		return this.#service !== undefined;
	}

	/** Bytes that the firmware may write now. */
	get writable(): number {
		return this.open ? this.#room : 0;
	}

	// From the network, while it opens.

	/** The far end takes it: the client hears so now. */
	accept(service: Service): void {
		this.#service = service;
		this.open = true;
		this.#used = this.#world.now;
		this.#world.tell((watcher) => watcher.opened?.(this));
		this.#tell((client) => client.opened(this.#room));
	}

	/** The far end does not, or TLS failed. */
	refuse(failure: Failure): void {
		this.#end(failure);
	}

	// From the firmware.

	/** Takes all of `bytes`; returns the room that is left. */
	write(bytes: Uint8Array): number {
		const { now } = this.#world;
		const network = this.#network;
		this.#room -= bytes.length;
		const delay = this.#passes() ? network.delay() : Number.POSITIVE_INFINITY;
		this.#used = now;
		if (delay === Number.POSITIVE_INFINITY) {
			this.hole = true;
			return this.#room;
		}
		const copy = bytes.slice();
		const arrival = Math.max(now + delay, this.#toServer);
		this.#toServer = arrival;
		this.#world.scheduler.at(arrival, () => this.#reach(copy, now));
		return this.#room;
	}

	/** The firmware closes: what it wrote still arrives. */
	close(): void {
		if (this.#client === undefined) return;
		this.#client = undefined;
		this.leftAt = this.#world.now;
		this.#dropRoom();
		if (this.hole || this.#over) return this.#network.closed(this);
		if (!this.open) {
			this.#over = true;
			this.#network.closed(this);
			return;
		}
		const arrival = Math.max(this.#world.now + this.#network.delay(), this.#toServer);
		if (arrival === Number.POSITIVE_INFINITY) this.hole = true;
		else this.#world.scheduler.at(arrival, () => this.#leave());
	}

	/** The board is gone without a word: what is on its way arrives, what was lost is not sent again. */
	abandon(): void {
		this.leftAt = this.#world.now;
		this.#client = undefined;
		this.#dropRoom();
		if (!this.open) this.#network.closed(this);
		this.#goneAt = this.#world.now;
		this.hole = true;
	}

	// From the server, and from faults.

	/** Sends bytes to the client. */
	send(bytes: Uint8Array): void {
		this.#network.deliver(this, bytes);
	}

	/** The server's FIN, behind what it sent. */
	finish(): void {
		this.#forgetService();
		const delay = this.#passes() ? this.#network.delay() : Number.POSITIVE_INFINITY;
		if (delay === Number.POSITIVE_INFINITY) return;
		const arrival = Math.max(this.#world.now + delay, this.#toClient);
		this.#world.scheduler.at(arrival, () => this.#end(Failure.Closed));
	}

	/** A reset in the middle: both ends hear of it, unless the way to the client is gone; what was under way is lost. */
	reset(): void {
		this.#forgetService();
		if (!this.hole) this.#end(Failure.Closed);
	}

	/** Hands `bytes` to the client at `arrival` or, in order, later. For the network. */
	carry(bytes: Uint8Array, arrival: number): void {
		const at = Math.max(arrival, this.#toClient);
		this.#toClient = at;
		this.#used = this.#world.now;
		this.#world.scheduler.at(at, () => {
			if (this.#passes()) this.#tell((client) => client.arrived(bytes));
		});
	}

	/** True where bytes get through now. A router may have forgotten it. */
	#passes(): boolean {
		if (this.hole || this.#over) return false;
		const network = this.#network;
		if (network.reachable && this.#world.now - this.#used < network.natIdleMs) return true;
		if (network.reachable) {
			this.#world.note(network.natResets ? "network.natResets" : "network.natIdleMs");
			if (network.natResets) this.reset();
		}
		this.hole = true;
		return false;
	}

	/** Bytes arrive at the server; their acknowledgement makes room again. */
	#reach(bytes: Uint8Array, sentAt: number): void {
		if (this.#over && this.#service === undefined) return;
		if (this.#goneAt < this.#world.now - this.#network.latencyMs - this.#network.jitterMs) return;
		this.#returned += bytes.length;
		this.#network.sentAt = sentAt;
		this.#network.sentOver = this;
		this.#service?.arrived(bytes, this);
		if (this.#client === undefined || this.hole || this.#roomEntry) return;
		const call = new Call(() => this.#giveRoom(), true);
		this.#roomEntry = call;
		this.#world.scheduler.set(call, this.#world.now + this.#network.latencyMs);
	}

	#giveRoom(): void {
		this.#roomEntry = undefined;
		if (this.hole) return;
		if (this.#network.stalled) return this.#stall();
		this.#room += this.#returned;
		this.#returned = 0;
		this.#tell((client) => client.room(this.#room));
	}

	/** Acknowledgements do not come: they are looked for again. */
	#stall(): void {
		this.#world.note("network.stalled");
		const call = new Call(() => this.#giveRoom(), true);
		this.#roomEntry = call;
		this.#world.scheduler.set(call, this.#world.now + STALL_MS);
	}

	#dropRoom(): void {
		if (this.#roomEntry) this.#world.scheduler.clear(this.#roomEntry);
		this.#roomEntry = undefined;
	}

	/** The client's FIN reaches the server. */
	#leave(): void {
		this.#over = true;
		this.#forgetService();
	}

	#forgetService(): void {
		const service = this.#service;
		this.#service = undefined;
		service?.ended(this);
		this.#network.closed(this);
	}

	#end(failure: Failure): void {
		if (this.#over) return;
		this.#over = true;
		this.open = false;
		this.#dropRoom();
		this.#network.closed(this);
		this.leftAt = Math.min(this.leftAt, this.#world.now);
		const client = this.#client;
		this.#client = undefined;
		if (client) this.#world.board.call(() => client.ended(failure));
	}

	#tell(say: (client: Client) => void): void {
		const client = this.#client;
		if (client) this.#world.board.call(() => say(client));
	}
}
