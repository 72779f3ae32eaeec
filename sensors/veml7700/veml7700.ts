/*
 * Vishay VEML7700 over I2C: illuminance.
 * Sources: "VEML7700 High Accuracy Ambient Light Sensor With I2C Interface", document 84286, revision 1.7, 29-Nov-2023 (here: datasheet),
 * and "Designing the VEML7700 Into an Application", document 84323 (here: application note), vishay.com: as far as the drivers of Zephyr
 * (veml7700.c), Linux (veml6030.c), ESPHome and Adafruit quote them, and the threads of the last one's repositories.
 */
import { type CatalogEntry, hex, type I2cPlace, i2cPlace } from "sensors/entry";
import type { I2c } from "sensors/i2c";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** The only one (datasheet, slave address). */
export const VEML7700_ADDRESSES: readonly number[] = Object.freeze([0x10]);

/** Command codes, by which a 16-bit register is named (datasheet, command register format). */
const CONFIGURATION = Uint8Array.of(0x00);
const ILLUMINANCE = Uint8Array.of(0x04);
const DEVICE_ID = Uint8Array.of(0x07);
/** No power saving: with it there would be a measurement only now and then. */
const NO_POWER_SAVING = Uint8Array.of(0x03, 0x00, 0x00);
/** Low byte of the device ID; the high one tells the address. */
const IDENTITY = 0x81;
/** ALS_SD in the configuration: shut down, 0.5 µA. */
const SHUT_DOWN = 0x01;
/** Gain, integration time and ALS_SD; the others are reserved, or of the interrupt. */
const CONFIGURATION_BITS = 0x1bc1;

/** Standard mode, for the sake of long cables; the chip allows 400 kHz. */
const HZ = 100_000;
/** Lux of one count at the most sensitive range. Datasheets before 1.7 had 0.0036, wrongly, as Vishay's notice PIN-OPT-7462-2024 says. */
const FINEST = 0.0042;
/**
 * An integration that was under way when the chip was shut down or set up anew may still go into the register, so the driver waits for two.
 * So do Zephyr's and Adafruit's, from experience: the application note asks for one.
 */
const INTEGRATIONS = 2;
/** Until processor and oscillator run behind a shut-down: 2.5 ms (application note). */
const WAKE_MS = 3;
/** Fewer counts want a more sensitive range, more a less sensitive one (application note, flow chart). */
const FEW = 100;
const MANY = 10_000;
const SATURATED = 0xffff;
/** Measurements of one sample, at most. */
const STEPS = 4;

/** Bits of the configuration: gain (bits 12 and 11) and integration time (bits 9 to 6), which is in ms in `ms`. */
interface Range {
	readonly bits: number;
	readonly ms: number;
	/** Counts for the same light, in those of the least sensitive range. */
	readonly sensitivity: number;
}

/** From the least sensitive on, in the flow chart's order: gain 1/8 with 25, 50, 100 ms; 1/4, 1, 2; then 200, 400, 800 ms. */
const RANGES: readonly Range[] = Object.freeze([
	{ bits: 0x1300, ms: 25, sensitivity: 1 },
	{ bits: 0x1200, ms: 50, sensitivity: 2 },
	{ bits: 0x1000, ms: 100, sensitivity: 4 },
	{ bits: 0x1800, ms: 100, sensitivity: 8 },
	{ bits: 0x0000, ms: 100, sensitivity: 32 },
	{ bits: 0x0800, ms: 100, sensitivity: 64 },
	{ bits: 0x0840, ms: 200, sensitivity: 128 },
	{ bits: 0x0880, ms: 400, sensitivity: 256 },
	{ bits: 0x08c0, ms: 800, sensitivity: 512 },
]);
/** Where a sample begins: gain 1/8, 100 ms. */
const FIRST = 2;
const LAST = 8;

/** Where the chip is. */
export interface Veml7700Options {
	readonly sensor: I2cPlace;
}

/**
 * A VEML7700, woken for each sample and shut down behind it.
 *
 * A sample begins as the application note's flow chart does, with gain 1/8 and 100 ms: 203 ms. With too few or too many counts it measures
 * again, in the range that the flow chart would come to by one step at a time, if the light stays as it is: at most four times in all,
 * 1.8 s in darkness.
 *
 * What it measures is corrected by the application note's polynomial in every range. The note asks for that above 1000 lx, its flow chart
 * from 100 counts on; below those it changes less than 0.7 %, and so there is no step in the readings where it would set in.
 *
 * The chip has no checksum. Its device ID is checked when it is opened. Its configuration is read back with each result: a chip that lost
 * its power is shut down again (its reset state), and is Fault.Absent, so that it is opened anew. All of it is written at each `start`.
 */
export class Veml7700 implements Sensor {
	/** To about 140 klx (datasheet 1.7, features). */
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "illuminance", unit: "lx", digits: 2, least: 0, most: 140_000 },
	]);
	static readonly conversionMs = WAKE_MS + INTEGRATIONS * 100;
	static readonly timeoutMs = 5_000;

	private io: I2c | undefined;
	/** Index in RANGES of the measurement under way. */
	private range = FIRST;
	/** Measurements begun in this sample; 0: none is under way. */
	private steps = 0;
	private readonly configure = new Uint8Array(3);
	private readonly register = new Uint8Array(2);

	/**
	 * Opens the bus, asks the chip who it is and shuts it down. RangeError for an address the chip cannot have, before anything is opened; an
	 * Error when nothing acknowledges there or it is another chip, with the bus closed again; what the I2C class throws passes through.
	 */
	constructor(options: Veml7700Options) {
		const address = options.sensor.address ?? VEML7700_ADDRESSES[0];
		if (!VEML7700_ADDRESSES.includes(address)) throw new RangeError(`a VEML7700 has address 0x10, not ${hex(address)}`);
		const io = new options.sensor.io({ hz: HZ, ...options.sensor, address });
		try {
			setUp(io, address);
		} catch (error) {
			io.close();
			throw error;
		}
		this.io = io;
	}

	/** Wake-up and two integrations of the range that is under way. */
	get waitMs(): number {
		return WAKE_MS + INTEGRATIONS * RANGES[this.range].ms;
	}

	/** Starts a sample. Fault.Absent: the chip does not acknowledge. */
	start(): Fault {
		const io = this.io;
		this.steps = 0;
		if (!io) return Fault.Absent;
		try {
			io.write(NO_POWER_SAVING);
		} catch {
			return Fault.Absent;
		}
		return this.measure(io, FIRST);
	}

	/**
	 * Fills in lx (0 to 140 000). Fault.Busy: the sample goes on in another range, or was not started. Fault.Range: more light than the chip
	 * can count. Fault.Absent: it does not acknowledge, or has lost its configuration.
	 */
	take(values: Float64Array): Fault {
		const io = this.io;
		const register = this.register;
		const range = this.range;
		if (!io) return Fault.Absent;
		if (this.steps === 0) return Fault.Busy;
		try {
			io.writeRead(CONFIGURATION, register);
			if ((word(register) & CONFIGURATION_BITS) !== RANGES[range].bits) return this.end(Fault.Absent);
			io.writeRead(ILLUMINANCE, register);
			const count = word(register);
			const next = this.steps < STEPS ? better(range, count) : range;
			if (next !== range) return this.again(io, next);
			this.shutDown(io);
			if (count === SATURATED) return this.end(Fault.Range);
			values[0] = lux((count * FINEST * RANGES[LAST].sensitivity) / RANGES[range].sensitivity);
			return this.end(Fault.None);
		} catch {
			return this.end(Fault.Absent);
		}
	}

	close(): void {
		this.io?.close();
		this.io = undefined;
	}

	private end(fault: Fault): Fault {
		this.steps = 0;
		return fault;
	}

	private again(io: I2c, range: number): Fault {
		const fault = this.measure(io, range);
		return fault === Fault.None ? Fault.Busy : this.end(fault);
	}

	/** The flow chart sets gain and integration time while the chip is shut down. */
	private measure(io: I2c, range: number): Fault {
		this.range = range;
		const { bits } = RANGES[range];
		try {
			this.write(io, bits | SHUT_DOWN);
			this.write(io, bits);
		} catch {
			return Fault.Absent;
		}
		this.steps++;
		return Fault.None;
	}

	private shutDown(io: I2c): void {
		this.write(io, RANGES[this.range].bits | SHUT_DOWN);
	}

	private write(io: I2c, configuration: number): void {
		const bytes = this.configure;
		bytes[0] = CONFIGURATION[0];
		bytes[1] = configuration & 0xff;
		bytes[2] = configuration >> 8;
		io.write(bytes);
	}
}

function setUp(io: I2c, address: number): void {
	let identity: number;
	try {
		identity = identityOf(io);
		if (identity === IDENTITY) io.write(Uint8Array.of(CONFIGURATION[0], SHUT_DOWN, 0x00));
	} catch (error) {
		throw new Error(`no VEML7700 answers at address ${hex(address)}`, { cause: error });
	}
	if (identity !== IDENTITY)
		throw new Error(`the chip at ${hex(address)} is no VEML7700: its identity is ${hex(identity)}`);
}

function identityOf(io: I2c): number {
	const register = new Uint8Array(2);
	io.writeRead(DEVICE_ID, register);
	return register[0];
}

/** Low byte first (datasheet, read word protocol, which has a repeated start and no stop in between). */
function word(bytes: Uint8Array): number {
	return bytes[0] | (bytes[1] << 8);
}

/** The range in which this light has more than FEW and not more than MANY counts; `range` itself where it has, or there is no better one. */
function better(range: number, count: number): number {
	const light = count / RANGES[range].sensitivity;
	let next = range;
	if (count === SATURATED) return range > FIRST ? FIRST : 0; // how much light that is, it does not say
	if (count <= FEW) while (next < LAST && light * RANGES[next].sensitivity <= FEW) next++;
	else while (next > 0 && light * RANGES[next].sensitivity > MANY) next--;
	return next;
}

/** Application note: of 1500 lx it makes 1658 lx. Rises all the way. */
function lux(linear: number): number {
	return (((6.0135e-13 * linear - 9.3924e-9) * linear + 8.1488e-5) * linear + 1.0023) * linear;
}

export const VEML7700: CatalogEntry = Object.freeze({
	name: "veml7700",
	chip: "Vishay VEML7700",
	model: Veml7700,
	bus: "i2c",
	addresses: VEML7700_ADDRESSES,
	identify: (io) => identityOf(io) === IDENTITY,
	open: (settings, board) => new Veml7700({ sensor: i2cPlace(settings, board) }),
} satisfies CatalogEntry);
