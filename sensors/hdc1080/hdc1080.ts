/*
 * Texas Instruments HDC1080 over I2C: temperature and relative humidity.
 * Source of the facts here: datasheet "HDC1080 Low Power, High Accuracy Digital Humidity Sensor with Temperature Sensor", SNAS672A, January 2016,
 * ti.com, as far as it could be seen; § numbers are its own. Those that were read elsewhere name where.
 */
import { type CatalogEntry, hex, type I2cPlace, i2cPlace } from "sensors/entry";
import type { I2c } from "sensors/i2c";
import { hexWord, NO_ANSWER, Registers } from "sensors/registers";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** The only one (§7.5.1.1). */
export const HDC1080_ADDRESSES: readonly number[] = Object.freeze([0x40]);

/** Registers (§7.6, table of registers). */
const enum Register {
	Configuration = 0x02,
	Maker = 0xfe,
	Device = 0xff,
}

/** The pointer alone, at the temperature: the trigger (§7.5.1.3). */
const MEASURE = Uint8Array.of(0x00);
/** "TI" (§7.6.5): INA226 and others say so too. */
const TEXAS_INSTRUMENTS = 0x5449;
/** §7.6.6. The HDC1050 has the same one (Zephyr, drivers/sensor/ti/ti_hdc/ti_hdc.h), and the same registers. */
const DEVICE = 0x1050;
/** Both in sequence, 14 bits each, no heater (§7.6.3): the value after a reset as well. */
const CONFIGURATION = 0x1000;
/** Bits of the configuration that read as written: all but BTST, the supply's state. */
const WRITTEN = 0xf7ff;
/** Temperature, then humidity. */
const RESULT_LENGTH = 4;
/** Of a result; it cannot be one, as the lowest two bits are always 0 (§7.6.1). */
const NOTHING = 0xffff;
/** 2^16 (§7.6.1, §7.6.2). */
const FULL_SCALE = 65_536;
/** Standard mode, for the pull-ups of modules and the capacitance of a cable. */
const HZ = 100_000;

/** Where the chip is; its address is 0x40. */
export interface Hdc1080Options {
	readonly sensor: I2cPlace;
}

/**
 * An HDC1080, triggered once a sample: the temperature in 6.35 ms and the humidity in 6.5 ms (§6.5), one after the other, 14 bits each. The datasheet
 * has no longest time; half as much again is allowed for, and a chip that is slower still does not acknowledge, and is asked again. It sleeps
 * in between. The heater is never used.
 *
 * There is no checksum. The configuration is written with each start and must read back behind the result, which a bus stuck at one level
 * does not give. A chip that lost its power has that configuration too, but results of 0, which would be -40 °C and 0 %: both at once are
 * no reading, and the conversion is begun again. So it is when the humidity is 0xFFFF, which comes for one that was not asked for (e2e.ti.com,
 * thread 553297).
 */
export class Hdc1080 implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "temperature", unit: "°C", digits: 2, least: -40, most: 125 },
		{ name: "humidity", unit: "%", digits: 2, least: 0, most: 100 },
	]);
	static readonly conversionMs = 20;

	private io: I2c | undefined;
	private readonly registers: Registers;
	private readonly raw = new Uint8Array(RESULT_LENGTH);
	private started = false;

	/**
	 * Opens the bus and reads the two identities. RangeError for an address the chip cannot have, before anything is opened; an Error when
	 * nothing acknowledges there or another chip does, with the bus closed again; what the I2C class throws passes through.
	 */
	constructor(options: Hdc1080Options) {
		const address = options.sensor.address ?? HDC1080_ADDRESSES[0];
		if (!HDC1080_ADDRESSES.includes(address)) throw new RangeError(`an HDC1080 has address 0x40, not ${hex(address)}`);
		const io = new options.sensor.io({ hz: HZ, ...options.sensor, address });
		this.registers = new Registers(io);
		const problem = refusal(this.registers, address);
		if (problem !== undefined) {
			io.close();
			throw new Error(problem);
		}
		this.io = io;
	}

	/** Starts a conversion; one that is under way begins anew. Fault.Absent: the chip does not acknowledge. */
	start(): Fault {
		const io = this.io;
		if (!io || !this.registers.write(Register.Configuration, CONFIGURATION)) return Fault.Absent;
		try {
			io.write(MEASURE);
		} catch {
			return Fault.Absent;
		}
		this.started = true;
		return Fault.None;
	}

	/**
	 * Fills in °C (-40 to 125), then % relative humidity (0 to 100). Fault.Busy: it was not started, was begun again, or does not acknowledge
	 * the read, as while it converts or is gone; the next `start` tells. Fault.Absent: it went behind the result.
	 */
	take(values: Float64Array): Fault {
		const io = this.io;
		const raw = this.raw;
		if (!io) return Fault.Absent;
		if (!this.started) return Fault.Busy;
		try {
			io.read(raw);
		} catch {
			return Fault.Busy;
		}
		const configuration = this.registers.read(Register.Configuration);
		if (configuration === NO_ANSWER) return Fault.Absent;
		const temperature = (raw[0] << 8) | raw[1];
		const humidity = (raw[2] << 8) | raw[3];
		const none = (temperature === 0 && humidity === 0) || temperature === NOTHING || humidity === NOTHING;
		if (none || (configuration & WRITTEN) !== CONFIGURATION) return this.again();
		values[0] = -40 + (165 * temperature) / FULL_SCALE;
		values[1] = (100 * humidity) / FULL_SCALE;
		this.started = false;
		return Fault.None;
	}

	close(): void {
		this.io?.close();
		this.io = undefined;
	}

	private again(): Fault {
		const fault = this.start();
		return fault === Fault.None ? Fault.Busy : fault;
	}
}

/** Why the chip is none of ours, or undefined. Reads only. */
function refusal(registers: Registers, address: number): string | undefined {
	const maker = registers.read(Register.Maker);
	const device = registers.read(Register.Device);
	if (maker === NO_ANSWER || device === NO_ANSWER) return `no HDC1080 answers at address ${hex(address)}`;
	if (maker === TEXAS_INSTRUMENTS && device === DEVICE) return undefined;
	return `the chip at ${hex(address)} is no HDC1080: its identity is ${hexWord(maker)} ${hexWord(device)}`;
}

/** True for an HDC1080. Throws where nothing acknowledges, which tells nothing. */
function identify(io: I2c): boolean {
	const registers = new Registers(io);
	const maker = registers.read(Register.Maker);
	if (maker === NO_ANSWER) throw new Error("no answer");
	return maker === TEXAS_INSTRUMENTS && registers.read(Register.Device) === DEVICE;
}

export const HDC1080: CatalogEntry = Object.freeze({
	name: "hdc1080",
	chip: "Texas Instruments HDC1080",
	model: Hdc1080,
	bus: "i2c",
	addresses: HDC1080_ADDRESSES,
	identify,
	stuckAfter: 300,
	open: (settings, board) => new Hdc1080({ sensor: i2cPlace(settings, board) }),
} satisfies CatalogEntry);
