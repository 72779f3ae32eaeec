/*
 * Texas Instruments HDC1080 as the bus sees it. Written from its datasheet SNAS672A, January 2016, as far as it could be seen, and not from the
 * driver; § numbers are the datasheet's. What a read without a trigger gives: e2e.ti.com, thread 553297, "HDC1080".
 */
import type { I2cChip } from "../chip";
import type { Environment } from "../environment";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface Hdc1080Faults {
	/** Unplugged: acknowledges nothing. */
	absent: boolean;
	/** Conversions never end. */
	busyForever: boolean;
	/** Keeps the result of its last conversion. */
	stuck: boolean;
	/** SDA is stuck while it reads: each byte arrives as 0xFF, or as 0x00. */
	stuckHigh: boolean;
	stuckLow: boolean;
	/** Its device identity is that of an INA226, which has the same maker. */
	wrongIdentity: boolean;
}

const enum Register {
	Temperature = 0x00,
	Humidity = 0x01,
	Configuration = 0x02,
	Serial = 0xfb,
	Maker = 0xfe,
	Device = 0xff,
}

/** The configuration register (§7.6.3). */
const enum Bits {
	SoftReset = 0x8000,
	Both = 0x1000,
	/** The supply is below 2.8 V; read only. */
	LowSupply = 0x0800,
	/** What can be written: HEAT, MODE, TRES, HRES. */
	Writable = 0x3700,
}

/** The configuration after a reset: both, 14 bits each, no heater. */
const AFTER_RESET = 0x1000;
/** Conversion times by TRES and by HRES, in ms (§6.5). */
const TEMPERATURE_MS: readonly number[] = [6.35, 3.65];
const HUMIDITY_MS: readonly number[] = [6.5, 3.85, 2.5, 2.5];
/** From power to the first answer ("Pmod HYGRO Reference Manual", Digilent, §3.2). */
const START_UP_MS = 15;
/** In the place of a humidity that nobody has asked for. */
const NOTHING = 0xffff;

/** One HDC1080. `now` gives milliseconds on any clock that only goes forward. */
export class Hdc1080Chip implements I2cChip {
	readonly faults: Hdc1080Faults = {
		absent: false,
		busyForever: false,
		stuck: false,
		stuckHigh: false,
		stuckLow: false,
		wrongIdentity: false,
	};
	/** How much longer than typical its conversions take, as a factor. */
	slowness = 1;
	/** Its supply is below 2.8 V. */
	lowSupply = false;
	readonly #environment: Pick<Environment, "temperature" | "humidity">;
	readonly #now: () => number;
	#pointer: number = Register.Temperature;
	#configuration: number = AFTER_RESET;
	#temperature = 0;
	#humidity = 0;
	/** When the conversion under way ends; infinite when there is none. */
	#ends = Number.POSITIVE_INFINITY;
	#converting = false;
	/** Behind a trigger, until it was read. */
	#fresh = false;
	#deafUntil = Number.NEGATIVE_INFINITY;

	constructor(environment: Pick<Environment, "temperature" | "humidity">, now: () => number) {
		this.#environment = environment;
		this.#now = now;
	}

	/** The power was off for a moment: it sleeps, with results of 0 (§7.6, table of registers). */
	reset(): void {
		this.#pointer = Register.Temperature;
		this.#configuration = AFTER_RESET;
		this.#temperature = 0;
		this.#humidity = 0;
		this.#converting = false;
		this.#fresh = false;
		this.#deafUntil = this.#now() + START_UP_MS;
	}

	write(bytes: Uint8Array): boolean {
		if (this.faults.absent || this.#now() < this.#deafUntil) return false;
		if (bytes.length === 0) return true;
		this.#pointer = bytes[0];
		if (bytes.length >= 3 && this.#pointer === Register.Configuration) this.#configure((bytes[1] << 8) | bytes[2]);
		// A pointer write to a result is the trigger (§7.5.1.3), and what was under way begins anew.
		if (bytes.length === 1) this.#trigger();
		return true;
	}

	read(count: number): Uint8Array | undefined {
		const { absent, stuckHigh, stuckLow } = this.faults;
		if (absent || this.#now() < this.#deafUntil) return undefined;
		if (this.#pointer <= Register.Humidity && this.#busy()) return undefined;
		const reply = new Uint8Array(count).fill(stuckLow ? 0 : 0xff);
		if (!stuckHigh && !stuckLow) reply.set(this.#bytes().slice(0, count));
		return reply;
	}

	#configure(word: number): void {
		if (word & Bits.SoftReset) this.reset();
		else this.#configuration = word & Bits.Writable;
	}

	#trigger(): void {
		const both = (this.#configuration & Bits.Both) !== 0;
		const temperature = this.#pointer === Register.Temperature;
		const humidity = both ? temperature : this.#pointer === Register.Humidity;
		if (!temperature && !humidity) return;
		const temperatureMs = temperature ? TEMPERATURE_MS[(this.#configuration >> 10) & 1] : 0;
		const humidityMs = humidity ? HUMIDITY_MS[(this.#configuration >> 8) & 3] : 0;
		this.#converting = true;
		this.#fresh = humidity;
		this.#ends = this.#now() + this.slowness * (temperatureMs + humidityMs);
		if (this.faults.stuck) return;
		// T = 165 W / 2^16 - 40, RH = 100 W / 2^16 (§7.6.1, §7.6.2), solved for the words.
		if (temperature) this.#temperature = word((this.#environment.temperature() + 40) / 165);
		if (humidity) this.#humidity = word(this.#environment.humidity() / 100);
	}

	#busy(): boolean {
		if (!this.#converting) return false;
		if (this.faults.busyForever || this.#now() < this.#ends) return true;
		this.#converting = false;
		return false;
	}

	/** From the pointer on; behind the temperature comes the humidity. */
	#bytes(): number[] {
		const words = this.#words();
		return words.flatMap((value) => [value >> 8, value & 0xff]);
	}

	#words(): number[] {
		switch (this.#pointer) {
			case Register.Temperature: {
				const words = [this.#temperature, this.#humidity];
				if (this.#fresh) this.#humidity = NOTHING;
				this.#fresh = false;
				return words;
			}
			case Register.Humidity:
				return [this.#humidity];
			case Register.Configuration:
				return [this.#configuration | (this.lowSupply ? Bits.LowSupply : 0)];
			case Register.Serial:
				return [0x0123];
			case Register.Maker:
				return [0x5449];
			case Register.Device:
				return [this.faults.wrongIdentity ? 0x2260 : 0x1050];
			default:
				return [0xffff];
		}
	}
}

/** The 16-bit word for a fraction of full scale: 14 bits, the lowest two are always 0 (§7.6.1). */
function word(fraction: number): number {
	return Math.min(0x3fff, Math.max(0, Math.round(fraction * 0x4000))) << 2;
}
