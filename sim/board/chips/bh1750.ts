/*
 * ROHM BH1750FVI as the bus sees it. Written from "Digital 16bit Serial Output Type Ambient Light Sensor IC BH1750FVI", Technical Note,
 * ROHM, 2009.04 revision B and 2011.11 revision D, and not from the driver. Where the note leaves open what a chip that is powered down
 * takes, the model takes the strict side: nothing but "power on" and measurements.
 */
import type { I2cChip } from "../chip";
import type { Environment } from "../environment";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface Bh1750Faults {
	/** Unplugged: acknowledges nothing. */
	absent: boolean;
	/** Keeps the count of the last measurement. */
	stuck: boolean;
	/** SDA is stuck high while it reads. */
	stuckHigh: boolean;
}

/** "Instruction Set Architecture". */
const enum Instruction {
	PowerDown = 0x00,
	PowerOn = 0x01,
	Reset = 0x07,
	ContinuousHigh = 0x10,
	ContinuousHigh2 = 0x11,
	ContinuousLow = 0x13,
	OneTimeHigh = 0x20,
	OneTimeHigh2 = 0x21,
	OneTimeLow = 0x23,
}

/** The measurement time register behind power-on. */
const MT_DEFAULT = 69;
/** The longest that a measurement takes in H- and L-resolution mode with that. */
const HIGH_MS = 180;
const LOW_MS = 24;
/** "Measurement Accuracy", typical: sensor out by actual lx. */
const COUNTS_PER_LUX = 1.2;

/** One BH1750FVI. `now` gives milliseconds on any clock that only goes forward. */
export class Bh1750Chip implements I2cChip {
	readonly faults: Bh1750Faults = { absent: false, stuck: false, stuckHigh: false };
	readonly #environment: Pick<Environment, "illuminance">;
	readonly #now: () => number;
	#on = false;
	#time = MT_DEFAULT;
	#count = 0;
	#mode: Instruction | undefined;
	#measurement: { readonly ready: number; readonly count: number } | undefined;

	constructor(environment: Pick<Environment, "illuminance">, now: () => number) {
		this.#environment = environment;
		this.#now = now;
	}

	/** What a loss of power does: the data register is 0, the chip powered down. */
	reset(): void {
		this.#on = false;
		this.#time = MT_DEFAULT;
		this.#count = 0;
		this.#mode = undefined;
		this.#measurement = undefined;
	}

	/** True while it draws the current of a chip that is on. */
	get isOn(): boolean {
		this.#settle();
		return this.#on;
	}

	/** One instruction; further bytes are not taken ("Write Format"). */
	write(bytes: Uint8Array): boolean {
		if (this.faults.absent) return false;
		this.#settle();
		if (bytes.length > 0) this.#execute(bytes[0]);
		return true;
	}

	/** High byte, low byte ("Read Format"). It always answers: what it has, ready or not. */
	read(count: number): Uint8Array | undefined {
		if (this.faults.absent) return undefined;
		this.#settle();
		const reply = new Uint8Array(count).fill(0xff);
		if (!this.faults.stuckHigh) reply.set([this.#count >> 8, this.#count & 0xff].slice(0, count));
		return reply;
	}

	#execute(instruction: number): void {
		if (instruction === Instruction.PowerDown) this.#sleep();
		else if (instruction === Instruction.PowerOn) this.#on = true;
		else if (isMode(instruction)) this.#measure(instruction);
		else if (!this.#on) return;
		else if (instruction === Instruction.Reset) this.#count = 0;
		else if (instruction >> 3 === 0x08) this.#time = ((instruction & 0x07) << 5) | (this.#time & 0x1f);
		else if (instruction >> 5 === 0x03) this.#time = (this.#time & 0xe0) | (instruction & 0x1f);
	}

	#sleep(): void {
		this.#on = false;
		this.#mode = undefined;
		this.#measurement = undefined;
	}

	#measure(mode: Instruction): void {
		const low = mode === Instruction.ContinuousLow || mode === Instruction.OneTimeLow;
		const half = mode === Instruction.ContinuousHigh2 || mode === Instruction.OneTimeHigh2;
		const scale = this.#time / MT_DEFAULT;
		const counts = this.#environment.illuminance() * COUNTS_PER_LUX * scale * (half ? 2 : 1);
		// L-resolution: steps of 4 lx.
		const count = low ? Math.round(counts / 4) * 4 : Math.round(counts);
		this.#on = true;
		this.#mode = mode;
		this.#measurement = {
			ready: this.#now() + (low ? LOW_MS : HIGH_MS) * scale,
			count: Math.min(0xffff, Math.max(0, count)),
		};
	}

	/** A measurement that is over goes into the data register; one time modes power down then, the others go on. */
	#settle(): void {
		const measurement = this.#measurement;
		const mode = this.#mode;
		if (!measurement || mode === undefined || this.#now() < measurement.ready) return;
		if (!this.faults.stuck) this.#count = measurement.count;
		if (mode >= Instruction.OneTimeHigh) this.#sleep();
		else this.#measure(mode);
	}
}

function isMode(instruction: number): instruction is Instruction {
	return (instruction >> 4 === 1 || instruction >> 4 === 2) && [0, 1, 3].includes(instruction & 0x0f);
}
