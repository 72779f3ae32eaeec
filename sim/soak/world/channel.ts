import { ClosedRows } from "./closed-rows";
import type { ChannelPlan } from "./deployment";
import type { Link } from "./link";
import { SampleState, sampleOf } from "./truth";
import type { World } from "./world";

/** So many fields are a channel's own. */
const OWN = 4;
const FIELD = /^field[1-8]$/;
const FIELDS = 8;
/** A message and the end of its board, as near as this, are of one moment. */
const BARE_MS = 3_000;
const DAY_MS = 86_400_000;
const STAMP = /^(\d{4})-(\d\d)-(\d\dT\d\d%3A\d\d%3A\d\d)Z$/;

/** What a channel is like. */
export interface ChannelOptions extends ChannelPlan {
	/** Its rows carry all of several samples, not the last alone. */
	readonly sums: boolean;
}

/** One channel of the broker: what arrived, traced back to the samples that it sums up (the first three of its own fields name them: world/truth). */
export class Channel {
	readonly id: string;
	/** Rows taken, each once. */
	delivered = 0;
	/** Rows that came again: the same as one before, in every byte. */
	duplicates = 0;
	/** Rows that no sample is in. */
	idle = 0;
	/** Updates that came too soon, and were dropped. */
	tooSoon = 0;
	/** World ticks of the last update taken; -1 for none. */
	last = -1;
	/** Number of the newest sample that arrived; -1 for none. */
	newest = -1;
	/** The greatest distance of a created_at from the true time of its sample, in ms. */
	stampErrorMs = 0;
	/** Samples that ThingSpeak would have dropped for their time, by the fault of a flash that had not answered for a while. */
	readonly dropped = new Set<number>();
	/** What the device has closed for it. */
	readonly closed: ClosedRows;
	/** For each sample: SampleState of it in this channel. */
	readonly #states: number[] = [];
	/** created_at -> row, of what was taken. */
	readonly #rows = new Map<string, string>();
	/** sample -> world ticks at which its row came without a time. */
	readonly #bareAt = new Map<number, number>();
	/** Over which link the last update came. */
	#over: Link | undefined;
	/** World ticks at which it was written. */
	#sentAt = 0;
	readonly #world: World;
	readonly #options: ChannelOptions;

	constructor(world: World, options: ChannelOptions) {
		this.#world = world;
		this.#options = options;
		this.id = options.id;
		this.closed = new ClosedRows(world.truth, options.behind);
	}

	/** What has become of sample number `sample` here. */
	state(sample: number): SampleState {
		return this.#states[sample] ?? SampleState.Waiting;
	}

	/** An update arrives. Returns what tells its subscribers of it, as JSON; undefined where it has made no entry. */
	take(payload: string): (() => string) | undefined {
		const world = this.#world;
		world.traceText("update", payload);
		const { now } = world;
		const { minIntervalMs } = this.#options;
		if (this.#isLate(minIntervalMs) && now - this.last < minIntervalMs) world.state("row.late");
		else if (this.last >= 0 && now - this.last < minIntervalMs) {
			this.tooSoon++;
			this.#violation("R1", `an update ${now - this.last} ms behind the last one`);
			return undefined;
		}
		this.last = now;
		const row = this.#read(payload);
		if (!row) return undefined;
		const stamp = row.get("created_at") ?? "";
		return this.#judge(row, stamp, payload) ? () => this.#entry(row, stamp) : undefined;
	}

	/**
	 * True where this update or the one before was still on its way when the connection was given up that it was written to, and the other one was
	 * written an interval behind that, while rows were in RAM alone: with its rows a board forgets that one of them may be on its way. Otherwise it
	 * counts from the CONNACK behind, before which the broker has closed the connection that was given up.
	 */
	#isLate(minIntervalMs: number): boolean {
		const { sentAt, sentOver } = this.#world.network;
		const [over, at] = [this.#over, this.#sentAt];
		this.#over = sentOver;
		this.#sentAt = sentAt;
		if (!over || !sentOver || over === sentOver) return false;
		if (!this.#world.forgotten.within(Math.min(at, sentAt), this.#world.now)) return false;
		return sentAt - over.leftAt >= minIntervalMs || at - sentOver.leftAt >= minIntervalMs;
	}

	/** True for a row that is new. */
	#judge(row: Map<string, string>, stamp: string, payload: string): boolean {
		const count = Number(row.get("field3"));
		if (count === 0 && !row.has("field1")) return this.#idle(stamp);
		const sample = sampleOf(Number(row.get("field1")), Number(row.get("field2")));
		if (!this.#world.truth.known(sample) || !(count >= 1)) {
			this.#violation("C2", `a row that was not sampled: ${payload}`);
			return false;
		}
		const duplicate = this.#again(sample, stamp, payload);
		if (duplicate) this.duplicates++;
		else this.#add(sample, count, stamp);
		this.#world.tell((watcher) => watcher.row?.({ channel: this, sample, count, stamp, payload, duplicate }));
		return !duplicate;
	}

	/** A row that sums up no sample at all, as when the sensor is away. True for one that is new. */
	#idle(stamp: string): boolean {
		const before = stamp === "" ? undefined : this.#rows.get(stamp);
		if (before !== undefined && before !== "")
			this.#violation("C2", `two rows of one time: ${before}, and one without a reading`);
		if (stamp !== "") this.#rows.set(stamp, "");
		this.idle++;
		return before === undefined;
	}

	/** As ThingSpeak tells its subscribers: all fields, those that are not there null; without a created_at the time of arrival. */
	#entry(row: ReadonlyMap<string, string>, stamp: string): string {
		const fields: string[] = [];
		for (let i = 1; i <= FIELDS; i++) {
			const value = row.get(`field${i - this.#options.behind}`);
			fields.push(`"field${i}":${value === undefined ? "null" : `"${value}"`}`);
		}
		const time = stamp === "" ? timeText(this.#world.time) : stamp.split("%3A").join(":");
		return `{"channel_id":${this.id},"created_at":"${time}","entry_id":${this.delivered},${fields.join(",")},"latitude":null,"longitude":null,"elevation":null,"status":null}`;
	}

	/** C2: true for a row that was here before, and is the same in every byte. */
	#again(sample: number, stamp: string, payload: string): boolean {
		if (stamp === "") this.#bareAt.set(sample, this.#world.now);
		const before = stamp === "" ? undefined : this.#rows.get(stamp);
		if (stamp !== "") this.#rows.set(stamp, payload);
		if (before !== undefined && before !== payload) {
			// The other one may be of the boot before, whose stamps are in no flash, and the clock may have gone back since.
			if (this.#isForgotten(sample, DAY_MS)) this.dropped.add(sample);
			else this.#violation("C2", `two rows of one time: ${before} and ${payload}`);
		}
		if (
			before === undefined &&
			stamp !== "" &&
			this.state(sample) === SampleState.Delivered &&
			!this.#isForgotten(sample) &&
			!this.#wentBare(sample)
		)
			this.#violation("C2", `sample ${sample} again, with another created_at`);
		return before !== undefined || this.state(sample) === SampleState.Delivered;
	}

	/**
	 * True where the row went without a time as the power failed: that it must not get one later is written behind it, and was in flight then.
	 */
	#wentBare(sample: number): boolean {
		const at = this.#bareAt.get(sample);
		return at !== undefined && this.#world.board.ends.some((end) => Math.abs(end - at) < BARE_MS);
	}

	#read(payload: string): Map<string, string> | undefined {
		const row = new Map<string, string>();
		for (const part of payload.split("&")) {
			const at = part.indexOf("=");
			const name = this.#name(part.slice(0, at));
			if (name === undefined || row.has(name)) return this.#wrong(payload);
			if (name === "") return this.#foreign(payload);
			row.set(name, part.slice(at + 1));
		}
		return row;
	}

	/** Its own fields are field1 to field4 here; "" for one of another channel, undefined for what ThingSpeak does not know. */
	#name(name: string): string | undefined {
		if (name === "created_at") return name;
		const field = FIELD.test(name) ? Number(name.slice(5)) - this.#options.behind : undefined;
		if (field === undefined) return undefined;
		return field >= 1 && field <= OWN ? `field${field}` : "";
	}

	#foreign(payload: string): undefined {
		this.#violation("C2", `a row of another channel: ${payload}`);
		return undefined;
	}

	#wrong(payload: string): undefined {
		this.#violation("MQTT", `what ThingSpeak does not take: ${payload}`);
		return undefined;
	}

	/**
	 * True for a sample behind which the flash did not answer for a while: rows in it that are older than those in RAM come to light late, or again,
	 * and what became known of their time meanwhile could not be written.
	 */
	#isForgotten(sample: number, beforeMs = 0): boolean {
		const { truth, forgotten, now } = this.#world;
		return forgotten.within(truth.ticksOf(sample) - beforeMs, now);
	}

	/** C3: a row that is new, behind all that were before. */
	#add(sample: number, count: number, stamp: string): void {
		if (sample < this.newest && !this.#isForgotten(sample))
			this.#violation("C3", `sample ${sample} behind ${this.newest}`);
		this.newest = Math.max(this.newest, sample);
		this.delivered++;
		this.#cover(sample, count);
		if (stamp !== "") this.#date(sample, stamp);
	}

	/** The `count` good samples that end with `sample` have arrived. */
	#cover(sample: number, count: number): void {
		const left = this.#world.truth.cover(sample, count, (i) => {
			if (this.state(i) !== SampleState.Waiting) this.#violation("C2", `sample ${i} is in two rows`);
			this.#states[i] = i === sample || this.#options.sums ? SampleState.Delivered : SampleState.Thinned;
		});
		if (left > 0) this.#violation("C2", "a row of more samples than were taken");
	}

	#date(sample: number, stamp: string): void {
		if (!STAMP.test(stamp)) return void this.#wrong(stamp);
		const time = Date.parse(stamp.split("%3A").join(":"));
		const error = Math.abs(time - this.#world.truth.timeOf(sample));
		if (error > this.stampErrorMs) this.stampErrorMs = error;
	}

	#violation(rule: string, text: string): void {
		this.#world.violation(rule, `channel ${this.id}: ${text}`);
	}
}

/** In whole seconds. */
function timeText(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
