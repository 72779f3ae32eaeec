/*
 * Texas Instruments INA226 as the bus sees it. Written from "INA226", SBOS547B, September 2024, and not from the driver; § and table numbers
 * are the datasheet's.
 */
import { PowerMonitorChip, type PowerMonitorFaults, type PowerMonitorKind, type Supply } from "./power-monitor";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface Ina226Faults extends PowerMonitorFaults {
	/** Its identities are those of no INA226. */
	wrongIdentity: boolean;
}

const KIND: PowerMonitorKind = {
	config: 0x4127,
	shuntStep: 2.5e-6,
	busStep: 1.25e-3,
	currentDivisor: 2_048,
	powerDivisor: 20_000,
};
/** Table 7-3. */
const AVERAGES: readonly number[] = [1, 4, 16, 64, 128, 256, 512, 1_024];
/** §5.5, in ms, at their longest. */
const CONVERSION_MS: readonly number[] = [0.154, 0.224, 0.365, 0.646, 1.21, 2.328, 4.572, 9.068];
/** Bits of the Mask/Enable register (§7.1.7). */
const READY = 0x0008;
const OVERFLOW = 0x0004;
/** Bits of it that are kept as written: 15 to 10, polarity and latch. */
const MASK_KEPT = 0xfc03;
const MAKER = 0x5449;
const DIE = 0x2260;

/** One INA226 with a shunt of `shunt` Ω. `now` gives milliseconds on any clock that only goes forward. */
export class Ina226Chip extends PowerMonitorChip {
	readonly faults: Ina226Faults = {
		absent: false,
		stuckHigh: false,
		stuckLow: false,
		busyForever: false,
		stuck: false,
		shortedShunt: false,
		overload: false,
		wrongIdentity: false,
	};
	#mask = 0;
	#limit = 0;

	constructor(supply: Supply, now: () => number, shunt = 0.1) {
		super(KIND, supply, now, shunt);
		this.reset();
	}

	override reset(): void {
		super.reset();
		this.#mask = 0;
		this.#limit = 0;
	}

	protected load(register: number): number {
		this.settle();
		const wrong = this.faults.wrongIdentity;
		switch (register) {
			case 0x00:
				return this.config;
			case 0x01:
				return this.shuntCode & 0xffff;
			case 0x02:
				return this.busCode;
			case 0x03:
				return this.power() & 0xffff;
			case 0x04:
				return this.current() & 0xffff;
			case 0x05:
				return this.calibration;
			case 0x06:
				return this.#readMask();
			case 0x07:
				return this.#limit;
			case 0xfe:
				return wrong ? 0 : MAKER;
			case 0xff:
				return wrong ? 0 : DIE;
			default:
				return 0;
		}
	}

	protected store(register: number, word: number): void {
		this.settle();
		if (register === 0x05) this.calibration = word & 0x7fff;
		if (register === 0x06) this.#mask = word & MASK_KEPT;
		if (register === 0x07) this.#limit = word;
		if (register !== 0x00) return;
		if (word & 0x8000) return this.reset();
		// Not when it is switched off (§7.1.7, CVRF).
		if (word & 3) this.ready = false;
		this.config = (word & 0x0fff) | 0x4000;
		this.begin();
	}

	protected times(): readonly [number, number] {
		const times = AVERAGES[(this.config >> 9) & 7];
		return [times * CONVERSION_MS[(this.config >> 3) & 7], times * CONVERSION_MS[(this.config >> 6) & 7]];
	}

	/** 81.92 mV and 40.96 V, the ends of the words. */
	protected limits(): readonly [number, number, number] {
		return [-0x8000, 0x7fff, 0x7fff];
	}

	/** Reading it clears the ready flag. */
	#readMask(): number {
		const word = this.#mask | (this.ready ? READY : 0) | (this.overflows() ? OVERFLOW : 0);
		this.ready = false;
		return word;
	}
}
