import { once } from "node:events";
import net, { type AddressInfo, type Server, type Socket } from "node:net";
import { Connection } from "./connection";
import { describeFault, type Fault, type FaultKind, KINDS, rowOf, type Scheduled, type Way } from "./fault";
import type { Weather } from "./pipe";
import { seeded } from "./random";

/** The only address it listens on. */
const LOOPBACK = "127.0.0.1";
/** These end the connections there are: they are about new ones. */
const ENDING: readonly FaultKind[] = ["cut", "refuse", "silent", "handshake"];
/** How often it tries to listen on its port again. */
const AGAIN_MS = 50;

/** How often a kind of fault came, and how many of those touched a byte or a connection. */
export interface FaultCount {
	begun: number;
	hit: number;
}

/** Something that happened; `ms` since the start of the proxy. */
export interface ProxyEvent {
	readonly ms: number;
	readonly event: "listening" | "opened" | "closed" | "fault" | "hit" | "over";
	readonly [part: string]: unknown;
}

/** What a proxy is given. */
export interface ProxyOptions {
	readonly target: { readonly host: string; readonly port: number };
	/** 0 or none: a free one. */
	readonly port?: number;
	/** Of the jitter; the schedule has its own. */
	readonly seed?: number;
	readonly onEvent?: (event: ProxyEvent) => void;
}

/**
 * Stands between a client and a server on real sockets, and does what networks do. It listens on the loopback alone. Faults are commands
 * (`apply`) or a schedule (`play`); several may last at the same time. A connection to the target is opened at once with each that comes.
 */
export class FaultProxy implements Weather {
	readonly counts: Readonly<Record<FaultKind, FaultCount>>;
	readonly random: () => number;
	readonly #options: ProxyOptions;
	readonly #connections = new Set<Connection>();
	readonly #silent = new Set<Socket>();
	/** The faults that last, and what ends each. */
	readonly #active = new Map<Fault, NodeJS.Timeout>();
	readonly #touched = new Set<Fault>();
	readonly #timers = new Set<NodeJS.Timeout>();
	readonly #start = performance.now();
	#server: Server | undefined;
	#port = 0;
	#held = false;
	#closed = false;
	#count = 0;

	private constructor(options: ProxyOptions) {
		this.#options = options;
		this.random = seeded(options.seed ?? 0);
		this.counts = Object.fromEntries(KINDS.map((kind) => [kind, { begun: 0, hit: 0 }])) as Record<
			FaultKind,
			FaultCount
		>;
	}

	/** Listens. Rejects with Node's error where the port is not to be had. */
	static async start(options: ProxyOptions): Promise<FaultProxy> {
		const proxy = new FaultProxy(options);
		await proxy.#listen(options.port ?? 0);
		proxy.#tell("listening", { port: proxy.port });
		return proxy;
	}

	get port(): number {
		return this.#port;
	}
	/** Connections there are. */
	get connections(): number {
		return this.#connections.size;
	}

	/** A fault begins now; one that lasts ends by itself. */
	apply(fault: Fault): void {
		if (this.#closed) return;
		const { kind, ms } = fault;
		this.counts[kind].begun++;
		this.#tell("fault", { kind, text: describeFault(fault), connections: this.#connections.size });
		const live = [...this.#connections].filter((connection) => connection.live);
		if (live.length > 0 && rowOf(kind).ms === undefined) this.hit(fault);
		for (const connection of live) {
			if (ENDING.includes(kind)) connection.cut();
			else if (kind === "rst") connection.reset();
			else if (kind === "half-open") connection.die();
		}
		if (ms === 0) return;
		this.#active.set(
			fault,
			setTimeout(() => this.#over(fault), ms),
		);
		if (kind === "refuse") {
			if (live.length > 0) this.hit(fault); // who is refused by the listener is not seen here
			this.#server?.close();
			this.#server = undefined;
		}
	}

	/** Applies each fault at its time from now. */
	play(schedule: readonly Scheduled[]): void {
		for (const { at, fault } of schedule) this.#timers.add(setTimeout(() => this.apply(fault), at));
	}

	/** Ends what lasts, and the schedule. A connection that is half-open stays so. */
	clear(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
		for (const fault of [...this.#active.keys()]) this.#over(fault);
	}

	/** Refuses new connections until `release`, besides all faults: for whoever takes the target away for a while. */
	hold(): void {
		this.#held = true;
		this.#server?.close();
		this.#server = undefined;
	}

	/** Takes connections again, unless a fault refuses them. */
	release(): Promise<void> {
		this.#held = false;
		return this.#reopen();
	}

	/** Ends everything. Safe to call twice. */
	async close(): Promise<void> {
		this.#closed = true;
		this.clear();
		const server = this.#server;
		this.#server = undefined;
		for (const connection of this.#connections) connection.destroy();
		for (const socket of this.#silent) socket.destroy();
		if (!server) return;
		const closed = once(server, "close");
		server.close();
		await closed;
	}

	find(kind: FaultKind, way: Way): Fault | undefined {
		for (const fault of this.#active.keys())
			if (fault.kind === kind && (fault.way === "both" || fault.way === way)) return fault;
		return undefined;
	}

	hit(fault: Fault): void {
		if (this.#touched.has(fault)) return;
		this.#touched.add(fault);
		this.counts[fault.kind].hit++;
		this.#tell("hit", { kind: fault.kind });
		if (rowOf(fault.kind).once && this.#active.has(fault)) this.#over(fault);
	}

	#over(fault: Fault): void {
		clearTimeout(this.#active.get(fault));
		this.#active.delete(fault);
		this.#tell("over", { kind: fault.kind, hit: this.#touched.has(fault) });
		this.#touched.delete(fault);
		if (fault.kind === "silent" && !this.#find("silent")) for (const socket of this.#silent) socket.end();
		if (fault.kind === "refuse") void this.#reopen();
		for (const connection of this.#connections) connection.pump();
	}

	#find(kind: FaultKind): Fault | undefined {
		return this.find(kind, "up") ?? this.find(kind, "down");
	}

	#accept(client: Socket): void {
		const silent = this.#find("silent");
		if (silent) return this.#ignore(client, silent);
		const id = ++this.#count;
		const onClosed = (connection: Connection): void => {
			this.#connections.delete(connection);
			this.#tell("closed", { id, by: connection.by, up: connection.passed("up"), down: connection.passed("down") });
		};
		const connection = new Connection({ id, client, target: this.#options.target, weather: this, onClosed });
		this.#connections.add(connection);
		this.#tell("opened", { id });
		const handshake = this.#find("handshake");
		if (!handshake) return;
		connection.limit(handshake.amount);
		this.hit(handshake);
	}

	/** Takes what comes and says nothing. */
	#ignore(client: Socket, fault: Fault): void {
		this.#silent.add(client);
		client.on("error", () => client.destroy()); // an RST is an end as good as any
		client.on("end", () => client.end());
		client.on("close", () => this.#silent.delete(client));
		client.resume();
		this.hit(fault);
	}

	async #reopen(): Promise<void> {
		while (!this.#closed && !this.#held && !this.#server && !this.#find("refuse")) {
			try {
				await this.#listen(this.#port);
			} catch {
				await new Promise((resolve) => setTimeout(resolve, AGAIN_MS)); // the port is taken for the moment
			}
		}
	}

	async #listen(port: number): Promise<void> {
		const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client));
		this.#server = server;
		try {
			server.listen(port, LOOPBACK);
			await once(server, "listening");
			this.#port = (server.address() as AddressInfo).port;
		} catch (error) {
			if (this.#server === server) this.#server = undefined;
			throw error;
		}
	}

	#tell(event: ProxyEvent["event"], parts: Record<string, unknown>): void {
		this.#options.onEvent?.({ ms: Math.round(performance.now() - this.#start), event, ...parts });
	}
}
