import type { Clock } from "core/clock";
import type { SampledSensor } from "publisher/sampler";
import { BusState } from "sensors/i2c";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

const QUANTITIES: readonly Quantity[] = [
	{ name: "temperature", unit: "°C", digits: 1 },
	{ name: "humidity", unit: "%", digits: 1 },
];

/** A sensor in a test's hands, as the sampler sees it: what was called, and when, is in `calls`. */
export class FakeSensor implements SampledSensor, Sensor {
	readonly name = "room";
	readonly quantities = QUANTITIES;
	readonly calls: string[] = [];
	/** What `open` throws; undefined for a sensor that is there. */
	missing: unknown = undefined;
	/** What `start` answers. */
	started: Fault = Fault.None;
	/** What `take` answers, one after the other; Fault.None when there are none left. */
	readonly taken: Fault[] = [];
	/** Of the settings. */
	stuckAfter = 0;
	/** What `checkBus` finds. */
	bus = BusState.Sound;
	/** What `take` fills in. */
	values: readonly number[] = [21.5, 40];
	readonly #clock: Clock;

	constructor(
		clock: Clock,
		readonly intervalMs = 5_000,
		readonly conversionMs = 20,
	) {
		this.#clock = clock;
	}

	open(): Sensor {
		this.#call("open");
		if (this.missing !== undefined) throw this.missing;
		return this;
	}

	checkBus(): BusState {
		return this.bus;
	}

	start(): Fault {
		this.#call("start");
		return this.started;
	}

	take(values: Float64Array): Fault {
		this.#call("take");
		values.set(this.values);
		return this.taken.shift() ?? Fault.None;
	}

	close(): void {
		this.#call("close");
	}

	/** What was called since the last call of this, each with its ticks. */
	took(): string[] {
		return this.calls.splice(0);
	}

	#call(name: string): void {
		this.calls.push(`${this.#clock.ticks} ${name}`);
	}
}
