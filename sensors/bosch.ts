/*
 * What Bosch's BME280 and BMP280 have in common on I2C; the drivers themselves are in sensors/bme280 and sensors/bmp280.
 * Sources: "BME280 Combined humidity and pressure sensor", BST-BME280-DS002-15, revision 1.6, September 2018, and "BMP280 Digital
 * Pressure Sensor", BST-BMP280-DS001, revision 1.23 (bosch-sensortec.com). § and table numbers are the BME280's where nothing else is said.
 */
import {
	celsius,
	fineTemperature,
	hectopascal,
	humidity,
	takeHumidityWords,
	takeWords,
	Word,
} from "sensors/bosch-formula";
import { hex, type I2cPlace } from "sensors/entry";
import type { I2c } from "sensors/i2c";
import { Fault, type Sensor } from "sensors/sensor";

/** SDO pin low, and SDO pin high (§6.2). The first is the usual one of breakout boards. */
export const BOSCH_ADDRESSES: readonly number[] = Object.freeze([0x76, 0x77]);

/** Where the chip is; its address is one of BOSCH_ADDRESSES, the first when not set. */
export interface BoschOptions {
	readonly sensor: I2cPlace;
}

/** What sets the two chips apart. */
export interface BoschKind {
	readonly name: string;
	/** What its register 0xD0 can hold. */
	readonly identities: readonly number[];
	readonly humidity: boolean;
	/** Writes all settings and stays asleep; and the same, with one measurement. Pairs of register and value (§6.2.1). */
	readonly sleep: Uint8Array;
	readonly force: Uint8Array;
}

const IDENTITY = Uint8Array.of(0xd0);
const CALIBRATION = Uint8Array.of(0x88);
const HUMIDITY_CALIBRATION = Uint8Array.of(0xe1);
const STATUS = Uint8Array.of(0xf3);
const CONTROL = Uint8Array.of(0xf4);

/** Registers 0x88 to 0xA1, and 0xE1 to 0xE7 (table 16). */
const CALIBRATION_LENGTH = 26;
const HUMIDITY_CALIBRATION_LENGTH = 7;
/** From the status register 0xF3 to hum_lsb 0xFE, or a BMP280's to temp_xlsb 0xFC (table 18). */
const FRAME_LENGTH = 12;
const FRAME_LENGTH_DRY = 10;

/** Bits of the status register (§5.4.4). */
const enum Status {
	Updating = 0x01,
	Measuring = 0x08,
}

/** Temperature ×2, pressure ×16, in ctrl_meas (§5.4.5). The BMP280's datasheet wants them together (table 4: 0.16 Pa). */
export const OVERSAMPLING = 0x54;
const OVERSAMPLING_BITS = 0xfc;
/** What a data register holds that nothing was measured for: since the reset, or because it is skipped (§5.4.7 to 5.4.9). */
const NOTHING = 0x80000;
const NOTHING_HUMID = 0x8000;
/** Standard mode, for the sake of long cables; the chip allows 3.4 MHz (§6.2). A sample is 2 ms of bus time so. */
const HZ = 100_000;

/**
 * A BME280 or BMP280, measured in forced mode, asleep between two samples at 0.1 µA (§1). Filter off: a sample owes nothing to the
 * last one.
 *
 * The chip has no checksum. What catches a bad one: its identity and its calibration when it is opened, its settings, which are read back
 * at each `start` and with each result, and the quantities' ranges. A bus that is stuck at one level never gives the right settings.
 *
 * Lost power: all settings are written at each `start`, ctrl_hum before ctrl_meas, which makes it count (§5.4.3). A chip that lost them
 * since the last sample, or since `start`, answers Fault.Absent all the same: it may be another one by now, plugged in with power on, and
 * each has its own calibration, which is ROM. Opened anew, it is read again.
 */
export class BoschSensor implements Sensor {
	private io: I2c | undefined;
	private readonly kind: BoschKind;
	private readonly words = new Float64Array(Word.Count);
	private readonly control = new Uint8Array(1);
	private readonly frame: Uint8Array;
	/** A measurement was begun whose result nobody took. */
	private begun = false;

	/**
	 * Opens the bus, asks the chip who it is and reads its calibration. RangeError for an address the chip cannot have, before anything is
	 * opened. An Error of one line, with the bus closed again: nothing acknowledges, it is another chip, its calibration is empty, or it is
	 * still copying that from its memory, as it does for up to 2 ms behind power-on (§1, start-up time). What the I2C class throws passes through.
	 */
	constructor(options: BoschOptions, kind: BoschKind) {
		const address = options.sensor.address ?? BOSCH_ADDRESSES[0];
		if (!BOSCH_ADDRESSES.includes(address))
			throw new RangeError(`a ${kind.name} has address 0x76 or 0x77, not ${hex(address)}`);
		this.kind = kind;
		this.frame = new Uint8Array(kind.humidity ? FRAME_LENGTH : FRAME_LENGTH_DRY);
		const io = new options.sensor.io({ hz: HZ, ...options.sensor, address });
		try {
			this.setUp(io, address);
		} catch (error) {
			io.close();
			throw error;
		}
		this.io = io;
	}

	/** Starts a measurement. Fault.Absent: the chip does not acknowledge, or has lost its settings. */
	start(): Fault {
		const io = this.io;
		const control = this.control;
		this.begun = false;
		if (!io) return Fault.Absent;
		try {
			io.write(CONTROL);
			io.read(control);
			if ((control[0] & OVERSAMPLING_BITS) !== OVERSAMPLING) return Fault.Absent;
			io.write(this.kind.force);
		} catch {
			return Fault.Absent;
		}
		this.begun = true;
		return Fault.None;
	}

	/**
	 * Fills in °C, then % of a BME280, then hPa. A quantity that the chip did not measure is NaN. Fault.Busy: it is measuring, has measured
	 * nothing, or was not started. Fault.Absent as of `start`.
	 */
	take(values: Float64Array): Fault {
		const io = this.io;
		const frame = this.frame;
		if (!io) return Fault.Absent;
		if (!this.begun) return Fault.Busy;
		try {
			io.write(STATUS);
			io.read(frame);
		} catch {
			return Fault.Absent;
		}
		if ((frame[1] & OVERSAMPLING_BITS) !== OVERSAMPLING) return Fault.Absent;
		const raw = word20(frame, 7);
		if (frame[0] & Status.Measuring || raw === NOTHING) return Fault.Busy;
		this.begun = false;
		this.convert(raw, values);
		return Fault.None;
	}

	close(): void {
		this.io?.close();
		this.io = undefined;
	}

	private convert(raw: number, values: Float64Array): void {
		const frame = this.frame;
		const words = this.words;
		const fine = fineTemperature(raw, words);
		const press = word20(frame, 4);
		const pressure = press === NOTHING ? Number.NaN : hectopascal(press, fine, words);
		values[0] = celsius(fine);
		if (!this.kind.humidity) {
			values[1] = pressure;
			return;
		}
		const hum = (frame[10] << 8) | frame[11];
		values[1] = hum === NOTHING_HUMID ? Number.NaN : humidity(hum, fine, words);
		values[2] = pressure;
	}

	private setUp(io: I2c, address: number): void {
		const { name, identities, humidity: humid, sleep } = this.kind;
		const status = new Uint8Array(1);
		const dry = new Uint8Array(CALIBRATION_LENGTH);
		const wet = new Uint8Array(HUMIDITY_CALIBRATION_LENGTH);
		const identity = answered(name, address, () => boschIdentity(io));
		const place = `the chip at ${hex(address)}`;
		if (!identities.includes(identity)) throw new Error(`${place} is no ${name}: its identity is ${hex(identity)}`);
		answered(name, address, () => {
			read(io, STATUS, status);
			read(io, CALIBRATION, dry);
			if (humid) read(io, HUMIDITY_CALIBRATION, wet);
			io.write(sleep);
		});
		if (status[0] & Status.Updating) throw new Error(`${place} is still starting`);
		takeWords(this.words, dry);
		takeHumidityWords(this.words, wet);
		// A pressure without P1 is a division by 0, a temperature without T1 or T2 always the same.
		const empty = this.words[Word.T1] === 0 || this.words[Word.T2] === 0 || this.words[Word.P1] === 0;
		if (empty || isBlank(dry) || (humid && isBlank(wet))) throw new Error(`${place} has no calibration`);
	}
}

/** What the chip's register 0xD0 holds. It throws as `io` does. */
export function boschIdentity(io: I2c): number {
	const identity = new Uint8Array(1);
	read(io, IDENTITY, identity);
	return identity[0];
}

/** A register's address, a stop, and the read, which goes on by itself to the next registers (§6.2.2). */
function read(io: I2c, register: Uint8Array, target: Uint8Array): void {
	io.write(register);
	io.read(target);
}

function answered<Result>(name: string, address: number, ask: () => Result): Result {
	try {
		return ask();
	} catch (error) {
		throw new Error(`no ${name} answers at address ${hex(address)}`, { cause: error });
	}
}

/** The same in each byte, as a memory that was never written and a line that is stuck are. */
function isBlank(bytes: Uint8Array): boolean {
	return bytes.every((byte) => byte === 0x00) || bytes.every((byte) => byte === 0xff);
}

/** 20 bits, most significant first, from index `at` on (§5.4.7, §5.4.8). */
function word20(bytes: Uint8Array, at: number): number {
	return (bytes[at] << 12) | (bytes[at + 1] << 4) | (bytes[at + 2] >> 4);
}
