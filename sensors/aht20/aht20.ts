/*
 * Aosong (ASAIR) AHT20 over I2C: temperature and relative humidity.
 * Sources: "AHT20 Product manuals", version 1.1, 2020, aosong.com, and "DHT20 Data Sheet", version V1.0, May 2021, of the same maker, which
 * has the same chip in a case and is clearer about the checksum; § numbers are the AHT20's where nothing else is said.
 */
import { crc8 } from "sensors/crc8";
import { type CatalogEntry, hex, type I2cPlace, i2cPlace } from "sensors/entry";
import type { I2c } from "sensors/i2c";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** The only one. */
export const AHT20_ADDRESSES: readonly number[] = Object.freeze([0x38]);

/** Initialises, for a chip that does not say that it is calibrated (§5.4). */
const INITIALISE = Uint8Array.of(0xbe, 0x08, 0x00);
const INITIALISE_MS = 10;
/** Triggers a measurement (§5.4). */
const MEASURE = Uint8Array.of(0xac, 0x33, 0x00);
const MEASURE_MS = 80;
/** A chip that is still busy then is asked again so much later. */
const AGAIN_MS = 10;
/** Bits of the status byte (§5.3, table "Status bit description"; DHT20, table 9). */
const BUSY = 0x80;
const CALIBRATED = 0x08;
/** Status, 20 bits of humidity, 20 bits of temperature, the checksum of these six bytes (DHT20, §7.4). */
const RESULT_LENGTH = 7;
/** 2²⁰ (§6). */
const FULL_SCALE = 1_048_576;
/** Standard mode, for the pull-ups of modules and the capacitance of a cable. */
const HZ = 100_000;

/** Where the chip is. */
export interface Aht20Options {
	readonly sensor: I2cPlace;
}

/** What `take` finds. */
const enum Step {
	/** It was initialised: the measurement is owed. */
	Initialising = 0,
	Measuring = 1,
}

/**
 * An AHT20. It is asked at each start whether it is calibrated, and initialised when it is not: so is one that lost its power for a moment. One
 * that lost it while it measured says so in its result when it needs to be initialised, and is measured anew; one that comes back calibrated
 * has measured nothing, and zeros are -50 °C, which is out of its range.
 *
 * The status byte is read without the command 0x71 that the manual gives: any read begins with the status, and chips have been seen to stay
 * busy for good when 0x71 came during a measurement (anglerud/aht20-driver, pull request 10). There is no identity to ask for; an AHT10 has no
 * checksum, so that each of its samples is a Fault.Checksum.
 */
export class Aht20 implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "temperature", unit: "°C", digits: 2, least: -40, most: 85 },
		{ name: "humidity", unit: "%", digits: 2, least: 0, most: 100 },
	]);
	static readonly conversionMs = MEASURE_MS;
	static readonly timeoutMs = 400;

	private io: I2c | undefined;
	private step = Step.Measuring;
	private _waitMs = MEASURE_MS;
	private readonly status = new Uint8Array(1);
	private readonly raw = new Uint8Array(RESULT_LENGTH);

	/**
	 * Opens the bus and reads the status. RangeError for another address than 0x38, before anything is opened; an Error when nothing
	 * acknowledges there, as in the first 40 ms of its power (§5.4), with the bus closed again; what the I2C class throws passes through.
	 */
	constructor(options: Aht20Options) {
		const address = options.sensor.address ?? AHT20_ADDRESSES[0];
		if (!AHT20_ADDRESSES.includes(address)) throw new RangeError(`an AHT20 has address 0x38, not ${hex(address)}`);
		const io = new options.sensor.io({ hz: HZ, ...options.sensor, address });
		try {
			io.read(this.status);
		} catch (error) {
			io.close();
			throw new Error(`no AHT20 answers at address ${hex(address)}`, { cause: error });
		}
		this.io = io;
	}

	get waitMs(): number {
		return this._waitMs;
	}

	/** Starts a conversion, or what comes before one. Fault.Absent: the chip does not acknowledge. */
	start(): Fault {
		const io = this.io;
		if (!io) return Fault.Absent;
		try {
			io.read(this.status);
			if (!(this.status[0] & CALIBRATED)) this.begin(io, Step.Initialising);
			else if (!(this.status[0] & BUSY)) this.begin(io, Step.Measuring);
		} catch {
			return Fault.Absent;
		}
		return Fault.None;
	}

	/**
	 * Fills in °C, then % relative humidity. Fault.Busy: it measures still, or its measurement has only now begun. Fault.Defective: it does not
	 * become calibrated by being initialised. Fault.Absent: it does not acknowledge, which an AHT20 does even while it is busy.
	 */
	take(values: Float64Array): Fault {
		const io = this.io;
		if (!io) return Fault.Absent;
		try {
			return this.step === Step.Measuring ? this.read(io, values) : this.measure(io);
		} catch {
			return Fault.Absent;
		}
	}

	close(): void {
		this.io?.close();
		this.io = undefined;
	}

	private begin(io: I2c, step: Step): void {
		this.step = step;
		this._waitMs = step === Step.Measuring ? MEASURE_MS : INITIALISE_MS;
		io.write(step === Step.Measuring ? MEASURE : INITIALISE);
	}

	private measure(io: I2c): Fault {
		io.read(this.status);
		if (!(this.status[0] & CALIBRATED)) return Fault.Defective;
		this.begin(io, Step.Measuring);
		return Fault.Busy;
	}

	private read(io: I2c, values: Float64Array): Fault {
		const raw = this.raw;
		io.read(raw);
		if (raw[0] & BUSY) {
			this._waitMs = AGAIN_MS;
			return Fault.Busy;
		}
		if (crc8(raw, 0, RESULT_LENGTH - 1) !== raw[RESULT_LENGTH - 1]) return Fault.Checksum;
		if (!(raw[0] & CALIBRATED)) {
			this.begin(io, Step.Initialising);
			return Fault.Busy;
		}
		// §6.1 and §6.2.
		values[0] = (200 * (((raw[3] & 0x0f) << 16) | (raw[4] << 8) | raw[5])) / FULL_SCALE - 50;
		values[1] = (100 * ((raw[1] << 12) | (raw[2] << 4) | (raw[3] >> 4))) / FULL_SCALE;
		return Fault.None;
	}
}

export const AHT20: CatalogEntry = Object.freeze({
	name: "aht20",
	chip: "Aosong AHT20",
	model: Aht20,
	bus: "i2c",
	addresses: AHT20_ADDRESSES,
	stuckAfter: 300,
	open: (settings, board) => new Aht20({ sensor: i2cPlace(settings, board) }),
} satisfies CatalogEntry);
