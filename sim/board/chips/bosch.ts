/*
 * Bosch BME280 and BMP280 as the bus sees them. Written from "BME280 Combined humidity and pressure sensor", BST-BME280-DS002-15,
 * revision 1.6, and not from the drivers; § and table numbers are its own. Its compensation is the datasheet's in integers (§4.2.3), where
 * the drivers' is the one in floating point: the raw words are those from which the integers make what the environment says.
 */
import type { I2cChip } from "../chip";
import type { Environment } from "../environment";
import { type Calibration, fine, percent1024, pressure256, registersOf } from "./bosch-integers";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface BoschFaults {
	/** Unplugged: acknowledges nothing. */
	absent: boolean;
	/** The measurement never ends. */
	busyForever: boolean;
	/** Keeps the data of the last measurement. */
	stuck: boolean;
	/** SDA is stuck high, or low, while it reads. */
	stuckHigh: boolean;
	stuckLow: boolean;
	/** Its calibration memory reads as this in each byte; undefined: as it should. */
	blank: number | undefined;
	/** It has not copied its calibration yet (im_update). */
	updating: boolean;
	/** Takes settings, but measures nothing. */
	deaf: boolean;
}

/** Which of the two it is, and its own trimming words. */
export interface BoschMake {
	readonly identity: number;
	readonly humidity: boolean;
	readonly calibration: Calibration;
}

type Air = Pick<Environment, "temperature" | "humidity" | "pressure">;

/** Registers (table 18). */
const enum Register {
	Identity = 0xd0,
	Reset = 0xe0,
	ControlHumidity = 0xf2,
	Status = 0xf3,
	Control = 0xf4,
	Config = 0xf5,
	Data = 0xf7,
}

const RESET_WORD = 0xb6;
/** Reset state of the data registers: 0x80000, 0x80000, 0x8000 (table 18). */
const RESET_DATA: readonly number[] = [0x80, 0x00, 0x00, 0x80, 0x00, 0x00, 0x80, 0x00];
/** How many times over each setting of osrs measures; the others are ×16 as well (§5.4.3, §5.4.5). */
const TIMES: readonly number[] = [0, 1, 2, 4, 8, 16, 16, 16];

/** One chip. `now` gives milliseconds on any clock that only goes forward. */
export class BoschChip implements I2cChip {
	readonly faults: BoschFaults = {
		absent: false,
		busyForever: false,
		stuck: false,
		stuckHigh: false,
		stuckLow: false,
		blank: undefined,
		updating: false,
		deaf: false,
	};
	/** What it is; to exchange it is to plug in another chip. */
	make: BoschMake;
	readonly #air: Air;
	readonly #now: () => number;
	#pointer = 0;
	#settings = { humidity: 0, control: 0, config: 0 };
	/** ctrl_hum as written; it counts from the next write to ctrl_meas on (§5.4.3). */
	#pending = 0;
	#data: readonly number[] = RESET_DATA;
	#measurement: { readonly ready: number; readonly data: readonly number[] } | undefined;

	constructor(make: BoschMake, air: Air, now: () => number) {
		this.make = make;
		this.#air = air;
		this.#now = now;
	}

	/** What a loss of power does. */
	reset(): void {
		this.#settings = { humidity: 0, control: 0, config: 0 };
		this.#pending = 0;
		this.#data = RESET_DATA;
		this.#measurement = undefined;
	}

	/** A register's address, or pairs of address and value (§6.2.1). */
	write(bytes: Uint8Array): boolean {
		if (this.faults.absent) return false;
		if (bytes.length === 1) this.#pointer = bytes[0];
		for (let i = 0; i + 1 < bytes.length; i += 2) this.#set(bytes[i], bytes[i + 1]);
		return true;
	}

	/** From the address on that was written last (§6.2.2). */
	read(count: number): Uint8Array | undefined {
		const { absent, stuckHigh, stuckLow } = this.faults;
		if (absent) return undefined;
		this.#settle();
		if (stuckHigh || stuckLow) return new Uint8Array(count).fill(stuckHigh ? 0xff : 0x00);
		return Uint8Array.from({ length: count }, (_, i) => this.#register(this.#pointer + i));
	}

	#set(register: number, value: number): void {
		if (register === Register.Reset && value === RESET_WORD) this.reset();
		if (register === Register.ControlHumidity) this.#pending = value;
		if (register === Register.Config) this.#settings.config = value;
		if (register === Register.Control) {
			this.#settle();
			this.#settings.control = value;
			this.#settings.humidity = this.#pending;
			// Forced mode is 01 and 10 (§5.4.5); normal mode, which no driver here uses, measures once as well.
			if (value & 0x03 && !this.faults.deaf) this.#measure();
		}
	}

	#register(address: number): number {
		const { blank, updating, busyForever } = this.faults;
		const { identity, humidity, calibration } = this.make;
		const { control, config } = this.#settings;
		if (address >= Register.Data && address < Register.Data + RESET_DATA.length)
			return humidity || address < 0xfd ? this.#data[address - Register.Data] : 0x00;
		if (address === Register.Identity) return identity;
		if (address === Register.Status)
			return (this.#measurement !== undefined || busyForever ? 0x08 : 0) | (updating ? 0x01 : 0);
		if (address === Register.Control) return control;
		if (address === Register.Config) return config;
		if (address === Register.ControlHumidity) return humidity ? this.#pending & 0x07 : 0x00;
		const trimming = registersOf(calibration, humidity).get(address);
		return trimming === undefined ? 0x00 : (blank ?? trimming);
	}

	/** A measurement that is over moves into the data registers, and the chip goes to sleep (§3.3.3). */
	#settle(): void {
		const measurement = this.#measurement;
		if (!measurement || this.#now() < measurement.ready) return;
		this.#measurement = undefined;
		this.#settings.control &= 0xfc;
		if (!this.faults.stuck) this.#data = measurement.data;
	}

	#measure(): void {
		const { control, humidity } = this.#settings;
		const [t, p] = [TIMES[control >> 5], TIMES[(control >> 2) & 0x07]];
		const h = this.make.humidity ? TIMES[humidity & 0x07] : 0;
		// §9.1, the longest it takes.
		const ms = 1.25 + 2.3 * t + (p ? 2.3 * p + 0.575 : 0) + (h ? 2.3 * h + 0.575 : 0);
		this.#measurement = { ready: this.#now() + ms, data: this.#words(t > 0, p > 0, h > 0) };
	}

	#words(t: boolean, p: boolean, h: boolean): readonly number[] {
		const { calibration } = this.make;
		const temperature = search(20, (raw) => fine(raw, calibration) >= this.#air.temperature() * 5_120);
		const tFine = fine(temperature, calibration);
		const hPa = this.#air.pressure();
		const pressure = search(20, (raw) => pressure256(raw, tFine, calibration) <= hPa * 25_600);
		const humidity = search(16, (raw) => percent1024(raw, tFine, calibration) >= this.#air.humidity() * 1_024);
		return [
			...bytes20(p ? pressure : 0x80000),
			...bytes20(t ? temperature : 0x80000),
			...bytes16(h ? humidity : 0x8000),
		];
	}
}

/** The least number of so many bits that is enough; all that are greater are. The greatest where none is. */
function search(bits: number, enough: (raw: number) => boolean): number {
	let [low, high] = [0, 2 ** bits - 1];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (enough(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}

function bytes20(value: number): number[] {
	return [value >> 12, (value >> 4) & 0xff, (value & 0x0f) << 4];
}

function bytes16(value: number): number[] {
	return [value >> 8, value & 0xff];
}
