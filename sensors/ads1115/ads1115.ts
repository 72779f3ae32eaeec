/*
 * Texas Instruments ADS1115 over I2C: four voltages against ground, 16 bits.
 * Source of every fact here: "ADS111x Ultra-Small, Low-Power, I2C-Compatible, 860-SPS, 16-Bit ADCs", SBAS444E, December 2024, ti.com;
 * § and names in quotes are its own.
 */
import { type CatalogEntry, hex, type I2cPlace, i2cPlace, type SensorSettings } from "sensors/entry";
import { digitsFor, NO_ANSWER, Registers, signed } from "sensors/registers";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** ADDR pin at GND, VDD, SDA, SCL ("I2C Address Selection"). The first is the usual one. */
export const ADS1115_ADDRESSES: readonly number[] = Object.freeze([0x48, 0x49, 0x4a, 0x4b]);
/** Full scale in V; its place in the list is the PGA field of the configuration (Config register, bits 11:9). */
export const ADS1115_SCALES: readonly number[] = Object.freeze([6.144, 4.096, 2.048, 1.024, 0.512, 0.256]);

/** A supply of 3.3 V, and so every voltage an input may have beside it, is within. */
const SCALE = 4.096;
const CHANNELS = 4;
/** Codes from 0 to full scale ("Data Format"). */
const CODES = 32_768;
/** An input may be so far below ground (Absolute Maximum Ratings); an offset reads a little below 0. */
const LEAST = -0.3;
/** Fast mode would do (400 kHz); the edges of long wires would not. A sample takes 10 ms of bus time so, 2.5 ms a step. */
const HZ = 100_000;
/**
 * 128 conversions a second, 10 % slower at worst (§5.5), after about 25 µs of waking up (§7.4.2.1; 110 µs says TI's support of the ADS1115-Q1,
 * e2e.ti.com thread 477911): 8.7 ms.
 */
const STEP_MS = 9;
/** From one look to the next at a conversion that is late. */
const POLL_MS = 2;

/** Address pointer ("Register Map"). */
const enum Register {
	Conversion = 0,
	Config = 1,
	LowThreshold = 2,
	HighThreshold = 3,
}

/** Bits of the Config register. */
const enum Config {
	/** Written: starts a conversion. Read: none is under way. */
	Start = 0x8000,
	/** AIN0 against GND; the next three are AIN1 to AIN3. */
	FirstInput = 0x4000,
	NextInput = 0x1000,
	ScaleShift = 9,
	SingleShot = 0x0100,
	/** 128 SPS. */
	Rate = 0x0080,
	NoComparator = 0x0003,
	/** What reads back as it was written. */
	Kept = 0x7fff,
}

/** Threshold registers after a reset ("Lo_thresh and Hi_thresh Registers"). */
const LOW_RESET = 0x8000;
const HIGH_RESET = 0x7fff;

/** What `take` does next. */
const enum Step {
	/** No sample is under way. */
	Idle = 0,
	/**
	 * Begins the channel's conversion as soon as none is under way. A start meanwhile has no effect (§7.4.2.1), but the input of that configuration reads
	 * back all the same: the result would pass for another channel's.
	 */
	Owed = 1,
	/** Fetches the channel's conversion. */
	Converting = 2,
}

/** Where the chip is, and its full scale. */
export interface Ads1115Options {
	readonly sensor: I2cPlace;
	/** V, one of ADS1115_SCALES; 4.096 when not set. */
	readonly fullScale?: number | undefined;
}

/**
 * An ADS1115 that measures its four inputs against ground, one after the other, each in single-shot mode: a sample has four steps, and `take`
 * answers Fault.Busy behind the first three. Between two samples it idles at 0.5 µA.
 *
 * 128 SPS is the chip's own default. A slower rate has less noise (§7.4.3), but a sample of four channels takes 36 ms so and 0.56 s at 8 SPS,
 * the chip draws its 150 µA as long, and the mean over an interval does the same. Hum of 50 Hz no rate keeps out for sure, as each is 10 %
 * uncertain: an RC at the input does.
 *
 * The chip has no identity and no checksum. What stands for them: the configuration that a conversion was started with must read back before
 * and after its result is read. A chip that lost its power meanwhile, another chip at the address,
 * a bus stuck high or low do not have it; the step is then begun again, and the sampler makes it a Fault.Timeout if it goes on. Each step writes the whole configuration, so a chip that lost its power
 * between two samples needs nothing.
 */
export class Ads1115 implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze(voltages(SCALE));
	static readonly conversionMs = CHANNELS * STEP_MS;
	/** The firmware may be held up between any two steps, by a TLS handshake for a second or two. */
	static readonly timeoutMs = 4_000;

	private registers: Registers | undefined;
	private readonly base: number;
	/** V a code. */
	private readonly resolution: number;
	private readonly volts = new Float64Array(CHANNELS);
	private step = Step.Idle;
	private channel = 0;
	private _waitMs = STEP_MS;

	/**
	 * Opens the bus and configures the chip without starting anything. RangeError for an address or a full scale the chip cannot have, before
	 * anything is opened; an Error when nothing acknowledges, or what is there does not keep the configuration, with the bus closed again.
	 */
	constructor(options: Ads1115Options) {
		const address = options.sensor.address ?? ADS1115_ADDRESSES[0];
		const scale = options.fullScale ?? SCALE;
		if (!ADS1115_ADDRESSES.includes(address))
			throw new RangeError(`an ADS1115 has address 0x48 to 0x4b, not ${hex(address)}`);
		this.base = configFor(scale);
		this.resolution = scale / CODES;
		const registers = new Registers(new options.sensor.io({ hz: HZ, ...options.sensor, address }));
		const config = this.base | Config.FirstInput;
		const seen = registers.write(Register.Config, config) ? registers.read(Register.Config) : NO_ANSWER;
		if (seen === NO_ANSWER || (seen & Config.Kept) !== config) {
			registers.close();
			throw new Error(
				seen === NO_ANSWER
					? `no ADS1115 answers at address ${hex(address)}`
					: `the chip at ${hex(address)} is no ADS1115: it does not keep its configuration`,
			);
		}
		this.registers = registers;
	}

	/** Milliseconds to the end of the step. */
	get waitMs(): number {
		return this._waitMs;
	}

	/** Begins the first channel's conversion. Fault.Absent: the chip does not acknowledge. */
	start(): Fault {
		const config = this.registers?.read(Register.Config) ?? NO_ANSWER;
		if (config === NO_ANSWER) return Fault.Absent;
		this.channel = 0;
		if (config & Config.Start) return this.convert();
		this.owe();
		return Fault.None;
	}

	/**
	 * Fills in the four voltages, V. NaN for one that is at an end of the scale: the code clips at 0x7FFF and 0x8000 ("Data Format"), so that
	 * the input is there or anywhere beyond, and the other three are none the worse. Fault.Range when all four are. Fault.Busy: no sample was
	 * started, the conversion is not over, the next channel's has begun, or the step was begun again. Fault.Absent: the chip does not
	 * acknowledge, which it never does because it is busy.
	 */
	take(values: Float64Array): Fault {
		const registers = this.registers;
		if (!registers) return Fault.Absent;
		if (this.step === Step.Idle) return Fault.Busy;
		const wanted = this.base | (Config.FirstInput + this.channel * Config.NextInput);
		const before = registers.read(Register.Config);
		if (before === NO_ANSWER) return Fault.Absent;
		if (!(before & Config.Start)) return this.owed(before === wanted);
		if (this.step === Step.Owed) return this.next();
		const word = registers.read(Register.Conversion);
		const after = registers.read(Register.Config);
		if (word === NO_ANSWER || after === NO_ANSWER) return Fault.Absent;
		const done = wanted | Config.Start;
		if (before !== done || after !== done) return this.next();
		const code = signed(word);
		const clipped = code === CODES - 1 || code === -CODES;
		this.volts[this.channel] = clipped ? Number.NaN : code * this.resolution;
		if (++this.channel < CHANNELS) return this.next();
		this.step = Step.Idle;
		values.set(this.volts);
		return this.anyInScale() ? Fault.None : Fault.Range;
	}

	close(): void {
		this.registers?.close();
		this.registers = undefined;
	}

	/** A conversion is under way: ours, or one that somebody else began, whose result is nobody's. */
	private owed(ours: boolean): Fault {
		if (ours && this.step === Step.Converting) this._waitMs = POLL_MS;
		else this.owe();
		return Fault.Busy;
	}

	private owe(): void {
		this.step = Step.Owed;
		this._waitMs = POLL_MS;
	}

	private next(): Fault {
		const fault = this.convert();
		return fault === Fault.None ? Fault.Busy : fault;
	}

	private convert(): Fault {
		const config = this.base | Config.Start | (Config.FirstInput + this.channel * Config.NextInput);
		this.step = Step.Converting;
		this._waitMs = STEP_MS;
		return this.registers?.write(Register.Config, config) ? Fault.None : Fault.Absent;
	}

	private anyInScale(): boolean {
		for (let i = 0; i < CHANNELS; i++) if (!Number.isNaN(this.volts[i])) return true;
		return false;
	}
}

/** The configuration of a full scale, but for the input. RangeError for one that the chip has not. */
function configFor(scale: number): number {
	const gain = ADS1115_SCALES.indexOf(scale);
	if (gain < 0) throw new RangeError(`fullScale: allowed is ${ADS1115_SCALES.join(", ")}, got ${scale}`);
	return (gain << Config.ScaleShift) | Config.SingleShot | Config.Rate | Config.NoComparator;
}

function voltages(scale: number): Quantity[] {
	configFor(scale);
	const digits = digitsFor(scale / CODES);
	const least = Math.max(LEAST, -scale);
	const quantities: Quantity[] = [];
	for (let i = 1; i <= CHANNELS; i++) quantities.push({ name: `voltage${i}`, unit: "V", digits, least, most: scale });
	return quantities;
}

function scaleOf(options: NonNullable<SensorSettings["options"]>): number {
	return typeof options.fullScale === "number" ? options.fullScale : SCALE;
}

export const ADS1115: CatalogEntry = Object.freeze({
	name: "ads1115",
	chip: "Texas Instruments ADS1115",
	model: Ads1115,
	bus: "i2c",
	addresses: ADS1115_ADDRESSES,
	options: Object.freeze([{ key: "fullScale", fallback: SCALE }]),
	quantities: (options) => voltages(scaleOf(options)),
	/** Nobody but a user of its comparator writes the thresholds, and this driver does not: their reset values serve as identity. */
	identify: (io) => {
		const registers = new Registers(io);
		return registers.read(Register.LowThreshold) === LOW_RESET && registers.read(Register.HighThreshold) === HIGH_RESET;
	},
	open: (settings, board) =>
		new Ads1115({ sensor: i2cPlace(settings, board), fullScale: scaleOf(settings.options ?? {}) }),
} satisfies CatalogEntry);
