/*
 * Aosong AHT20 as the bus sees it. Written from "AHT20 Product manuals", version 1.1, 2020, and the maker's "DHT20 Data Sheet", version V1.0,
 * May 2021 (same chip), and not from the driver.
 */
import type { I2cChip } from "../chip";
import type { Environment } from "../environment";
import { checksum } from "./sensirion";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface Aht20Faults {
	/** Unplugged: acknowledges nothing. */
	absent: boolean;
	badChecksum: boolean;
	/** A measurement never ends. */
	busyForever: boolean;
	/** It comes up uncalibrated, and being initialised does not help. */
	neverCalibrated: boolean;
	/** SDA is stuck while it reads: each byte arrives as 0xFF, or as 0x00. */
	stuckHigh: boolean;
	stuckLow: boolean;
	/** An AHT10 in its place: nothing behind the sixth byte. */
	noChecksum: boolean;
}

const INITIALISE = 0xbe;
const MEASURE = 0xac;
const STATUS = 0x71;
const SOFT_RESET = 0xba;
const RESET_MS = 20;
const POWER_UP_MS = 40;
const BUSY = 0x80;
const CALIBRATED = 0x08;
/** Bit 4 is set in every status that was seen, though the manual has it reserved. */
const RESERVED = 0x10;

/** One AHT20. `now` gives milliseconds on any clock that only goes forward. */
export class Aht20Chip implements I2cChip {
	readonly faults: Aht20Faults = {
		absent: false,
		badChecksum: false,
		busyForever: false,
		neverCalibrated: false,
		stuckHigh: false,
		stuckLow: false,
		noChecksum: false,
	};
	/** How long a measurement takes. */
	measureMs = 75;
	/** It comes up calibrated, as most do. */
	calibratedAtPower = true;
	/** Times it was initialised. */
	initialised = 0;
	readonly #environment: Pick<Environment, "temperature" | "humidity">;
	readonly #now: () => number;
	#calibrated: boolean | undefined;
	#busyUntil = Number.NEGATIVE_INFINITY;
	#deafUntil = Number.NEGATIVE_INFINITY;
	/** Humidity and temperature of the last measurement, 20 bits each. */
	#result: readonly [number, number] = [0, 0];

	constructor(environment: Pick<Environment, "temperature" | "humidity">, now: () => number) {
		this.#environment = environment;
		this.#now = now;
	}

	/** Its power was cut and is back. */
	reset(): void {
		this.#deafUntil = this.#now() + POWER_UP_MS;
		this.#forget();
	}

	write(bytes: Uint8Array): boolean {
		const now = this.#now();
		if (this.faults.absent || now < this.#deafUntil) return false;
		if (bytes.length === 0 || bytes[0] === STATUS) return true;
		if (bytes[0] === INITIALISE && bytes[1] === 0x08 && bytes[2] === 0x00) {
			this.initialised++;
			this.#calibrated = !this.faults.neverCalibrated;
		} else if (bytes[0] === MEASURE && bytes[1] === 0x33 && bytes[2] === 0x00) this.#measure(now);
		else if (bytes[0] === SOFT_RESET) {
			this.#deafUntil = now + RESET_MS;
			this.#forget();
		}
		return true;
	}

	read(count: number): Uint8Array | undefined {
		const { absent, badChecksum, noChecksum, stuckHigh, stuckLow } = this.faults;
		if (absent || this.#now() < this.#deafUntil) return undefined;
		const reply = new Uint8Array(count).fill(stuckLow ? 0 : 0xff);
		if (stuckHigh || stuckLow) return reply;
		const [humidity, temperature] = this.#result;
		const bytes = [
			this.#status,
			humidity >> 12,
			(humidity >> 4) & 0xff,
			((humidity & 0x0f) << 4) | (temperature >> 16),
			(temperature >> 8) & 0xff,
			temperature & 0xff,
		];
		if (!noChecksum) bytes.push(checksum(bytes) ^ (badChecksum ? 1 : 0));
		reply.set(bytes.slice(0, count));
		return reply;
	}

	get #status(): number {
		const { busyForever, neverCalibrated } = this.faults;
		const calibrated = this.#calibrated ?? (this.calibratedAtPower && !neverCalibrated);
		const busy = this.#now() < this.#busyUntil || (busyForever && this.#busyUntil > 0);
		return (busy ? BUSY : 0) | RESERVED | (calibrated ? CALIBRATED : 0) | (busy ? 0x04 : 0);
	}

	#forget(): void {
		this.#calibrated = undefined;
		this.#busyUntil = Number.NEGATIVE_INFINITY;
		this.#result = [0, 0];
	}

	#measure(now: number): void {
		this.#busyUntil = now + this.measureMs;
		// RH = S / 2^20 * 100 %, T = S / 2^20 * 200 - 50 °C, solved for S.
		this.#result = [twenty(this.#environment.humidity() / 100), twenty((this.#environment.temperature() + 50) / 200)];
	}
}

function twenty(fraction: number): number {
	return Math.min(0xf_ffff, Math.max(0, Math.round(fraction * 0x10_0000)));
}
