/*
 * ROHM BH1750FVI over I2C: illuminance.
 * Source of every fact here where no other is named: "Digital 16bit Serial Output Type Ambient Light Sensor IC BH1750FVI", Technical Note,
 * ROHM, 2011.11, revision D; it has no section numbers, so headings are named.
 */
import { type CatalogEntry, hex, type I2cPlace, i2cPlace } from "sensors/entry";
import type { I2c } from "sensors/i2c";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** ADDR pin low, and ADDR pin high ("Slave Address"). The first is the usual one. */
export const BH1750_ADDRESSES: readonly number[] = Object.freeze([0x23, 0x5c]);

/** Instructions, each a transfer of its own: the chip takes no second one before a stop ("Write Format"). */
const POWER_DOWN = Uint8Array.of(0x00);
const POWER_ON = Uint8Array.of(0x01);
const ONE_TIME_HIGH = Uint8Array.of(0x20);
const ONE_TIME_HIGH_2 = Uint8Array.of(0x21);

/** Standard mode, for the sake of long cables; the chip allows 400 kHz. */
const HZ = 100_000;
/** Counts for one lux, at 69 in the measurement time register ("Measurement Accuracy": typically 1.2, from 0.96 to 1.44). */
const COUNTS_PER_LUX = 1.2;
/** The register's value behind power-on, and the least and the most it takes. */
const MT_USUAL = 69;
const MT_LEAST = 31;
const MT_MOST = 254;
/** The longest that an H-resolution measurement takes, at 69; in proportion at other values. */
const MEASURE_MS = 180;
/** A count of all ones: more light than it can count. */
const SATURATED = 0xffff;
/** "Use H-resolution mode or H-resolution mode2 if dark data (less than 10 lx) is needed": counts of 10 lx. */
const DARK = 12;

/** One way to measure: the two halves of the measurement time register, the mode, and what comes of them. */
interface Range {
	readonly high: Uint8Array;
	readonly low: Uint8Array;
	readonly mode: Uint8Array;
	readonly luxPerCount: number;
	readonly ms: number;
}

/** 1 lx steps, to 54 612 lx. */
const USUAL: Range = range(MT_USUAL, ONE_TIME_HIGH, 1);
/** 2 lx steps, to 121 557 lx. */
const BRIGHT: Range = range(MT_LEAST, ONE_TIME_HIGH, 1);
/** 0.11 lx steps, to 7 417 lx: H-resolution mode 2 counts half steps. */
const DIM: Range = range(MT_MOST, ONE_TIME_HIGH_2, 2);

/** Where the chip is; its address is one of BH1750_ADDRESSES, the first when not set. */
export interface Bh1750Options {
	readonly sensor: I2cPlace;
}

/**
 * A BH1750FVI, measured in one time H-resolution mode; it powers itself down behind each measurement, to 0.01 µA.
 *
 * A sample measures for 180 ms. In sunlight that is more than it can count, and a second step measures again in 81 ms with less
 * sensitivity, up to 121 557 lx. Below 10 lx a second step measures again in 663 ms with more.
 *
 * The chip has neither identity nor checksum: whatever acknowledges at its address is taken for one. Power on, measurement time and mode
 * are written for each measurement, so that one which lost its power between two samples is right again by itself. Lost during a
 * measurement, its data register reads 0: darkness is believed only when the second step has seen it too, and 0 behind too much light is
 * Fault.Absent. A bus stuck high reads as too much light in both steps, Fault.Range.
 */
export class Bh1750 implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "illuminance", unit: "lx", digits: 1, least: 0, most: 121_556 },
	]);
	static readonly conversionMs = MEASURE_MS;
	static readonly timeoutMs = 2_000;

	private io: I2c | undefined;
	private range = USUAL;
	/** A measurement was begun whose result nobody took. */
	private begun = false;
	private readonly count = new Uint8Array(2);

	/**
	 * Opens the bus and powers the chip down. RangeError for an address the chip cannot have, before anything is opened; an Error when
	 * nothing acknowledges there, with the bus closed again; what the I2C class throws passes through.
	 */
	constructor(options: Bh1750Options) {
		const address = options.sensor.address ?? BH1750_ADDRESSES[0];
		if (!BH1750_ADDRESSES.includes(address))
			throw new RangeError(`a BH1750 has address 0x23 or 0x5c, not ${hex(address)}`);
		const io = new options.sensor.io({ hz: HZ, ...options.sensor, address });
		try {
			io.write(POWER_DOWN);
		} catch (error) {
			io.close();
			throw new Error(`no BH1750 answers at address ${hex(address)}`, { cause: error });
		}
		this.io = io;
	}

	/** The longest that the step takes which is under way. */
	get waitMs(): number {
		return this.range.ms;
	}

	/** Starts a measurement. Fault.Absent: the chip does not acknowledge. */
	start(): Fault {
		return this.measure(USUAL);
	}

	/**
	 * Fills in lx (0 to 121 556). Fault.Busy: a second step has begun, or it was not started; the chip itself cannot tell that it is not
	 * ready, it gives what it had before. Fault.Range: more light than it can count, or the two steps contradict each other.
	 */
	take(values: Float64Array): Fault {
		const io = this.io;
		const bytes = this.count;
		if (!io) return Fault.Absent;
		if (!this.begun) return Fault.Busy;
		try {
			io.read(bytes);
		} catch {
			return Fault.Absent;
		}
		const range = this.range;
		const count = (bytes[0] << 8) | bytes[1];
		if (range === USUAL && count === SATURATED) return this.again(BRIGHT);
		if (range === USUAL && count < DARK) return this.again(DIM);
		this.begun = false;
		if (count === SATURATED) return Fault.Range;
		if (range === BRIGHT && count === 0) return Fault.Absent;
		values[0] = count * range.luxPerCount;
		return Fault.None;
	}

	close(): void {
		this.io?.close();
		this.io = undefined;
	}

	private again(range: Range): Fault {
		const fault = this.measure(range);
		return fault === Fault.None ? Fault.Busy : fault;
	}

	private measure(range: Range): Fault {
		const io = this.io;
		this.begun = false;
		this.range = range;
		if (!io) return Fault.Absent;
		try {
			io.write(POWER_ON);
			io.write(range.high);
			io.write(range.low);
			io.write(range.mode);
		} catch {
			return Fault.Absent;
		}
		this.begun = true;
		return Fault.None;
	}
}

/** "Change Measurement time": 01000 and bits 7 to 5, then 011 and bits 4 to 0. Runs when the module is loaded, and nowhere else. */
function range(time: number, mode: Uint8Array, countsPerStep: number): Range {
	return Object.freeze({
		high: Uint8Array.of(0x40 | (time >> 5)),
		low: Uint8Array.of(0x60 | (time & 0x1f)),
		mode,
		luxPerCount: MT_USUAL / (COUNTS_PER_LUX * time * countsPerStep),
		ms: Math.ceil((MEASURE_MS * time) / MT_USUAL),
	});
}

export const BH1750: CatalogEntry = Object.freeze({
	name: "bh1750",
	chip: "ROHM BH1750FVI",
	model: Bh1750,
	bus: "i2c",
	addresses: BH1750_ADDRESSES,
	open: (settings, board) => new Bh1750({ sensor: i2cPlace(settings, board) }),
} satisfies CatalogEntry);
