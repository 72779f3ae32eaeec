import type { Analog, AnalogClass, AnalogOptions } from "sensors/analog";
import type { Digital, DigitalClass } from "sensors/digital";
import type { PulseCounter, PulseCounterClass, PulseCounterOptions } from "sensors/pulses";
import { BoardPins } from "../../sim/board/pins";

/** Of the SDK's Analog on an ESP32. */
const RESOLUTION = 12;
const TOP = 2 ** RESOLUTION - 1;
const FULL_SCALE = 2_450;

/** Pins with models on them, and the classes that reach them as the SDK's and ours do: in use, closed and misused throw. */
export class FakeWires {
	readonly pins = new BoardPins();
	/** Pins that an instance has open now. */
	readonly open = new Set<number>();
	/** Options of each pulse counter that was made. */
	readonly counters: PulseCounterOptions[] = [];
	/** Writes, `pin=level`. */
	readonly writes: string[] = [];
	/** How the converter fails: as the SDK's does, as ECMA-419 says, or not at all. */
	failing: "undefined" | "throw" | undefined;
	/** A digital pin fails on a write. */
	broken = false;
	/** mV that the converter never goes below: 142 on an ESP32. */
	bottom = 142;
	readonly Analog: AnalogClass = analogClass(this);
	readonly Digital: DigitalClass = digitalClass(this);
	readonly PulseCounter: PulseCounterClass = counterClass(this);

	claim(pin: number): void {
		if (!Number.isInteger(pin)) throw new RangeError("invalid pin");
		if (this.open.has(pin)) throw new Error("in use");
		this.open.add(pin);
	}

	/** What the converter makes of the voltage of `pin`. */
	convert(pin: number): number {
		if (this.failing === "throw") throw new Error("converter");
		if (this.failing === "undefined") return undefined as never;
		const millivolts = Math.max(this.bottom, Math.round(1_000 * this.pins.voltage(pin)));
		return Math.min(TOP, Math.trunc((millivolts * TOP) / FULL_SCALE));
	}
}

function analogClass(wires: FakeWires): AnalogClass {
	return class implements Analog {
		readonly resolution = RESOLUTION;
		readonly #line: Line;

		constructor({ pin }: AnalogOptions) {
			this.#line = new Line(wires, pin);
		}

		read(): number {
			return wires.convert(this.#line.pin);
		}

		close(): void {
			this.#line.close();
		}
	};
}

function digitalClass(wires: FakeWires): DigitalClass {
	return class implements Digital {
		static readonly Input = 0;
		static readonly InputPullUp = 1;
		static readonly Output = 8;
		static readonly OutputOpenDrain = 9;
		readonly #line: Line;

		constructor({ pin }: { readonly pin: number; readonly mode: number }) {
			this.#line = new Line(wires, pin);
		}

		read(): number {
			return wires.pins.read(this.#line.pin, 0);
		}

		write(value: number): void {
			if (wires.broken) throw new Error("write");
			wires.writes.push(`${this.#line.pin}=${value}`);
			wires.pins.write(0, this.#line.pin, value);
		}

		close(): void {
			this.#line.close();
		}
	};
}

function counterClass(wires: FakeWires): PulseCounterClass {
	return class implements PulseCounter {
		readonly #line: Line;

		constructor(options: PulseCounterOptions) {
			this.#line = new Line(wires, options.pin);
			wires.counters.push(options);
			wires.pins.openCounter(options.pin, options);
		}

		count(): number {
			return wires.pins.counter(this.#line.pin)?.count() ?? 0;
		}

		width(): number {
			return wires.pins.counter(this.#line.pin)?.width() ?? 0;
		}

		close(): void {
			this.#line.close();
		}
	};
}

/** One pin that an instance has until it is closed. */
class Line {
	readonly #wires: FakeWires;
	readonly #pin: number;
	#open = true;

	constructor(wires: FakeWires, pin: number) {
		wires.claim(pin);
		this.#wires = wires;
		this.#pin = pin;
	}

	get pin(): number {
		if (!this.#open) throw new TypeError("closed");
		return this.#pin;
	}

	close(): void {
		if (this.#open) this.#wires.open.delete(this.#pin);
		this.#open = false;
	}
}
