/*
 * Texas Instruments INA219 as the bus sees it. Written from "INA219", SBOS448G, December 2015, and not from the driver; § and table numbers
 * are the datasheet's.
 */
import { PowerMonitorChip, type PowerMonitorFaults, type PowerMonitorKind, type Supply } from "./power-monitor";

const KIND: PowerMonitorKind = {
	config: 0x399f,
	shuntStep: 10e-6,
	busStep: 4e-3,
	currentDivisor: 4_096,
	powerDivisor: 5_000,
};
/** Table 5, single conversions of 9 to 12 bits, in ms at their longest: 10 % above the typical time (§7.5). */
const SINGLE_MS: readonly number[] = [0.093, 0.163, 0.304, 0.586];
/** Bits of the bus voltage register (§8.6.3.2). */
const READY = 0x0002;
const OVERFLOW = 0x0001;

/** One INA219 with a shunt of `shunt` Ω. `now` gives milliseconds on any clock that only goes forward. */
export class Ina219Chip extends PowerMonitorChip {
	readonly faults: PowerMonitorFaults = {
		absent: false,
		stuckHigh: false,
		stuckLow: false,
		busyForever: false,
		stuck: false,
		shortedShunt: false,
		overload: false,
	};

	constructor(supply: Supply, now: () => number, shunt = 0.1) {
		super(KIND, supply, now, shunt);
		this.reset();
	}

	protected load(register: number): number {
		this.settle();
		// The pointer has three bits that count: a dump of registers repeats after eight (e2e.ti.com, thread 1105455, INA219).
		switch (register & 7) {
			case 0:
				return this.config;
			case 1:
				return this.shuntCode & 0xffff;
			case 2:
				return (this.busCode << 3) | (this.ready ? READY : 0) | (this.overflows() ? OVERFLOW : 0);
			case 3:
				this.ready = false;
				return this.power() & 0xffff;
			case 4:
				return this.current() & 0xffff;
			case 5:
				return this.calibration;
			default:
				// Not documented; high bytes as in that dump.
				return (register & 7) === 6 ? 0x2000 : 0x8200;
		}
	}

	protected store(register: number, word: number): void {
		this.settle();
		if ((register & 7) === 5) this.calibration = word & 0xfffe; // FS0 is always 0 (§8.6.4.1)
		if ((register & 7) !== 0) return;
		if (word & 0x8000) return this.reset();
		// §8.6.3.2 has "writing a new mode": the same one again does not clear the flag here, the harder case.
		if ((word & 7) !== (this.config & 7)) this.ready = false;
		this.config = word & 0x3fff;
		this.begin();
	}

	protected times(): readonly [number, number] {
		return [duration((this.config >> 3) & 15), duration((this.config >> 7) & 15)];
	}

	/** 40, 80, 160 or 320 mV (table 4); 16 or 32 V. */
	protected limits(): readonly [number, number, number] {
		const most = 4_000 << ((this.config >> 11) & 3);
		return [-most, most, this.config & 0x2000 ? 8_000 : 4_000];
	}
}

/** Of a field of table 5, ms. */
function duration(field: number): number {
	return field & 8 ? SINGLE_MS[3] * 2 ** (field & 7) : SINGLE_MS[field & 3];
}
