import { type AccessPoint, Air } from "../../network/air";
import { Board, type Firmware } from "./board";
import { BROKER_NAME, Broker } from "./broker";
import { FlashPart } from "./flash";
import { LogTail } from "./log-tail";
import { CLOCKS, Names, ROUTER, STRANGER, TimeServers } from "./names";
import { Network } from "./network";
import { Periods } from "./periods";
import { Probe } from "./probe";
import { Random, seedOf } from "./random";
import { type Entry, Scheduler } from "./scheduler";
import { Storage } from "./storage";
import { Stranger } from "./stranger";
import { Trace } from "./trace";
import { Truth } from "./truth";
import type { Watcher } from "./watcher";
import { Wire } from "./wire";

export const DAY_MS = 86_400_000;
/** Violations kept with their text; the others are only counted. */
const VIOLATIONS_MAX = 100;

/** A rule that was broken. */
export interface Violation {
	/** C1 to X1 of mqtt-client.md; MQTT for the standard. */
	readonly rule: string;
	readonly text: string;
	/** Days since the world began. */
	readonly day: number;
}

/** What a world is made of. */
export interface WorldOptions {
	readonly seed: number;
	/** The firmware's main. */
	readonly main: () => Firmware;
	/** Milliseconds since 1970 at which the world begins. */
	readonly startTime: number;
	/** Of the journal's flash. */
	readonly sectors: number;
}

/**
 * One device and everything around it, on one virtual clock. Each model has switches: plain fields, which a fault sets and sets back; a model
 * says by `note` when a switch has made a difference. All that is random comes from streams of the one seed.
 *
 * | handle | switches |
 * |---|---|
 * | network | latencyMs, jitterMs, loss, dead, stalled, natIdleMs, natResets, pieceBytes, coalesceMs, refuses, silent, tlsStalls, tlsVerdict; cutSilently(), resetAll() |
 * | names | mode, slow, table |
 * | clocks | mode, offsetMs |
 * | broker | down, mute, mutesConnect, mutesPing, returnCode, closesAfterMs, resets, notBefore, notAfter; move(), drop(), takeOver() |
 * | radio | hung, power(point, on); points: password, rssi, dhcp, dns |
 * | board | powerCut(), reset(), setTime() |
 * | truth.chip | faults: absent, badChecksum, busyForever, stuck, stuckHigh |
 * | storage | full, cutIn |
 * | flash | cutAfter(), absent; chip: NorFlash with dead, stuckSectors, stuckBytes, flip() |
 * | wire | type(), typeText(), blocked |
 */
export class World {
	readonly seed: number;
	readonly startTime: number;
	readonly scheduler = new Scheduler();
	readonly board: Board;
	readonly points: AccessPoint[];
	readonly radio: Air;
	readonly network: Network;
	readonly names: Names;
	readonly clocks: TimeServers;
	readonly broker: Broker;
	readonly truth: Truth;
	readonly storage: Storage;
	readonly flash: FlashPart;
	readonly wire: Wire;
	/** What main.ts finds in "mc/config". */
	config: object = {};
	/** What may never be seen on the console. */
	readonly secrets: string[] = [];
	readonly violations: Violation[] = [];
	/** Violations in all. */
	violated = 0;
	/** How often each kind of fault made a difference. */
	readonly notes = new Map<string, number>();
	/** States that were reached, and how often. */
	readonly states = new Map<string, number>();
	/** Who looks on: the invariants. */
	readonly watchers: Watcher[] = [];
	/** Called when the board has started, before main. */
	onBoot: () => void = () => undefined;
	/** While this holds the board has a wrong time: time servers lied to it, or its clock jumped. */
	readonly lies = new Periods();
	/** While this held, rows were in RAM alone, and a boot ended. */
	readonly forgotten = new Periods();
	/** A look into the firmware. */
	readonly probe = new Probe();
	/** No access point is on, by a fault. */
	dark = false;
	/** How many faults of this kind are on, or of all. */
	faultsOn: (kind?: string) => number = () => 0;
	/** What the console said last. */
	readonly log = new LogTail();
	readonly #trace = new Trace();

	constructor({ seed, main, startTime, sectors }: WorldOptions) {
		this.seed = seed;
		this.startTime = startTime;
		this.board = new Board(this, main);
		this.points = [
			{ ssid: "Greenhouse", password: "tomatoes", rssi: -58, on: true, dhcp: true, dns: [ROUTER] },
			{ ssid: "Barn", password: "wheelbarrow", rssi: -71, on: true, dhcp: true, dns: [ROUTER] },
		];
		this.radio = new Air(new AirClock(this), this.points, () => undefined);
		this.network = new Network(this);
		this.names = new Names(this);
		this.clocks = new TimeServers(this);
		this.network.place(ROUTER, this.names);
		for (const address of CLOCKS) this.network.place(address, this.clocks);
		this.network.place(STRANGER, new Stranger(this));
		this.names.table.set("time.cloudflare.com", CLOCKS[0]);
		this.names.table.set("time.google.com", CLOCKS[1]);
		this.broker = new Broker(this);
		this.truth = new Truth(this);
		this.storage = new Storage(this);
		this.flash = new FlashPart(this, sectors);
		this.wire = new Wire(this);
	}

	/** Milliseconds since the world began. */
	get now(): number {
		return this.scheduler.now;
	}

	/** The true time, in milliseconds since 1970. */
	get time(): number {
		return this.startTime + this.scheduler.now;
	}

	/** A stream of random numbers of its own: the same for the same seed and name, whatever else is drawn. */
	random(name: string): Random {
		return new Random(seedOf(this.seed, name));
	}

	/** Calls `run` at `ticks` (of `now`), whatever becomes of the board. */
	at(ticks: number, run: () => void): Entry {
		return this.scheduler.at(ticks, run);
	}

	/** A rule is broken: the run has failed. */
	violation(rule: string, text: string): void {
		this.violated++;
		this.traceText(rule, text);
		this.log.freeze();
		if (this.violations.length < VIOLATIONS_MAX)
			this.violations.push({ rule, text, day: Math.floor((this.now / DAY_MS) * 1_000) / 1_000 });
	}

	/** A fault of this kind took effect. */
	note(kind: string): void {
		this.notes.set(kind, (this.notes.get(kind) ?? 0) + 1);
	}

	/** A state was reached. */
	state(name: string): void {
		this.states.set(name, (this.states.get(name) ?? 0) + 1);
	}

	/** Goes into the run's hash: what, when, and whole numbers. */
	trace(what: string, ...numbers: readonly number[]): void {
		this.#trace.number(this.now);
		this.#trace.text(what);
		for (const number of numbers) this.#trace.number(number);
	}

	/** As `trace`, with text. */
	traceText(what: string, text: string): void {
		this.trace(what);
		this.#trace.text(text);
	}

	/** The hash of everything so far. */
	get digest(): string {
		return this.#trace.digest;
	}

	/** Tells everybody who looks on. */
	tell(say: (watcher: Watcher) => void): void {
		for (let i = 0; i < this.watchers.length; i++) say(this.watchers[i]);
	}

	/** Lets the world go on until `end` (of `now`). */
	run(end: number): void {
		while (this.scheduler.step(end));
	}

	// From the models.

	/** A boot begins. */
	up(): void {
		this.flash.up();
		this.onBoot();
		this.tell((watcher) => watcher.boot?.());
	}

	/** The board has ended: nothing of it is left in the models. */
	down(unwished: boolean): void {
		this.radio.restart();
		this.network.abandon();
		this.wire.drop();
		this.tell((watcher) => watcher.end?.(unwished));
		this.probe.drop();
	}

	/** The console has said a line. */
	heard(line: string): void {
		if (this.log.most > 0) this.log.take(`${(this.now / DAY_MS).toFixed(4)} ${line}`);
		if (line.includes("a defect was caught")) this.violation("X1", line);
		for (const secret of this.secrets) if (line.includes(secret)) this.violation("S2", "a secret on the console");
		this.tell((watcher) => watcher.line?.(line));
	}
}

/** The world's clock as sim/network/air takes it. */
class AirClock {
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
	}

	get ticks(): number {
		return this.#world.now;
	}

	get time(): number {
		return this.#world.time;
	}

	at(ticks: number, callback: () => void): () => void {
		const { scheduler } = this.#world;
		const entry = scheduler.at(ticks, callback);
		return () => scheduler.clear(entry);
	}
}

export { BROKER_NAME };
