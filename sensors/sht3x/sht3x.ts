/*
 * Sensirion SHT30, SHT31, SHT35 (SHT3x-DIS) over I2C: temperature and relative humidity.
 * Source of every fact here: "Datasheet SHT3x-DIS", version 7, December 2022, sensirion.com; § and table numbers are its own.
 */
import { crc8 } from "sensors/crc8";
import { type CatalogEntry, hex, type I2cPlace, i2cPlace } from "sensors/entry";
import type { I2c } from "sensors/i2c";
import { asks } from "sensors/sensirion";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** ADDR pin low, and ADDR pin high (§3.4, table 8). The first is the usual one. */
export const SHT3X_ADDRESSES: readonly number[] = Object.freeze([0x44, 0x45]);

/** Single shot, high repeatability, clock stretching disabled (§4.3, table 9). */
const MEASURE = Uint8Array.of(0x24, 0x00);
/** Aborts what is going on and enters single shot mode (§4.8, table 13). */
const BREAK = Uint8Array.of(0x30, 0x93);
/**
 * Serial number, with clock stretching and without: "Electronic identification code SHT3x", sensirion.com, as ESPHome's sht3xd.cpp quotes it.
 * Sensirion's own driver has the first one (embedded-sht, sht3x.c); the second alone has failed for some (esphome/esphome, pull request 6592).
 */
const READ_SERIAL = Uint8Array.of(0x37, 0x80);
const READ_SERIAL_PLAIN = Uint8Array.of(0x36, 0x82);
/** The temperature word and its checksum, then the humidity word and its checksum (§4.4). */
const RESULT_LENGTH = 6;
/**
 * Standard mode. The chip allows 1 MHz (§3.2), but the pull-up the datasheet draws, 10 kΩ, with the capacitance of a cable
 * is too slow for the edges of 400 kHz; a sample takes 1 ms of bus time so.
 */
const HZ = 100_000;
/** The largest value of a result word (§4.13). */
const FULL_SCALE = 65_535;

/** Where the chip is; its address is one of SHT3X_ADDRESSES, the first when not set. */
export interface Sht3xOptions {
	readonly sensor: I2cPlace;
}

/** What `start` and `take` do next. */
const enum Step {
	/** Opened: the chip takes no command in the first millisecond after the constructor's break (§4, §4.8). */
	Settling = 0,
	/** `start` was called while it was settling: the measurement is owed, and `take` begins it. */
	Owed = 1,
	/** The chip takes commands. */
	Ready = 2,
}

/**
 * An SHT3x, measured in single shot mode at high repeatability. Between two samples it idles at 0.2 µA (table 3).
 *
 * One conversion takes at most 15 ms from 2.4 V, 15.5 ms below (tables 4 and 5). The first sample after opening takes twice
 * that: the first `take` begins the conversion and answers Fault.Busy, so that nothing waits for the chip to settle.
 */
export class Sht3x implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "temperature", unit: "°C", digits: 2, least: -45, most: 130 },
		{ name: "humidity", unit: "%", digits: 2, least: 0, most: 100 },
	]);
	static readonly conversionMs = 16;

	private io: I2c | undefined;
	private step = Step.Settling;
	private readonly raw = new Uint8Array(RESULT_LENGTH);

	/**
	 * Opens the bus and speaks to the chip. RangeError for an address the chip cannot have, before anything is opened; an
	 * Error when nothing acknowledges there, with the bus closed again; what the I2C class throws passes through.
	 */
	constructor(options: Sht3xOptions) {
		const address = options.sensor.address ?? SHT3X_ADDRESSES[0];
		if (!SHT3X_ADDRESSES.includes(address))
			throw new RangeError(`an SHT3x has address 0x44 or 0x45, not ${hex(address)}`);
		const io = new options.sensor.io({ hz: HZ, ...options.sensor, address });
		try {
			// The probe is a break: a chip that an earlier firmware left in periodic mode takes it, but no reset (§4.8, §4.9).
			io.write(BREAK);
		} catch (error) {
			io.close();
			throw new Error(`no SHT3x answers at address ${hex(address)}`, { cause: error });
		}
		this.io = io;
	}

	/** Starts a conversion. Fault.Absent: the chip does not acknowledge. */
	start(): Fault {
		const io = this.io;
		if (!io) return Fault.Absent;
		if (this.step === Step.Ready) return measure(io);
		this.step = Step.Owed;
		return Fault.None;
	}

	/**
	 * Fills in °C (-45 to 130), then % relative humidity (0 to 100); no word can give anything beyond (§4.13), so there is no
	 * Fault.Range. Fault.Busy: the chip does not acknowledge the read, as it does while it has no result (§4.4), be it still
	 * converting, never started, read already or unplugged since `start`; the bus does not tell them apart, the next `start` does.
	 * A bus stuck high or low fails the checksum: that of 0xFFFF is 0xAC, that of 0x0000 is 0x81.
	 */
	take(values: Float64Array): Fault {
		const io = this.io;
		const raw = this.raw;
		if (!io) return Fault.Absent;
		if (this.step === Step.Owed) return this.begin(io);
		try {
			io.read(raw);
		} catch {
			return Fault.Busy;
		}
		if (crc8(raw, 0, 2) !== raw[2] || crc8(raw, 3, 2) !== raw[5]) return Fault.Checksum;
		values[0] = -45 + (175 * ((raw[0] << 8) | raw[1])) / FULL_SCALE;
		values[1] = (100 * ((raw[3] << 8) | raw[4])) / FULL_SCALE;
		return Fault.None;
	}

	close(): void {
		this.io?.close();
		this.io = undefined;
	}

	private begin(io: I2c): Fault {
		this.step = Step.Ready;
		const fault = measure(io);
		return fault === Fault.None ? Fault.Busy : fault;
	}
}

function measure(io: I2c): Fault {
	try {
		io.write(MEASURE);
	} catch {
		return Fault.Absent;
	}
	return Fault.None;
}

/**
 * True for an SHT3x: by its serial number, for which an SHT4x has another command. What gives none may be one all the same, of another maker
 * (esphome/esphome, pull request 14224): it throws then, which tells nothing, and the constructor does not ask.
 */
function identify(io: I2c): boolean {
	const raw = new Uint8Array(RESULT_LENGTH);
	if (asks(io, READ_SERIAL, raw) || asks(io, READ_SERIAL_PLAIN, raw)) return true;
	throw new Error("no serial number");
}

export const SHT3X: CatalogEntry = Object.freeze({
	name: "sht3x",
	chip: "Sensirion SHT30, SHT31, SHT35",
	model: Sht3x,
	bus: "i2c",
	addresses: SHT3X_ADDRESSES,
	identify,
	stuckAfter: 300,
	open: (settings, board) => new Sht3x({ sensor: i2cPlace(settings, board) }),
} satisfies CatalogEntry);
