import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import type { Log } from "core/log";
import { isBeyond, Repeats } from "publisher/plausibility";
import { BusState } from "sensors/i2c";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";
import type { Conditioner } from "values/conditioner";

/** A sample that is not ready behind so many times its `conversionMs` is a Fault.Timeout, where the model does not say how long it may take. */
const TIMEOUT_FACTOR = 4;
/** A sensor that is away is looked for at least so often, or at each sample where those are farther apart. */
export const AWAY_MAX_MS = 300_000;
/** From the end of a sample that failed in passing to the one that stands in for it: chips that reset themselves are back, a spark is over. */
export const RETRY_MS = 1_000;

const FREED = "SDA of its I2C bus was held low; clocks have freed it";
const STUCK = "a line of its I2C bus is held low, and clocks do not free it";

/** One sensor of the settings, ready to be opened. */
export interface SampledSensor {
	readonly name: string;
	readonly quantities: readonly Quantity[];
	/** Milliseconds from `start` to `take`. */
	readonly conversionMs: number;
	/** Milliseconds from `start` until a sample that is not ready is a Fault.Timeout; undefined: four times `conversionMs`. */
	readonly timeoutMs?: number | undefined;
	/** Milliseconds from one sample to the next. */
	readonly intervalMs: number;
	/** What is made of the chip's values; undefined to take them as they come. */
	readonly conditioner?: Conditioner | undefined;
	/** So many samples in a row may have the same readings, one more is a Fault.Stuck; any number when not set, or 0. */
	readonly stuckAfter?: number | undefined;
	/** Opens the sensor. Throws when it is not there; it is tried again later. */
	open(): Sensor;
	/** Looks at the bus of a sensor that was found absent and is closed, and frees it where that can be. Must not throw. */
	checkBus?(): BusState;
}

/** What a sampler is given. */
export interface SamplerOptions {
	readonly clock: Clock;
	readonly log: Log;
	readonly sensor: SampledSensor;
	/** Takes the readings of a sample that the chip had no fault with; NaN where a quantity has none. Valid during the call. */
	onSample(values: Float64Array): void;
	/** A defect was caught: this sensor is not sampled any more. Must not throw. */
	onFault(error: unknown): void;
}

/**
 * Samples one sensor on its interval, whatever the network or the other sensors do. The schedule does not drift: a sample
 * that came late does not make the next one late.
 *
 * A sensor that is away (absent, or its bus is stuck) is closed and looked for at samples of its schedule that are one interval apart, then
 * two, four and so on, up to AWAY_MAX_MS; a chip that answers, whatever it says, ends that. One whose readings cannot be believed is not taken
 * (publisher/plausibility); a stuck one is opened anew at the next sample. A fault that may pass (checksum, busy, not ready in time) behind a
 * good sample has one sample more, RETRY_MS later, if that is sure to be over before the next one is due; so has a bus that was freed.
 */
export class Sampler {
	private readonly options: SamplerOptions;
	private readonly alarm: Alarm;
	private readonly values: Float64Array;
	/** So many of them, from the first on, the chip measures. */
	private readonly own: number;
	/** Where the sensor has a `stuckAfter`. */
	private readonly repeats: Repeats | undefined;
	private _sensor: Sensor | undefined;
	/** Ticks of the next sample of the schedule. */
	private due = 0;
	/** Ticks at which it is sampled next. */
	private _next = 0;
	/** A sample is under way. */
	private busy = false;
	/** Somebody has asked for it. */
	private asked = false;
	/** It stands in for one that failed. */
	private again = false;
	/** Ticks at which it is a Fault.Timeout. */
	private deadline = 0;
	/** Samples that failed in a row. */
	private failed = 0;
	/** Tries in a row that have not found the sensor. */
	private away = 0;
	/** The last `checkBus` has freed the bus. */
	private freed = false;
	/** Why the sensor could not be opened; "" when it is open. */
	private reason = "";
	/** What was told of it; once is enough. */
	private told = "";

	constructor(options: SamplerOptions) {
		this.options = options;
		const { quantities, conditioner, stuckAfter = 0 } = options.sensor;
		this.values = new Float64Array(quantities.length);
		this.own = conditioner?.own ?? quantities.length;
		this.repeats = stuckAfter > 0 ? new Repeats(this.own) : undefined;
		this.alarm = options.clock.alarm(this.run, new Guard<Sampler>(this.fail, this));
	}

	/** Samples of one quantity that were no step but a spike. */
	get spikes(): number {
		return this.options.sensor.conditioner?.spikes ?? 0;
	}

	/** True while it has its sensor open: nobody else may use its address. */
	get isOpen(): boolean {
		return this._sensor !== undefined;
	}

	/** Ticks at which it is sampled next, or was last if that has not ended. */
	get next(): number {
		return this._next;
	}

	/** Takes the first sample now, and then one each interval. */
	start(): void {
		this.due = this._next = this.options.clock.ticks;
		this.busy = this.asked = this.again = false;
		this.failed = this.away = 0;
		this.alarm.set(0);
	}

	/**
	 * Takes a sample now, besides the schedule, which it does not shift, and whether the sensor is away or not; one that is under way is it. Only
	 * between `start` and `stop`. Its end is what the log hears as `sample`.
	 */
	sampleNow(): void {
		if (this.busy) return;
		this.asked = true;
		this.alarm.set(0);
	}

	/** Stops, and releases the sensor. Safe to call twice. */
	stop(): void {
		this.alarm.clear();
		this.close();
	}

	private run(): void {
		if (!this.busy) this.begin();
		else this.take();
	}

	private begin(): void {
		const fault = this.open() ? (this._sensor?.start() ?? Fault.Absent) : Fault.Absent;
		if (fault !== Fault.None) return this.finish(fault);
		this.busy = true;
		this.deadline = this.options.clock.ticks + this.longestMs;
		this.alarm.set(this.waitMs);
	}

	private take(): void {
		this.values.fill(Number.NaN); // a quantity that the driver leaves out must not repeat its last reading
		const fault = this._sensor?.take(this.values) ?? Fault.Absent;
		if (fault !== Fault.Busy) return this.finish(fault === Fault.None ? this.judge() : fault);
		const wait = Math.max(1, this.waitMs);
		if (this.options.clock.ticks + wait > this.deadline) return this.finish(Fault.Timeout);
		this.alarm.set(wait);
	}

	/** Whether the chip's values can be believed: all of them or none, so that a sample has one Fault, as a driver's has. The others are NaN as yet. */
	private judge(): Fault {
		const { values, repeats } = this;
		const { sensor } = this.options;
		if (isBeyond(values, sensor.quantities, this.own)) return Fault.Range;
		return repeats && repeats.take(values) > (sensor.stuckAfter ?? 0) ? Fault.Stuck : Fault.None;
	}

	/** Milliseconds until the sample may be ready. */
	private get waitMs(): number {
		return this._sensor?.waitMs ?? this.options.sensor.conversionMs;
	}

	/** Milliseconds that a sample takes at most. */
	private get longestMs(): number {
		const { timeoutMs, conversionMs } = this.options.sensor;
		return timeoutMs ?? TIMEOUT_FACTOR * Math.max(1, conversionMs);
	}

	private finish(found: Fault): void {
		const options = this.options;
		const { log, sensor } = options;
		this.busy = this.freed = false;
		const fault = found === Fault.None ? found : this.spoil(found);
		const judged = fault === Fault.None ? (sensor.conditioner?.apply(this.values) ?? fault) : fault;
		log.sample(sensor.name, sensor.quantities, this.values, judged);
		if (fault === Fault.None) options.onSample(this.values);
		this.schedule(fault);
	}

	/** The sample failed; gives why. A sensor that left the bus, or is stuck, is closed and opened anew, so that its chip is initialised again. */
	private spoil(found: Fault): Fault {
		this.values.fill(Number.NaN);
		if (isAway(found) || found === Fault.Stuck) this.close();
		return found === Fault.Absent ? this.explain() : found;
	}

	private schedule(fault: Fault): void {
		const { clock, sensor } = this.options;
		const { intervalMs } = sensor;
		const now = clock.ticks;
		const before = this._next;
		this.due += (Math.floor((now - this.due) / intervalMs) + 1) * intervalMs;
		this._next = this.due;
		if (fault === Fault.None) {
			this.failed = this.away = 0;
			this.again = false;
		} else this.tryAgain(fault, now, before);
		this.asked = false;
		this.alarm.set(this._next - now);
	}

	/** Behind a sample that failed it may be sampled sooner than its schedule says, or later; `before`: the ticks of that sample. */
	private tryAgain(fault: Fault, now: number, before: number): void {
		const { intervalMs } = this.options.sensor;
		this.failed++;
		const passing = this.freed || (this.failed === 1 && mayPass(fault));
		this.again = passing && !this.again && now + RETRY_MS + this.longestMs <= this.due;
		if (!isAway(fault) || this.freed) this.away = 0;
		else if (this.asked && before > now)
			this._next = before; // somebody who tries does not make it wait longer
		else this._next += (distance(this.away++, intervalMs) - 1) * intervalMs;
		if (this.again) this._next = now + RETRY_MS;
	}

	private open(): boolean {
		if (this._sensor) return true;
		try {
			this._sensor = this.options.sensor.open();
			this.reason = this.told = "";
			return true;
		} catch (error) {
			this.reason = error instanceof Error ? error.message : "cannot be opened";
			return false;
		}
	}

	/** What is behind a Fault.Absent, told once. */
	private explain(): Fault {
		const state = this.options.sensor.checkBus?.() ?? BusState.Sound;
		this.freed = state === BusState.Freed;
		this.tell(state === BusState.Sound ? this.reason : state === BusState.Freed ? FREED : STUCK);
		return state === BusState.Stuck ? Fault.BusStuck : Fault.Absent;
	}

	private tell(reason: string): void {
		const { log, sensor } = this.options;
		if (reason === "" || reason === this.told) return;
		this.told = reason;
		log.error(`sensor.${sensor.name}: ${reason}`);
	}

	/** First forgotten, so that one which throws on closing is not closed again. */
	private close(): void {
		const sensor = this._sensor;
		this._sensor = undefined;
		sensor?.close();
	}

	private fail(error: unknown): void {
		try {
			this.stop();
		} catch {
			this.busy = false; // a driver that fails twice: it is stopped and forgotten already
		}
		this.options.onFault(error);
	}
}

/** Nobody answers. */
function isAway(fault: Fault): boolean {
	return fault === Fault.Absent || fault === Fault.BusStuck;
}

function mayPass(fault: Fault): boolean {
	return fault === Fault.Checksum || fault === Fault.Busy || fault === Fault.Timeout;
}

/** Intervals until a sensor is looked for that was not found `before` times before. */
function distance(before: number, intervalMs: number): number {
	return Math.min(2 ** before, Math.max(1, Math.floor(AWAY_MAX_MS / intervalMs)));
}
