/*
 * Sensirion SHT40, SHT41, SHT45 over I2C: temperature and relative humidity.
 * Sources: "Datasheet SHT4x", version 6, February 2023, sensirion.com (ranges, products, addresses), and Sensirion's own drivers
 * embedded-i2c-sht4x and embedded-sht (commands, conversion, times); each fact names its own.
 */
import { type CatalogEntry, hex, type I2cPlace, i2cPlace } from "sensors/entry";
import type { I2c } from "sensors/i2c";
import { asks, wordsMatch } from "sensors/sensirion";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** By order code: -AD1B, -BD1B (datasheet, "Products") and -CD1B (sirhcel/sht4x, change log). The first is the usual one. */
export const SHT4X_ADDRESSES: readonly number[] = Object.freeze([0x44, 0x45, 0x46]);

/** Single shot, high precision (embedded-i2c-sht4x, MEASURE_HIGH_PRECISION_TICKS). */
const MEASURE = Uint8Array.of(0xfd);
/** embedded-i2c-sht4x, SERIAL_NUMBER. */
const READ_SERIAL = Uint8Array.of(0x89);
/** The temperature word and its checksum, then the humidity word and its checksum; the serial number comes as two words as well. */
const RESULT_LENGTH = 6;
/** Standard mode, for the pull-ups of modules and the capacitance of a cable; a sample takes 1 ms of bus time so. */
const HZ = 100_000;
/** The largest value of a result word. */
const FULL_SCALE = 65_535;
/** Either word of a chip hurt by electrostatic discharge (elixir-sensors/sht4x, issue 29, which quotes Sensirion). */
const DAMAGED = 0x8000;

/** Where the chip is; its address is one of SHT4X_ADDRESSES, the first when not set. */
export interface Sht4xOptions {
	readonly sensor: I2cPlace;
}

/**
 * An SHT4x, measured in single shot mode at high precision; between two samples it idles at 80 nA (datasheet, "Features"). It keeps no
 * configuration: each sample is one command, so that a chip which lost its power for a moment is as good as before. Its heater is never used.
 *
 * One conversion takes at most 8.3 ms; Sensirion's driver waits 10 ms, and so does this one.
 */
export class Sht4x implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "temperature", unit: "°C", digits: 2, least: -40, most: 125 },
		{ name: "humidity", unit: "%", digits: 2, least: 0, most: 100 },
	]);
	static readonly conversionMs = 10;

	private io: I2c | undefined;
	private readonly raw = new Uint8Array(RESULT_LENGTH);

	/**
	 * Opens the bus and reads the chip's serial number. RangeError for an address the chip cannot have, before anything is opened; an Error
	 * when nothing acknowledges there or what does gives no serial number, as an SHT3x does not: its commands have two bytes. The bus is closed
	 * again then. What the I2C class throws passes through.
	 */
	constructor(options: Sht4xOptions) {
		const address = options.sensor.address ?? SHT4X_ADDRESSES[0];
		if (!SHT4X_ADDRESSES.includes(address))
			throw new RangeError(`an SHT4x has address 0x44, 0x45 or 0x46, not ${hex(address)}`);
		const io = new options.sensor.io({ hz: HZ, ...options.sensor, address });
		let known: boolean;
		try {
			known = asks(io, READ_SERIAL, this.raw);
		} catch (error) {
			io.close();
			throw new Error(`no SHT4x answers at address ${hex(address)}`, { cause: error });
		}
		if (!known) {
			io.close();
			throw new Error(
				`the chip at address ${hex(address)} is no SHT4x: it gives no serial number; an SHT3x is model sht3x`,
			);
		}
		this.io = io;
	}

	/** Starts a conversion. Fault.Absent: the chip does not acknowledge. */
	start(): Fault {
		try {
			this.io?.write(MEASURE);
		} catch {
			return Fault.Absent;
		}
		return this.io ? Fault.None : Fault.Absent;
	}

	/**
	 * Fills in °C, then % relative humidity. The humidity formula goes from -6 to 119 %; what it gives beyond 0 to 100 % is no physical value
	 * and cut off, as the datasheet advises. Fault.Busy: the chip does not acknowledge the read, as while it converts, has no result, or is
	 * gone; the next `start` tells. A bus stuck at one level fails the checksum. Fault.Defective: both words are the ones of a damaged chip.
	 */
	take(values: Float64Array): Fault {
		const io = this.io;
		const raw = this.raw;
		if (!io) return Fault.Absent;
		try {
			io.read(raw);
		} catch {
			return Fault.Busy;
		}
		if (!wordsMatch(raw)) return Fault.Checksum;
		const temperature = (raw[0] << 8) | raw[1];
		const humidity = (raw[3] << 8) | raw[4];
		if (temperature === DAMAGED && humidity === DAMAGED) return Fault.Defective;
		// embedded-i2c-sht4x: T = 175 S / 65535 - 45, RH = 125 S / 65535 - 6.
		values[0] = -45 + (175 * temperature) / FULL_SCALE;
		values[1] = Math.min(100, Math.max(0, -6 + (125 * humidity) / FULL_SCALE));
		return Fault.None;
	}

	close(): void {
		this.io?.close();
		this.io = undefined;
	}
}

export const SHT4X: CatalogEntry = Object.freeze({
	name: "sht4x",
	chip: "Sensirion SHT40, SHT41, SHT45",
	model: Sht4x,
	bus: "i2c",
	addresses: SHT4X_ADDRESSES,
	identify: (io) => asks(io, READ_SERIAL, new Uint8Array(RESULT_LENGTH)),
	stuckAfter: 300,
	open: (settings, board) => new Sht4x({ sensor: i2cPlace(settings, board) }),
} satisfies CatalogEntry);
