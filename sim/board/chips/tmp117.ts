/*
 * Texas Instruments TMP117 as the bus sees it. Written from its datasheet SNOSD82D, September 2022, and not from the driver; § numbers are the
 * datasheet's.
 */
import type { I2cChip } from "../chip";
import type { Environment } from "../environment";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface Tmp117Faults {
	/** Unplugged: acknowledges nothing. */
	absent: boolean;
	/** Conversions never end. */
	busyForever: boolean;
	/** SDA is stuck while it reads: each byte arrives as 0xFF, or as 0x00. */
	stuckHigh: boolean;
	stuckLow: boolean;
}

const enum Register {
	Temperature = 0x00,
	Configuration = 0x01,
	DeviceId = 0x0f,
}

/** The configuration register (§7.6). */
const enum Bits {
	Ready = 0x2000,
	Continuous = 0x0000,
	Shutdown = 0x0400,
	OneShot = 0x0c00,
	SoftReset = 0x0002,
	/** What can be written: MOD, CONV, AVG, T/nA, POL, DR/Alert. */
	Writable = 0x0ffc,
	AfterReset = 0x0220,
}

/** MOD[1:0]. */
const MODE = 0x0c00;
/** Active conversion time by AVG[1:0], in ms (§7.3.2). */
const AVERAGE_MS = [15.5, 125, 500, 1_000];
/** Conversion cycle by CONV[2:0], in ms, at least the active time (§7.6). */
const CYCLE_MS = [15.5, 125, 250, 500, 1_000, 4_000, 8_000, 16_000];
/** The result before the first conversion. */
const NO_RESULT = 0x8000;

/** One TMP117. `now` gives milliseconds on any clock that only goes forward. */
export class Tmp117Chip implements I2cChip {
	readonly faults: Tmp117Faults = { absent: false, busyForever: false, stuckHigh: false, stuckLow: false };
	/** 0x1116 for a TMP116, 0x2117 for a TMP119. */
	identity = 0x0117;
	/** How much longer than typical its conversions take, as a factor. */
	slowness = 1;
	/**
	 * How long it is deaf behind power up or a reset: 2 ms (§7.3.1). Whether it acknowledges meanwhile the datasheet does not say; with 0 it does.
	 */
	resetMs = 2;
	readonly #environment: Pick<Environment, "temperature">;
	readonly #now: () => number;
	#pointer: number = Register.Temperature;
	#configuration: number = Bits.AfterReset;
	#result = NO_RESULT;
	#ready = false;
	/** When the conversion under way ends. */
	#ends: number;
	#deafUntil = Number.NEGATIVE_INFINITY;

	constructor(environment: Pick<Environment, "temperature">, now: () => number) {
		this.#environment = environment;
		this.#now = now;
		this.#ends = now() + this.#activeMs;
	}

	/** Its power was cut and is back: continuous conversion, no result yet (§7.3.1). */
	reset(): void {
		this.#pointer = Register.Temperature;
		this.#configuration = Bits.AfterReset;
		this.#result = NO_RESULT;
		this.#ready = false;
		this.#deafUntil = this.#now() + this.resetMs;
		this.#ends = this.#deafUntil + this.#activeMs;
	}

	write(bytes: Uint8Array): boolean {
		if (this.faults.absent || this.#now() < this.#deafUntil) return false;
		this.#convert();
		if (bytes.length > 0) this.#pointer = bytes[0] & 0x0f;
		if (bytes.length >= 3 && this.#pointer === Register.Configuration) this.#configure((bytes[1] << 8) | bytes[2]);
		return true;
	}

	read(count: number): Uint8Array | undefined {
		const { absent, stuckHigh, stuckLow } = this.faults;
		if (absent || this.#now() < this.#deafUntil) return undefined;
		this.#convert();
		const value = this.#value();
		const reply = new Uint8Array(count).fill(stuckLow ? 0 : 0xff);
		if (!stuckHigh && !stuckLow) reply.set([value >> 8, value & 0xff].slice(0, count));
		return reply;
	}

	/** What the pointer points at. Reading the result or the configuration clears Data_Ready (§7.4.3). */
	#value(): number {
		const ready = this.#ready ? Bits.Ready : 0;
		switch (this.#pointer) {
			case Register.Temperature:
				this.#ready = false;
				return this.#result;
			case Register.Configuration:
				this.#ready = false;
				return this.#configuration | ready;
			case Register.DeviceId:
				return this.identity;
			default:
				return 0;
		}
	}

	get #activeMs(): number {
		return AVERAGE_MS[(this.#configuration >> 5) & 3] * this.slowness;
	}

	#configure(value: number): void {
		if (value & Bits.SoftReset) return this.reset();
		this.#configuration = value & Bits.Writable;
		this.#ends = (value & MODE) === Bits.Shutdown ? Number.POSITIVE_INFINITY : this.#now() + this.#activeMs;
	}

	/** Ends the conversions that are over by now. */
	#convert(): void {
		const now = this.#now();
		if (now < this.#ends || this.faults.busyForever) return;
		this.#result = Math.round(this.#environment.temperature() / 0.0078125) & 0xffff;
		this.#ready = true;
		if ((this.#configuration & MODE) === Bits.OneShot) {
			this.#configuration = (this.#configuration & ~MODE) | Bits.Shutdown;
			this.#ends = Number.POSITIVE_INFINITY;
			return;
		}
		const cycle = Math.max(this.#activeMs, CYCLE_MS[(this.#configuration >> 7) & 7]);
		this.#ends += cycle * (1 + Math.floor((now - this.#ends) / cycle));
	}
}
