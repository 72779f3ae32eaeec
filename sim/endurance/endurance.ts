import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TAKE_OVER_MAX_MS } from "mqtt/retry";
import type { FaultKind } from "../proxy/fault";
import { FaultProxy, type ProxyEvent } from "../proxy/proxy";
import { seeded } from "../proxy/random";
import type { FirmwareEvent } from "../tally";
import { Board } from "./board";
import { type Arrival, type Balance, balance, readRow } from "./ledger";
import { Mosquitto } from "./mosquitto";
import { drawPlan, type Kill, type Victim } from "./plan";
import { SIGNS, Timeline } from "./timeline";
import { Witness } from "./witness";

/** What an endurance run is made of. */
export interface EnduranceOptions {
	readonly root: string;
	/** Everything it writes goes there. */
	readonly folder: string;
	readonly program: string;
	readonly engine: string | undefined;
	readonly forMs: number;
	readonly seed: number;
	readonly victims: readonly Victim[];
	readonly kinds: readonly FaultKind[];
	readonly everyMs: number;
	readonly calmMs: number;
	readonly intervalS: number;
	/** Ends the run early. */
	readonly signal: AbortSignal;
	readonly say: (line: string) => void;
}

/** What a run has found. */
export interface EnduranceReport {
	readonly balance: Balance;
	readonly kills: Readonly<Record<Victim, number>>;
	readonly proxy: FaultProxy;
	/** Sessions that the firmware has had. */
	readonly sessions: number;
	/** Why a session or an attempt ended, by the firmware's words. */
	readonly reasons: ReadonlyMap<string, number>;
	readonly timeline: readonly string[];
	/** What makes the run worthless. */
	readonly problems: readonly string[];
}

const CHANNEL = 101;
const LANES = ["broker", "simulator", "session", "fault", "sampled", "arrived", "re-sent"];
const PROGRESS_MS = 10_000;
/** What is kept must be there by then: the longest wait, behind closes that look like a take-over, a handshake and more. */
const DRAIN_MS = TAKE_OVER_MAX_MS + 100_000;
const PATIENCE_MS = 15_000;

/** One run: broker, witness, proxy and simulator, faults and kills by the seed, and the balance at the end. */
export class Endurance {
	readonly #options: EnduranceOptions;
	readonly #broker: Mosquitto;
	readonly #proxy: FaultProxy;
	readonly #witness: Witness;
	readonly #board: Board;
	readonly #start = Date.now();
	readonly #timeline = new Timeline(LANES);
	readonly #arrivals: Arrival[] = [];
	readonly #stamps = new Set<number>();
	readonly #kills = { broker: 0, simulator: 0 };
	readonly #reasons = new Map<string, number>();
	readonly #problems: string[] = [];
	#newest = 0;
	#sessions = 0;
	#session = -1;
	#up = { broker: 0, simulator: 0 };
	#watched = false;

	private constructor(options: EnduranceOptions, broker: Mosquitto, proxy: FaultProxy) {
		const { root, folder, engine, seed, intervalS } = options;
		this.#options = options;
		this.#broker = broker;
		this.#proxy = proxy;
		this.#witness = new Witness({
			port: broker.plainPort,
			filter: "channels/#",
			onMessage: (_topic, payload) => this.#onMessage(payload),
			onChange: (subscribed) => this.#onWitness(subscribed),
		});
		const storage = join(folder, "storage");
		this.#board = new Board({
			...{ root, engine, ca: broker.ca, storage, seed, intervalS },
			channel: CHANNEL,
			port: proxy.port,
			onEvent: (event) => this.#onEvent(event),
			onGone: (complaints) => this.#problems.push(`the simulator ended by itself: ${complaints}`),
		});
	}

	/** Runs it all. Rejects when it cannot even start. */
	static async run(options: EnduranceOptions): Promise<EnduranceReport> {
		const broker = await Mosquitto.make(options.program, options.folder);
		let endurance: Endurance | undefined;
		const target = { host: "127.0.0.1", port: broker.port };
		const onEvent = (event: ProxyEvent): void => {
			if (endurance) endurance.#onProxy(event);
		};
		const proxy = await FaultProxy.start({ target, seed: options.seed, onEvent });
		endurance = new Endurance(options, broker, proxy);
		try {
			return await endurance.#run();
		} finally {
			await endurance.#close();
		}
	}

	async #run(): Promise<EnduranceReport> {
		const { forMs, seed } = this.#options;
		const plan = drawPlan({ ...this.#options, random: seeded(seed) });
		this.#proxy.hold();
		await this.#startBroker();
		this.#startBoard();
		const begun = Date.now();
		this.#proxy.play(plan.faults);
		const progress = setInterval(() => this.#tell(), PROGRESS_MS);
		for (const kill of plan.kills) await this.#kill(kill, begun);
		await this.#pause(begun + forMs - Date.now());
		this.#proxy.clear();
		const until = Date.now();
		this.#options.say(`${this.#clock()}  no more faults: what is kept may come`);
		await this.#drain(until);
		clearInterval(progress);
		await this.#board.end("SIGINT");
		await sleep(300); // what the broker has passed on arrives
		return this.#report(until);
	}

	async #close(): Promise<void> {
		this.#watched = false;
		await this.#board.end("SIGKILL");
		this.#witness.close();
		await this.#proxy.close();
		await this.#broker.kill("SIGTERM");
	}

	async #kill({ at, victim, awayMs }: Kill, begun: number): Promise<void> {
		await this.#pause(begun + at - Date.now());
		if (!this.#going) return;
		this.#options.say(`${this.#clock()}  kill -9 of the ${victim}, away for ${(awayMs / 1_000).toFixed(1)} s`);
		this.#kills[victim]++;
		if (victim === "broker") {
			this.#watched = false;
			this.#proxy.hold(); // until the witness is there again nobody may publish: nobody would see it
			await this.#broker.kill("SIGKILL");
		} else await this.#board.end("SIGKILL");
		this.#draw(victim);
		this.#endSession();
		await this.#pause(awayMs);
		if (victim === "broker") await this.#startBroker();
		else this.#startBoard();
	}

	async #startBroker(): Promise<void> {
		this.#broker.start();
		for (const end = Date.now() + PATIENCE_MS; !this.#witness.subscribed; await sleep(10)) {
			if (!this.#broker.running) throw new Error("mosquitto does not start");
			if (Date.now() > end) throw new Error("mosquitto takes no subscription");
		}
		this.#watched = true;
		this.#up.broker = this.#now;
		await this.#proxy.release();
	}

	#startBoard(): void {
		this.#board.start();
		this.#up.simulator = this.#now;
	}

	/** Waits for the first row that was closed after `until`: rows come in order, so all before it are there. */
	async #drain(until: number): Promise<void> {
		for (const end = until + DRAIN_MS; this.#newest < until + 1_000 && this.#going; await sleep(100)) {
			if (Date.now() > end) {
				this.#problems.push(`nothing newer than the last fault arrived within ${DRAIN_MS / 1_000} s`);
				return;
			}
		}
	}

	get #now(): number {
		return Date.now() - this.#start;
	}

	/** Neither stopped by somebody, nor has the simulator ended by itself. */
	get #going(): boolean {
		return !this.#options.signal.aborted && this.#problems.length === 0;
	}

	async #pause(ms: number): Promise<void> {
		for (const end = Date.now() + ms; Date.now() < end && this.#going; ) await sleep(Math.min(100, end - Date.now()));
	}

	#onMessage(payload: string): void {
		const stamp = readRow(payload)?.stamp ?? 0;
		this.#timeline.count(this.#stamps.has(stamp) ? "re-sent" : "arrived", this.#now);
		this.#stamps.add(stamp);
		this.#newest = Math.max(this.#newest, stamp);
		this.#arrivals.push({ at: Date.now(), payload });
	}

	#onWitness(subscribed: boolean): void {
		if (!subscribed && this.#watched && this.#broker.running)
			this.#problems.push("the subscriber lost its connection while the broker ran: what came then was not seen");
	}

	#onEvent({ event, reason }: FirmwareEvent): void {
		if (event === "sample") this.#timeline.count("sampled", this.#now);
		else if (event === "connected") {
			this.#sessions++;
			this.#session = this.#now;
		} else if (event === "disconnected" || event === "refused") {
			this.#reasons.set(String(reason), (this.#reasons.get(String(reason)) ?? 0) + 1);
			this.#endSession();
		}
	}

	#onProxy({ event, kind, text }: ProxyEvent): void {
		if (event !== "fault") return;
		this.#options.say(`${this.#clock()}  fault: ${text}`);
		const ms = Number(/for ([\d.]+) s/.exec(String(text))?.[1] ?? 0) * 1_000;
		this.#timeline.mark("fault", this.#now, this.#now + ms, `${SIGNS[kind as FaultKind]}-`);
	}

	#endSession(): void {
		if (this.#session >= 0) this.#timeline.mark("session", this.#session, this.#now, "=");
		this.#session = -1;
	}

	/** Draws how long the victim was there. */
	#draw(victim: Victim): void {
		this.#timeline.mark(victim, this.#up[victim], this.#now, "=");
		this.#timeline.mark(victim, this.#now, this.#now, "X");
	}

	#clock(): string {
		return `${(this.#now / 1_000).toFixed(0).padStart(5)} s`;
	}

	#tell(): void {
		const { samples } = this.#board;
		const counts = `${samples.length} samples, ${this.#arrivals.length} messages, ${this.#stamps.size} rows arrived`;
		const newest =
			this.#newest === 0 ? "none yet" : `the newest ${Math.round((Date.now() - this.#newest) / 1_000)} s old`;
		this.#options.say(`${this.#clock()}  session ${this.#session >= 0 ? "up" : "down"}, ${counts}, ${newest}`);
	}

	#report(until: number): EnduranceReport {
		const { samples, published, boots } = this.#board;
		const intervalMs = this.#options.intervalS * 1_000;
		this.#endSession();
		for (const victim of ["broker", "simulator"] as const)
			this.#timeline.mark(victim, this.#up[victim], this.#now, "=");
		return {
			balance: balance({ samples, arrivals: this.#arrivals, published, until, boots, intervalMs }),
			kills: this.#kills,
			proxy: this.#proxy,
			sessions: this.#sessions,
			reasons: this.#reasons,
			timeline: this.#timeline.lines(this.#now),
			problems: this.#problems,
		};
	}
}
