import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import type { Log } from "core/log";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";
import type { Conditioner } from "values/conditioner";

/** A sample that is not ready behind so many times its `conversionMs` is a Fault.Timeout, where the model does not say how long it may take. */
const TIMEOUT_FACTOR = 4;

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
	/** Opens the sensor. Throws when it is not there; it is tried again at the next sample. */
	open(): Sensor;
}

/** What a sampler is given. */
export interface SamplerOptions {
	readonly clock: Clock;
	readonly log: Log;
	readonly sensor: SampledSensor;
	/** Takes the readings of a sample that the chip had no fault with; NaN where a quantity has none. Valid during the call. */
	readonly onSample: (values: Float64Array) => void;
	/** A defect was caught: this sensor is not sampled any more. Must not throw. */
	readonly onFault: (error: unknown) => void;
}

/**
 * Samples one sensor on its interval, whatever the network or the other sensors do. The schedule does not drift: a sample
 * that came late does not make the next one late. A sensor that is absent is looked for again at each sample.
 */
export class Sampler {
	readonly #options: SamplerOptions;
	readonly #alarm: Alarm;
	readonly #values: Float64Array;
	/** Those of them that the chip measures. */
	readonly #own: Float64Array;
	#sensor: Sensor | undefined;
	#due = 0;
	/** A sample is under way. */
	#busy = false;
	/** Ticks at which it is a Fault.Timeout. */
	#deadline = 0;
	/** Why the sensor could not be opened was told; once is enough. */
	#told = false;

	constructor(options: SamplerOptions) {
		this.#options = options;
		this.#values = new Float64Array(options.sensor.quantities.length);
		this.#own = this.#values.subarray(0, options.sensor.conditioner?.own);
		const guard = new Guard((error) => this.#fail(error));
		this.#alarm = options.clock.alarm(guard.wrap(() => this.#run()));
	}

	/** Samples of one quantity that were no step but a spike. */
	get spikes(): number {
		return this.#options.sensor.conditioner?.spikes ?? 0;
	}

	/** True while it has its sensor open: nobody else may use its address. */
	get isOpen(): boolean {
		return this.#sensor !== undefined;
	}

	/** Takes the first sample now, and then one each interval. */
	start(): void {
		this.#due = this.#options.clock.ticks;
		this.#busy = false;
		this.#alarm.set(0);
	}

	/**
	 * Takes a sample now, besides the schedule, which it does not shift; one that is under way is it. Only between `start` and `stop`. Its
	 * end is what the log hears as `sample`.
	 */
	sampleNow(): void {
		if (!this.#busy) this.#alarm.set(0);
	}

	/** Stops, and releases the sensor. Safe to call twice. */
	stop(): void {
		this.#alarm.clear();
		const sensor = this.#sensor;
		this.#sensor = undefined; // first, so that one which throws on closing is not closed again
		sensor?.close();
	}

	#run(): void {
		if (!this.#busy) this.#begin();
		else this.#take();
	}

	#begin(): void {
		const fault = this.#open() ? (this.#sensor?.start() ?? Fault.Absent) : Fault.Absent;
		if (fault !== Fault.None) return this.#finish(fault);
		const { clock, sensor } = this.#options;
		this.#busy = true;
		this.#deadline = clock.ticks + (sensor.timeoutMs ?? TIMEOUT_FACTOR * Math.max(1, sensor.conversionMs));
		this.#alarm.set(this.#waitMs);
	}

	#take(): void {
		this.#values.fill(Number.NaN); // a quantity that the driver leaves out must not repeat its last reading
		const fault = this.#sensor?.take(this.#own) ?? Fault.Absent;
		if (fault !== Fault.Busy) return this.#finish(fault);
		const wait = Math.max(1, this.#waitMs);
		if (this.#options.clock.ticks + wait > this.#deadline) return this.#finish(Fault.Timeout);
		this.#alarm.set(wait);
	}

	/** Milliseconds until the sample may be ready. */
	get #waitMs(): number {
		return this.#sensor?.waitMs ?? this.#options.sensor.conversionMs;
	}

	/** A sensor that left the bus is closed and opened anew, so that one plugged in again is initialised again. */
	#finish(fault: Fault): void {
		const { log, sensor, onSample, clock } = this.#options;
		this.#busy = false;
		if (fault !== Fault.None) this.#values.fill(Number.NaN);
		if (fault === Fault.Absent) {
			const sensor = this.#sensor;
			this.#sensor = undefined;
			sensor?.close();
		}
		const judged = fault === Fault.None ? (sensor.conditioner?.apply(this.#values) ?? fault) : fault;
		log.sample(sensor.name, sensor.quantities, this.#values, judged);
		if (fault === Fault.None) onSample(this.#values);
		const now = clock.ticks;
		const missed = Math.floor((now - this.#due) / sensor.intervalMs);
		this.#due += (missed + 1) * sensor.intervalMs;
		this.#alarm.set(this.#due - now);
	}

	#open(): boolean {
		if (this.#sensor) return true;
		const { sensor, log } = this.#options;
		try {
			this.#sensor = sensor.open();
			this.#told = false;
			return true;
		} catch (error) {
			if (!this.#told)
				log.error(`sensor.${sensor.name}: ${error instanceof Error ? error.message : "cannot be opened"}`);
			this.#told = true;
			return false;
		}
	}

	#fail(error: unknown): void {
		try {
			this.stop();
		} catch {
			this.#busy = false; // a driver that fails twice: it is stopped and forgotten already
		}
		this.#options.onFault(error);
	}
}
