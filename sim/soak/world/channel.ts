import { SampleState, sampleOf } from "./truth";
import type { World } from "./world";

const NAMES = ["field1", "field2", "field3", "field4", "created_at"];
const STAMP = /^(\d{4})-(\d\d)-(\d\dT\d\d%3A\d\d%3A\d\d)Z$/;

/** One channel of the broker: what arrived, traced back to the samples that it sums up (field1 to field3 name them: world/truth). */
export class Channel {
	readonly id: string;
	/** Rows taken, each once. */
	delivered = 0;
	/** Rows that came again: the same as one before, in every byte. */
	duplicates = 0;
	/** Updates that came too soon, and were dropped. */
	tooSoon = 0;
	/** World ticks of the last update taken; -1 for none. */
	last = -1;
	/** Number of the newest sample that arrived; -1 for none. */
	newest = -1;
	/** The greatest distance of a created_at from the true time of its sample, in ms. */
	stampErrorMs = 0;
	/** For each sample: SampleState of it in this channel. */
	readonly #states: number[] = [];
	/** created_at -> row, of what was taken. */
	readonly #rows = new Map<string, string>();
	readonly #world: World;
	readonly #sums: boolean;

	/** `sums`: its rows carry all of several samples, not the last alone. */
	constructor(world: World, id: string, sums: boolean) {
		this.#world = world;
		this.#sums = sums;
		this.id = id;
	}

	/** What has become of sample number `sample` here. */
	state(sample: number): SampleState {
		return this.#states[sample] ?? SampleState.Waiting;
	}

	/** An update arrives. */
	take(payload: string, minIntervalMs: number): void {
		const world = this.#world;
		world.traceText("update", payload);
		const { now } = world;
		if (this.last >= 0 && now - this.last < minIntervalMs) {
			this.tooSoon++;
			world.violation("R1", `channel ${this.id}: an update ${now - this.last} ms behind the last one`);
			return;
		}
		this.last = now;
		const row = this.#read(payload);
		if (!row) return;
		const stamp = row.get("created_at") ?? "";
		if (stamp !== "") {
			const before = this.#rows.get(stamp);
			if (before === payload) {
				this.duplicates++;
				return;
			}
			if (before !== undefined)
				return world.violation("C2", `channel ${this.id}: two rows of ${stamp}: ${before} and ${payload}`);
			this.#rows.set(stamp, payload);
		}
		this.#trace(row, stamp);
	}

	#read(payload: string): Map<string, string> | undefined {
		const row = new Map<string, string>();
		for (const part of payload.split("&")) {
			const at = part.indexOf("=");
			const name = part.slice(0, at);
			if (!NAMES.includes(name) || row.has(name)) return this.#wrong(payload);
			row.set(name, part.slice(at + 1));
		}
		return row;
	}

	#wrong(payload: string): undefined {
		this.#world.violation("MQTT", `channel ${this.id}: what ThingSpeak does not take: ${payload}`);
		return undefined;
	}

	/** C1 to C3: the row is of samples that were taken, none of them here before, behind all that were. */
	#trace(row: Map<string, string>, stamp: string): void {
		const world = this.#world;
		const { truth } = world;
		const sample = sampleOf(Number(row.get("field1")), Number(row.get("field2")));
		const count = Number(row.get("field3"));
		if (!truth.known(sample) || !(count >= 1))
			return world.violation("C2", `channel ${this.id}: a row that was not sampled: ${[...row].join(" ")}`);
		if (this.state(sample) === SampleState.Delivered) {
			this.duplicates++;
			if (stamp !== "") world.violation("C2", `channel ${this.id}: sample ${sample} again, with another created_at`);
			return;
		}
		if (sample < this.newest) world.violation("C3", `channel ${this.id}: sample ${sample} behind ${this.newest}`);
		this.newest = Math.max(this.newest, sample);
		this.delivered++;
		this.#cover(sample, count);
		if (stamp !== "") this.#date(sample, stamp);
	}

	/** The `count` good samples that end with `sample` have arrived. */
	#cover(sample: number, count: number): void {
		const { truth } = this.#world;
		let left = count;
		for (let i = sample; i >= 0 && left > 0; i--) {
			if (!truth.known(i)) continue;
			left--;
			if (this.state(i) !== SampleState.Waiting)
				this.#world.violation("C2", `channel ${this.id}: sample ${i} is in two rows`);
			this.#states[i] = i === sample || this.#sums ? SampleState.Delivered : SampleState.Thinned;
		}
		if (left > 0) this.#world.violation("C2", `channel ${this.id}: a row of more samples than were taken`);
	}

	#date(sample: number, stamp: string): void {
		if (!STAMP.test(stamp)) return void this.#wrong(stamp);
		const time = Date.parse(stamp.split("%3A").join(":"));
		const error = Math.abs(time - this.#world.truth.timeOf(sample));
		if (error > this.stampErrorMs) this.stampErrorMs = error;
	}
}
