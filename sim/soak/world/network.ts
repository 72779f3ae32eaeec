import { Failure } from "core/result";
import { type Client, Link, type Service, type Target } from "./link";
import type { Random } from "./random";
import type { World } from "./world";

/** What stands at an address. */
export interface Host {
	/** What it makes of a connection: a service, the failure that it ends with, or undefined: it says nothing. */
	accept(link: Link): Service | Failure | undefined;
	/** What its TLS comes to for this client: None, or why not; undefined: it says nothing. */
	verify(link: Link): Failure | undefined;
	/** Its answer to a datagram; undefined: none. */
	datagram?(port: number, bytes: Uint8Array): Uint8Array | undefined;
}

/** A segment that is lost is sent again so often before TCP gives it up for good. */
const TRIES = 6;
const RTO_MS = 1_000;
/** What a handshake costs an ESP32 besides the round trips. */
const TLS_MS = 1_600;
const TLS_RESUMED_MS = 120;
/** From this latency on it counts as slow. */
const SLOW_FROM_MS = 500;
/** A datagram takes so long where it was held back. */
const SLOW_MS = 2_500;

/** The network behind the access point. Everything that can be switched is a field; a fault sets it, and sets it back. */
export class Network {
	/** One way, in ms. */
	latencyMs = 40;
	/** Added to each way at random, at most. */
	jitterMs = 20;
	/** Share of segments and datagrams that are lost. A lost segment comes late; one lost time and again never. */
	loss = 0;
	/** Nothing gets through at all, and nobody is told. */
	dead = false;
	/** Acknowledgements do not come back: what was written fills the send buffer. */
	stalled = false;
	/** A connection without a byte for so long is forgotten by the router. */
	natIdleMs = Number.POSITIVE_INFINITY;
	/** Such a connection is reset by the router; otherwise bytes vanish. */
	natResets = false;
	/** What comes back to the board comes in pieces of so many bytes, each an event of its own. */
	pieceBytes = Number.POSITIVE_INFINITY;
	/** What comes back is held for so long, and handed over in one piece with what comes meanwhile. */
	coalesceMs = 0;
	/** The next PINGRESP that the client takes is the last that it hears: every link is reset, and what is on its way is lost. */
	resetsBehindAnswer = false;
	/** Connections are refused. */
	refuses = false;
	/** Connections get no answer. */
	silent = false;
	/** World ticks at which what a server is being given was written. */
	sentAt = 0;
	/** Over which link it came. */
	sentOver: Link | undefined;
	/** TLS handshakes get no end. */
	tlsStalls = false;
	/** The verdict on every server's certificate; None: the server's own. */
	tlsVerdict = Failure.None;
	readonly #world: World;
	readonly #random: Random;
	readonly #hosts = new Map<string, Host>();
	readonly #links = new Set<Link>();
	readonly #held = new Map<Link, Uint8Array[]>();

	constructor(world: World) {
		this.#world = world;
		this.#random = world.random("network");
	}

	/** Puts `host` at `address`; undefined takes it away. */
	place(address: string, host: Host | undefined): void {
		if (host) this.#hosts.set(address, host);
		else this.#hosts.delete(address);
	}

	/** Links that one of the ends still has, oldest first. */
	get links(): readonly Link[] {
		return [...this.#links];
	}

	/** True while a packet of the board's gets out. */
	get reachable(): boolean {
		return !this.dead && this.#world.radio.up;
	}

	/** Opens a connection for the firmware. */
	connect(target: Target, client: Client): Link {
		return new Link(this.#world, this, target, client);
	}

	/** All links lose the board, which is gone. */
	abandon(): void {
		for (const link of this.links) if (link.held) link.abandon();
	}

	/** Every link loses its way without a word. */
	cutSilently(): void {
		for (const link of this.links) {
			if (link.held && link.open) this.#world.note("network.cut");
			link.hole = true;
		}
	}

	/** Every link is reset. */
	resetAll(): void {
		if (this.#links.size > 0) this.#world.note("network.reset");
		for (const link of this.links) link.reset();
	}

	/** The client has taken a PINGRESP that it was owed. */
	answered(): void {
		if (!this.resetsBehindAnswer) return;
		this.resetsBehindAnswer = false;
		this.#world.at(this.#world.now, () => {
			this.#world.note("network.resetBehindAnswer");
			this.resetAll();
		});
	}

	/** Milliseconds that a segment takes now; Infinity: it is lost for good. */
	delay(): number {
		if (this.dead) this.#world.note("network.dead");
		if (!this.reachable) return Number.POSITIVE_INFINITY;
		const random = this.#random;
		if (this.latencyMs >= SLOW_FROM_MS) this.#world.note("network.slow");
		let delay = this.latencyMs + Math.floor(random.next() * (this.jitterMs + 1));
		if (this.loss === 0) return delay;
		for (let tries = 0; random.next() < this.loss; tries++) {
			if (tries === TRIES) return Number.POSITIVE_INFINITY;
			if (tries === 0) this.#world.note("network.loss");
			delay += RTO_MS * 2 ** tries;
		}
		return delay;
	}

	/** A datagram from the board; what answers it calls `answer` with the bytes. */
	datagram(address: string, port: number, bytes: Uint8Array, answer: (bytes: Uint8Array) => void): void {
		const random = this.#random;
		if (this.dead) this.#world.note("network.dead");
		if (!this.reachable) return;
		if (random.next() < this.loss) return this.#world.note("network.loss");
		const copy = bytes.slice();
		const slow = this.#world.names.slow ? SLOW_MS : 0;
		const there = this.#world.now + this.latencyMs + Math.floor(random.next() * (this.jitterMs + 1));
		this.#world.scheduler.at(there, () => {
			const reply = this.#hosts.get(address)?.datagram?.(port, copy);
			if (!reply || random.next() < this.loss) return;
			const back = this.#world.now + this.latencyMs + slow + Math.floor(random.next() * (this.jitterMs + 1));
			this.#world.scheduler.at(back, () => {
				if (this.reachable) answer(reply);
			});
		});
	}

	// For links.

	opening(link: Link): void {
		this.#links.add(link);
		const round = 2 * this.delay();
		const { scheduler, now } = this.#world;
		if (this.silent) this.#world.note("network.silent");
		if (round === Number.POSITIVE_INFINITY || this.silent) return;
		scheduler.at(now + round, () => this.#answer(link));
	}

	closed(link: Link): void {
		if (link.held || link.served) return;
		this.#links.delete(link);
		this.#held.delete(link);
	}

	/** Bytes from a server. */
	deliver(link: Link, bytes: Uint8Array): void {
		if (link.hole) return;
		if (this.coalesceMs === 0) return this.#carry(link, bytes);
		const held = this.#held.get(link);
		if (held) {
			held.push(bytes);
			return;
		}
		this.#held.set(link, [bytes]);
		this.#world.scheduler.at(this.#world.now + this.coalesceMs, () => this.#release(link));
	}

	#release(link: Link): void {
		const held = this.#held.get(link);
		if (!held) return;
		this.#held.delete(link);
		this.#world.note("network.coalesceMs");
		const all = new Uint8Array(held.reduce((sum, one) => sum + one.length, 0));
		let at = 0;
		for (const one of held) {
			all.set(one, at);
			at += one.length;
		}
		this.#carry(link, all);
	}

	#carry(link: Link, bytes: Uint8Array): void {
		const delay = this.delay();
		if (delay === Number.POSITIVE_INFINITY) {
			link.hole = true;
			return;
		}
		const piece = this.pieceBytes;
		if (bytes.length > piece) this.#world.note("network.pieceBytes");
		for (let at = 0, late = 0; at < bytes.length; at += piece, late++)
			link.carry(
				at + piece >= bytes.length ? bytes.subarray(at) : bytes.subarray(at, at + piece),
				this.#world.now + delay + late,
			);
	}

	#answer(link: Link): void {
		if (!link.held || link.hole) return;
		if (!this.reachable) return this.cut(link);
		const host = this.#hosts.get(link.target.address);
		if (this.refuses) {
			this.#world.note("network.refuses");
			return link.refuse(Failure.Unreachable);
		}
		if (!host) return; // nobody is there to say so
		if (link.target.tls) this.#shake(link, host);
		else this.#take(link, host);
	}

	/** A link whose way is gone. */
	cut(link: Link): void {
		link.hole = true;
	}

	#shake(link: Link, host: Host): void {
		if (this.tlsStalls) return this.#world.note("network.tlsStalls");
		const resumes = link.target.tls?.resumes === true;
		const rounds = resumes ? 1 : 2;
		const delay = 2 * rounds * this.delay() + (resumes ? TLS_RESUMED_MS : TLS_MS);
		if (delay === Number.POSITIVE_INFINITY) return this.cut(link);
		this.#world.scheduler.at(this.#world.now + delay, () => {
			if (!link.held || link.hole) return;
			if (!this.reachable) return this.cut(link);
			if (this.tlsVerdict !== Failure.None) this.#world.note(`network.tlsVerdict.${this.tlsVerdict}`);
			const verdict = this.tlsVerdict !== Failure.None ? this.tlsVerdict : host.verify(link);
			if (verdict === Failure.None) this.#take(link, host);
			else if (verdict !== undefined) link.refuse(verdict);
		});
	}

	#take(link: Link, host: Host): void {
		const service = host.accept(link);
		if (service === undefined) return;
		if (typeof service === "number") link.refuse(service);
		else link.accept(service);
	}
}
