/*
 * Maxim DS18B20 over 1-Wire: temperature. Source of what is not marked otherwise: "DS18B20 Programmable Resolution 1-Wire Digital
 * Thermometer", 19-7487 Rev 6, 7/19, Maxim Integrated; names in quotes are its sections. What is known of the byte it calls reserved, and
 * of the many copies of the chip, is from C. Petrich, "Your DS18B20 temperature sensor is likely a fake, counterfeit, clone..."
 * (github.com/cpetrich/counterfeit_DS18B20), called [Petrich].
 */
import { crc8Maxim } from "sensors/crc8-maxim";
import { type CatalogEntry, needs, numberOf } from "sensors/entry";
import type { OneWire, OneWireClass } from "sensors/one-wire";
import { familyName, isRom, leaseOneWire, romOf, romText } from "sensors/one-wire-rom";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";
import type { Lease, Shared } from "sensors/shared";

/** Family code of the chip ("64-Bit Lasered ROM Code"). */
const FAMILY = 0x28;

/** ROM command ("ROM Commands"): the device with the code that follows is meant, and no other. */
const MATCH_ROM = 0x55;
/** Function commands ("DS18B20 Function Commands"). */
const enum Command {
	ConvertT = 0x44,
	WriteScratchpad = 0x4e,
	ReadPowerSupply = 0xb4,
	ReadScratchpad = 0xbe,
}

/** The nine bytes ("Memory", figure 8): temperature, TH, TL, configuration, three reserved ones, CRC. */
const enum Pad {
	Low = 0,
	High = 1,
	AlarmHigh = 2,
	AlarmLow = 3,
	Configuration = 4,
	/** Reserved. In an original 0x0C from its power-on until its first conversion, which then makes it something else [Petrich]. */
	Counter = 6,
	Crc = 8,
	Length = 9,
}

/** Alarm limits that never are an alarm, 125 °C and -55 °C. No chip comes with them, so they are as well the mark that we were here. */
const ALARM_HIGH = 125;
const ALARM_LOW = 0xc9;
/** 12 bit ("Configuration Register", table 2). */
const CONFIGURATION = 0x7f;
/** Bits of that register which are 0 and 1 whatever is written to it (figure 10). */
const FIXED_MASK = 0x9f;
const FIXED_BITS = 0x1f;
/** Temperature register at power-on: 85 °C ("Operation—Measuring Temperature"). */
const POWER_ON = 0x0550;
const POWER_ON_COUNTER = 0x0c;
/** Degrees a step (table 1). */
const STEP = 1 / 16;

/** Where the sensor is. */
export interface Ds18b20Options {
	readonly sensor: {
		readonly io: OneWireClass;
		readonly pin: number;
		/** ROM code, 16 hexadecimal digits; not set: the only device on the pin. */
		readonly rom?: string | undefined;
	};
	/** What is on the same pin shares the bus. */
	readonly shared: Shared;
}

/**
 * A DS18B20 at 12 bit, 0.0625 °C, in 750 ms ("AC Electrical Characteristics", tCONV). Several on one pin convert at the same time: each is
 * spoken to by its ROM code alone, and none needs the line for its conversion, since parasite power is refused.
 *
 * Each `start` writes the configuration before it converts, so a chip that was reset meanwhile, or that came with 9 bit in its EEPROM,
 * measures like any other; nothing is written to the EEPROM. A reset between `start` and `take` is noticed: the alarm limits that `start`
 * wrote are gone, or the temperature is the 85 °C of the power-on and the reserved byte 6 says that no conversion has been. 85 °C that were
 * measured pass, but in copies whose byte 6 is 0x0C for ever ([Petrich], family C), which lose exactly 85.0000 °C.
 */
export class Ds18b20 implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "temperature", unit: "°C", digits: 2, least: -55, most: 125 },
	]);
	static readonly conversionMs = 760;

	private lease: Lease<OneWire> | undefined;
	private started = false;
	private readonly configure: Uint8Array;
	private readonly convert: Uint8Array;
	private readonly request: Uint8Array;
	private readonly pad = new Uint8Array(Pad.Length);

	/**
	 * Opens the bus and speaks to the chip: some 20 ms, and without `rom` a search of some 150 ms a device. Throws a RangeError for a ROM
	 * code that there cannot be, an Error when the chip is not there, is none of the family, or has no supply of its own; without `rom` also
	 * when there are several devices, which it names. The bus is released then.
	 */
	constructor({ sensor, shared }: Ds18b20Options) {
		const { io, pin } = sensor;
		const wanted = sensor.rom === undefined ? undefined : romOf(sensor.rom);
		if (wanted) checkFamily(wanted, pin);
		const lease = leaseOneWire(shared, io, pin);
		try {
			const rom = wanted ?? findOnly(lease.thing, pin);
			this.configure = command(rom, Command.WriteScratchpad, ALARM_HIGH, ALARM_LOW, CONFIGURATION);
			this.convert = command(rom, Command.ConvertT);
			this.request = command(rom, Command.ReadScratchpad);
			this.greet(lease.thing, rom, pin);
		} catch (error) {
			lease.close();
			throw error;
		}
		this.lease = lease;
	}

	/** Starts a conversion. Fault.Absent: nothing on the pin answers. */
	start(): Fault {
		const bus = this.lease?.thing;
		this.started = false;
		if (!bus?.reset()) return Fault.Absent;
		bus.write(this.configure);
		if (!bus.reset()) return Fault.Absent;
		bus.write(this.convert);
		this.started = true;
		return Fault.None;
	}

	/**
	 * Fills in °C (-55 to 125). Fault.Busy: not started. Fault.Absent: nothing answers, or not this one. Fault.Checksum: the CRC, or the bits
	 * of the configuration that never change, which refuses nine zeros, whose CRC is right. Fault.Timeout: the chip was reset since `start`,
	 * by a supply that broke down for a moment, and has not converted.
	 */
	take(values: Float64Array): Fault {
		const bus = this.lease?.thing;
		const pad = this.pad;
		if (!bus) return Fault.Absent;
		if (!this.started) return Fault.Busy;
		this.started = false;
		const fault = readPad(bus, this.request, pad);
		if (fault !== Fault.None) return fault;
		if (wasReset(pad)) return Fault.Timeout;
		values[0] = celsius(pad);
		return Fault.None;
	}

	close(): void {
		this.lease?.close();
		this.lease = undefined;
	}

	private greet(bus: OneWire, rom: Uint8Array, pin: number): void {
		const pad = this.pad;
		const name = `the DS18B20 ${romText(rom)}`;
		let fault = readPad(bus, this.request, pad);
		if (fault === Fault.Checksum) fault = readPad(bus, this.request, pad);
		if (fault === Fault.Absent) throw new Error(`${name} is not on pin ${pin}: ${describe(bus.search())}`);
		if (fault !== Fault.None)
			throw new Error(`${name} on pin ${pin} cannot be understood: check the cable and its pull-up`);
		const power = new Uint8Array(1);
		bus.reset();
		bus.write(command(rom, Command.ReadPowerSupply));
		bus.read(power);
		// "Read Power Supply": one that lives on the data line pulls it low.
		if (power[0] !== 0xff)
			throw new Error(`${name} on pin ${pin} has no supply: connect its VDD pin, parasite power is not supported`);
	}
}

function command(rom: Uint8Array, ...bytes: readonly number[]): Uint8Array {
	return Uint8Array.of(MATCH_ROM, ...rom, ...bytes);
}

function checkFamily(rom: Uint8Array, pin: number): void {
	if (rom[0] === FAMILY) return;
	throw new RangeError(
		`${romText(rom)} on pin ${pin} is no DS18B20: its ROM code begins with ${rom[0].toString(16)}, not 28`,
	);
}

function findOnly(bus: OneWire, pin: number): Uint8Array {
	const found = bus.search();
	if (found.length > 1) throw new Error(`several devices on pin ${pin}: set rom to one of them; ${describe(found)}`);
	if (found.length === 0) throw new Error(`no DS18B20 answers on pin ${pin}: ${describe(found)}`);
	const [rom] = found;
	if (!isRom(rom)) throw new Error(`the ROM code on pin ${pin} cannot be read: check the cable and its pull-up`);
	checkFamily(rom, pin);
	return rom;
}

/** What a search has found, for people. */
function describe(found: readonly Uint8Array[]): string {
	if (found.length === 0) return "nothing answers there; check its wires and the pull-up of 4.7 kΩ";
	return `there are ${found.map((rom) => (isRom(rom) ? `${romText(rom)} ${familyName(rom)}`.trimEnd() : "one that cannot be read")).join(", ")}`;
}

/** A device that is not there reads as ones. */
function readPad(bus: OneWire, request: Uint8Array, pad: Uint8Array): Fault {
	if (!bus.reset()) return Fault.Absent;
	bus.write(request);
	bus.read(pad);
	let ones = 0xff;
	for (let i = 0; i < Pad.Length; i++) ones &= pad[i];
	if (ones === 0xff) return Fault.Absent;
	const isSound = crc8Maxim(pad, Pad.Length) === 0 && (pad[Pad.Configuration] & FIXED_MASK) === FIXED_BITS;
	return isSound ? Fault.None : Fault.Checksum;
}

function wasReset(pad: Uint8Array): boolean {
	if (pad[Pad.AlarmHigh] !== ALARM_HIGH || pad[Pad.AlarmLow] !== ALARM_LOW) return true;
	return ((pad[Pad.High] << 8) | pad[Pad.Low]) === POWER_ON && pad[Pad.Counter] === POWER_ON_COUNTER;
}

/** The low bits of one that has less than 12 bit are undefined ("Operation—Measuring Temperature"): a copy that does not take its configuration. */
function celsius(pad: Uint8Array): number {
	const missing = 3 - ((pad[Pad.Configuration] >> 5) & 3);
	const steps = (((pad[Pad.High] << 8) | pad[Pad.Low]) << 16) >> 16;
	return (steps >> missing) * (1 << missing) * STEP;
}

export const DS18B20: CatalogEntry = Object.freeze({
	name: "ds18b20",
	chip: "Maxim DS18B20",
	model: Ds18b20,
	bus: "one-wire",
	options: Object.freeze([{ key: "pin", required: true }, { key: "rom" }]),
	open(settings, board) {
		const io = needs(board.device.io.OneWire, "1-Wire master");
		const rom = settings.options?.rom;
		return new Ds18b20({
			sensor: { io, pin: numberOf(settings, "pin"), rom: rom === undefined ? undefined : String(rom) },
			shared: board.shared,
		});
	},
} satisfies CatalogEntry);
