/*
 * Texas Instruments ADS1115 as the bus sees it. Written from "ADS111x", SBAS444E, December 2024, and not from the driver; § and names in
 * quotes are the datasheet's.
 */
import { clipped, WordChip, type WordChipFaults } from "./word-chip";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface Ads1115Faults extends WordChipFaults {
	/** Starts conversions and never ends one. */
	busyForever: boolean;
	/** Keeps the result of its last conversion. */
	stuck: boolean;
	/** The loops at its inputs are open: nothing pulls an input up. */
	openInputs: boolean;
}

const CONFIG_RESET = 0x8583;
const LOW_RESET = 0x8000;
const HIGH_RESET = 0x7fff;
/** "Config register", DR. */
const RATES: readonly number[] = [8, 16, 32, 64, 128, 250, 475, 860];
/** "Config register", PGA, in V. */
const SCALES: readonly number[] = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256];
/** "Config register", MUX: positive and negative input; 4 is ground. */
const INPUTS: readonly (readonly [number, number])[] = [
	[0, 1],
	[0, 3],
	[1, 3],
	[2, 3],
	[0, 4],
	[1, 4],
	[2, 4],
	[3, 4],
];
/** Waking up (§7.4.2.1). */
const WAKE_MS = 0.025;

/** A conversion: with the configuration it was started with, which a later one does not change (§7.4.2.2). */
interface Conversion {
	readonly ready: number;
	readonly code: number;
}

/** One ADS1115. `volts` gives the voltage at an input, 0 to 3; `now` milliseconds on any clock that only goes forward. */
export class Ads1115Chip extends WordChip {
	readonly faults: Ads1115Faults = {
		absent: false,
		stuckHigh: false,
		stuckLow: false,
		busyForever: false,
		stuck: false,
		openInputs: false,
	};
	/** Every rate is up to 10 % off (§5.5): 1.1 is the slowest chip. */
	slowness = 1;
	readonly #volts: (input: number) => number;
	readonly #now: () => number;
	#config = CONFIG_RESET;
	#low = LOW_RESET;
	#high = HIGH_RESET;
	#result = 0;
	#conversion: Conversion | undefined;

	constructor(volts: (input: number) => number, now: () => number) {
		super();
		this.#volts = volts;
		this.#now = now;
	}

	override reset(): void {
		super.reset();
		this.#config = CONFIG_RESET;
		this.#low = LOW_RESET;
		this.#high = HIGH_RESET;
		this.#result = 0;
		this.#conversion = undefined;
	}

	protected load(register: number): number {
		this.#settle();
		switch (register & 3) {
			case 0:
				return this.#result;
			case 1:
				return (this.#config & 0x7fff) | (this.#conversion ? 0 : 0x8000);
			case 2:
				return this.#low;
			default:
				return this.#high;
		}
	}

	protected store(register: number, word: number): void {
		this.#settle();
		switch (register & 3) {
			case 1:
				this.#config = word & 0x7fff;
				// "OS can only be written when in power-down state and has no effect when a conversion is ongoing".
				if (!this.#conversion && (word & 0x8000 || !(word & 0x0100))) this.#begin();
				break;
			case 2:
				this.#low = word;
				break;
			case 3:
				this.#high = word;
				break;
			default: // the conversion register is read only
		}
	}

	#begin(): void {
		const [plus, minus] = INPUTS[(this.#config >> 12) & 7];
		const scale = SCALES[(this.#config >> 9) & 7];
		const volts = this.#input(plus) - this.#input(minus);
		const ms = WAKE_MS + (1_000 / RATES[(this.#config >> 5) & 7]) * this.slowness;
		// "Data Format": the code clips at 7FFFh and 8000h.
		const code = clipped((volts / scale) * 0x8000, -0x8000, 0x7fff);
		this.#conversion = { ready: this.#now() + ms, code };
	}

	#input(input: number): number {
		return input > 3 || this.faults.openInputs ? 0 : this.#volts(input);
	}

	/** What has happened until now. */
	#settle(): void {
		const { busyForever, stuck } = this.faults;
		const conversion = this.#conversion;
		if (!conversion || busyForever || this.#now() < conversion.ready) return;
		this.#conversion = undefined;
		// Continuous mode: the last of many conversions counts, which is as good as one of now, and the next one has begun.
		if (!(this.#config & 0x0100)) this.#begin();
		if (!stuck) this.#result = (this.#conversion ?? conversion).code;
	}
}
