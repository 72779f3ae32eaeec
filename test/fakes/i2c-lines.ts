import type { DigitalClass } from "sensors/digital";

/** Modes, with numbers of the SDK (modules/io/digital). */
const enum Mode {
	Input = 0,
	InputPullUp = 1,
	Output = 8,
	OutputOpenDrain = 9,
}

/** A chip's side of the two lines. */
export interface LineChip {
	/** It pulls the line low. */
	holds(line: "data" | "clock"): boolean;
	/** The lines have changed. */
	changed(data: number, clock: number): void;
}

/** The two lines of an I2C bus, wired together with the pins of a board and some chips: low where anybody pulls. */
export class FakeLines {
	static readonly data = 21;
	static readonly clock = 22;
	readonly chips: LineChip[] = [];
	/** Pins in use, as another class of IO would have them. */
	readonly taken = new Set<number>();
	/** Rising edges of the clock. */
	clocks = 0;
	/** STOP conditions. */
	stops = 0;
	readonly #driven = new Map<number, number>();
	#was = { data: 1, clock: 1 };
	readonly Digital: DigitalClass = makeClass(this);

	level(line: "data" | "clock"): number {
		const pulled = this.chips.some((chip) => chip.holds(line)) || this.#driven.get(FakeLines[line]) === 0;
		return pulled ? 0 : 1;
	}

	/** A pin pulls, lets go, or is nobody's (undefined). */
	drive(pin: number, value: number | undefined): void {
		if (value === undefined) this.#driven.delete(pin);
		else this.#driven.set(pin, value);
		// A chip that changes its mind changes the lines again.
		for (let turn = 0; turn < 3; turn++) this.#settle();
	}

	#settle(): void {
		const now = { data: this.level("data"), clock: this.level("clock") };
		const { data, clock } = this.#was;
		if (now.data === data && now.clock === clock) return;
		if (now.clock > clock) this.clocks++;
		if (now.data > data && clock === 1 && now.clock === 1) this.stops++;
		this.#was = now;
		for (const chip of this.chips) chip.changed(now.data, now.clock);
	}
}

/** As the SDK's of ESP32: refuses pins in use, outputs begin low and cannot be read. */
function makeClass(lines: FakeLines): DigitalClass {
	return class {
		static readonly Input = Mode.Input;
		static readonly InputPullUp = Mode.InputPullUp;
		static readonly Output = Mode.Output;
		static readonly OutputOpenDrain = Mode.OutputOpenDrain;
		readonly #pin: number;
		readonly #mode: number;
		#open = true;

		constructor({ pin, mode }: { readonly pin: number; readonly mode: number }) {
			if (lines.taken.has(pin)) throw new Error("in use");
			lines.taken.add(pin);
			this.#pin = pin;
			this.#mode = mode;
			if (mode >= Mode.Output) lines.drive(pin, 0);
		}

		read(): number {
			if (!this.#open) throw new SyntaxError("closed");
			if (this.#mode >= Mode.Output) return 0;
			return lines.level(this.#pin === FakeLines.data ? "data" : "clock");
		}

		write(value: number): void {
			if (!this.#open) throw new SyntaxError("closed");
			if (this.#mode >= Mode.Output) lines.drive(this.#pin, value ? 1 : 0);
		}

		close(): void {
			if (!this.#open) return;
			this.#open = false;
			lines.taken.delete(this.#pin);
			lines.drive(this.#pin, undefined);
		}
	};
}

/**
 * A chip that was reading out `byte` when its master was reset, with `left` bits still to come: it shows the next one behind each falling edge of
 * the clock and lets go for the ninth, where it stops when nobody acknowledges; a STOP ends it at any time. Not addressed it does nothing.
 */
export class ReadingChip implements LineChip {
	#left: number;
	#clock = 1;
	#data = 1;
	#over = false;
	readonly #byte: number;

	constructor(byte: number, left: number) {
		this.#byte = byte;
		this.#left = left;
	}

	/** It has given the bus up. */
	get over(): boolean {
		return this.#over;
	}

	holds(line: "data" | "clock"): boolean {
		if (line === "clock" || this.#over || this.#left === 0) return false;
		return ((this.#byte >> (this.#left - 1)) & 1) === 0;
	}

	changed(data: number, clock: number): void {
		if (this.#clock === 1 && clock === 1 && this.#data === 0 && data === 1) this.#over = true;
		if (this.#clock === 1 && clock === 0 && this.#left > 0) this.#left--;
		else if (this.#left === 0 && this.#clock === 0 && clock === 1 && data === 1) this.#over = true;
		this.#clock = clock;
		this.#data = data;
	}
}
