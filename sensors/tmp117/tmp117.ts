/*
 * Texas Instruments TMP117 over I2C: temperature.
 * Source of every fact here: datasheet "TMP117 High-Accuracy, Low-Power, Digital Temperature Sensor", SNOSD82D, September 2022, ti.com;
 * § numbers are its own.
 */
import { type CatalogEntry, hex, type I2cPlace, i2cPlace } from "sensors/entry";
import type { I2c } from "sensors/i2c";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** ADD0 pin at ground, at the supply, at SDA, at SCL (§7.5.3.1.2). The first is the usual one. */
export const TMP117_ADDRESSES: readonly number[] = Object.freeze([0x48, 0x49, 0x4a, 0x4b]);

/** Registers (§7.6). */
const TEMPERATURE = Uint8Array.of(0x00);
const CONFIGURATION = Uint8Array.of(0x01);
const DEVICE_ID = Uint8Array.of(0x0f);
/** DID[11:0] of the device identity; the bits above are the revision. The TMP119 has the same one. */
const DID = 0x117;
const DID_MASK = 0x0fff;
/** Into the configuration register: MOD = 11, one-shot, and AVG = 01, the mean of eight conversions; everything else off. */
const ONE_SHOT = Uint8Array.of(0x01, 0x0c, 0x20);
/** Data_Ready. */
const READY = 0x2000;
/** The lower bit of MOD[1:0], set in one-shot (11) and in the shutdown behind it (01), clear in continuous conversion (00 and 10). */
const ONCE = 0x0400;
/** All but the flags and MOD: CONV, AVG, T/nA, POL, DR/Alert, Soft_Reset and a bit that is not used. */
const KEPT = 0x03ff;
/** What ONE_SHOT leaves there. */
const AVERAGE_8 = 0x0020;
/** Of one step of the result, two's complement (§7.3.3). */
const DEGREES = 0.0078125;
/** Standard mode, for the pull-ups of modules and the capacitance of a cable. */
const HZ = 100_000;

/** Where the chip is; its address is one of TMP117_ADDRESSES, the first when not set. */
export interface Tmp117Options {
	readonly sensor: I2cPlace;
}

/**
 * A TMP117, one-shot, the mean of eight conversions: 125 ms (§7.3.2), and an eighth more for a chip whose clock is slow; then it shuts itself
 * down (§7.4.3). An offset in its EEPROM, which a maker of modules may have set, is left as it is.
 *
 * The configuration is written at each start, and read back with the Data_Ready flag: a chip that lost its power in between is found in
 * continuous mode, and is asked anew. There is no checksum; a bus stuck at one level is found by the same comparison.
 */
export class Tmp117 implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "temperature", unit: "°C", digits: 3, least: -55, most: 150 },
	]);
	static readonly conversionMs = 140;

	private io: I2c | undefined;
	private readonly raw = new Uint8Array(2);

	/**
	 * Opens the bus and reads the identity. RangeError for an address the chip cannot have, before anything is opened; an Error when nothing
	 * acknowledges there or another chip does, with the bus closed again; what the I2C class throws passes through.
	 */
	constructor(options: Tmp117Options) {
		const address = options.sensor.address ?? TMP117_ADDRESSES[0];
		if (!TMP117_ADDRESSES.includes(address))
			throw new RangeError(`a TMP117 has address 0x48 to 0x4b, not ${hex(address)}`);
		const io = new options.sensor.io({ hz: HZ, ...options.sensor, address });
		let identity: number;
		try {
			identity = register(io, DEVICE_ID, this.raw);
		} catch (error) {
			io.close();
			throw new Error(`no TMP117 answers at address ${hex(address)}`, { cause: error });
		}
		if ((identity & DID_MASK) !== DID) {
			io.close();
			throw new Error(`the chip at address ${hex(address)} is no TMP117: its identity is ${hex(identity)}`);
		}
		this.io = io;
	}

	/** Starts a conversion; one that is under way begins anew. Fault.Absent: the chip does not acknowledge. */
	start(): Fault {
		try {
			this.io?.write(ONE_SHOT);
		} catch {
			return Fault.Absent;
		}
		return this.io ? Fault.None : Fault.Absent;
	}

	/** Fills in °C. Fault.Busy: it converts still, or has lost its configuration and begins anew. Fault.Absent: it does not acknowledge. */
	take(values: Float64Array): Fault {
		const io = this.io;
		if (!io) return Fault.Absent;
		try {
			const configuration = register(io, CONFIGURATION, this.raw);
			if (!(configuration & ONCE) || (configuration & KEPT) !== AVERAGE_8) {
				io.write(ONE_SHOT);
				return Fault.Busy;
			}
			// Reading it has cleared the flag (§7.6, configuration register), so the result is fetched at once.
			if (!(configuration & READY)) return Fault.Busy;
			values[0] = DEGREES * ((register(io, TEMPERATURE, this.raw) << 16) >> 16);
		} catch {
			return Fault.Absent;
		}
		return Fault.None;
	}

	close(): void {
		this.io?.close();
		this.io = undefined;
	}
}

/** The 16 bits of the register that `pointer` is the number of. Throws as IO does. */
function register(io: I2c, pointer: Uint8Array, raw: Uint8Array): number {
	io.write(pointer);
	io.read(raw);
	return (raw[0] << 8) | raw[1];
}

export const TMP117: CatalogEntry = Object.freeze({
	name: "tmp117",
	chip: "Texas Instruments TMP117",
	model: Tmp117,
	bus: "i2c",
	addresses: TMP117_ADDRESSES,
	identify: (io) => (register(io, DEVICE_ID, new Uint8Array(2)) & DID_MASK) === DID,
	stuckAfter: 300,
	open: (settings, board) => new Tmp117({ sensor: i2cPlace(settings, board) }),
} satisfies CatalogEntry);
