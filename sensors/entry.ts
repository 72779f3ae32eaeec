import type { Clock } from "core/clock";
import type { AnalogClass } from "sensors/analog";
import { freeBus } from "sensors/bus-recovery";
import { busKey, counted } from "sensors/bus-users";
import type { DigitalClass } from "sensors/digital";
import type { ProbeClass } from "sensors/host/host";
import { BusState, type I2c, type I2cClass, type I2cOptions } from "sensors/i2c";
import type { OneWireClass } from "sensors/one-wire";
import type { PulseCounterClass } from "sensors/pulses";
import type { Quantity, Sensor, SensorModel } from "sensors/sensor";
import type { SerialClass } from "sensors/serial";
import type { Shared } from "sensors/shared";

/** What a sensor's own settings hold. */
export type OptionValue = string | number;

/** The model's own settings, `sensor.<name>.<key>`, checked: what is set, else the model's fallback. */
export interface SensorSettings {
	readonly model: string;
	/** 7-bit I2C address, or a Modbus server's; the model's usual one when not set. */
	readonly address?: number | undefined;
	/** Name of the board's I2C bus; "default" when not set. */
	readonly bus?: string | undefined;
	/** Milliseconds from one sample to the next, for chips that measure in a rhythm of their own. */
	readonly intervalMs?: number;
	/** The other ones, by key. */
	readonly options?: { readonly [key: string]: OptionValue | undefined };
}

/** One setting that a model reads besides model, interval, address and bus. */
export interface SensorOption {
	/** As in settings/sensor-schema: `sensor.<name>.<key>`. */
	readonly key: string;
	/** There is no sensor without it. */
	readonly required?: boolean;
	/** What counts when it is not set. */
	readonly fallback?: OptionValue;
	/** It names a pin that must be an analog input. */
	readonly analog?: boolean;
}

/** What the catalog needs of a board. On a device: its `device`, a clock, a random number source. */
export interface Board {
	readonly device: BoardDevice;
	readonly clock: Clock;
	/** What several sensors use together. */
	readonly shared: Shared;
	/** A number in [0, 1). */
	random(): number;
}

/** The IO of a board, as ECMA-419's `device` has it; what a board lacks is undefined. */
export interface BoardDevice {
	readonly io: {
		readonly I2C?: I2cClass;
		/** Registers over I2C, for the SDK's own drivers (sensors/sdk). */
		readonly SMBus?: I2cClass | undefined;
		readonly Analog?: AnalogClass;
		readonly Digital?: DigitalClass;
		readonly Serial?: SerialClass;
		readonly OneWire?: OneWireClass | undefined;
		readonly PulseCounter?: PulseCounterClass | undefined;
		readonly Probe?: ProbeClass;
	};
	/** Buses by name, each with what its I2C class needs to know (pins, port, its own `io`). */
	readonly I2C?: { readonly [bus: string]: object };
}

/** One sensor model that the firmware knows. A driver exports its own; sensors/catalog lists them. */
export interface CatalogEntry {
	/** As in the settings. */
	readonly name: string;
	/** Maker and chip, for people. */
	readonly chip: string;
	readonly model: Pick<SensorModel, "quantities" | "conversionMs" | "timeoutMs">;
	/** How its IO is found. */
	readonly bus: "i2c" | "one-wire" | "serial" | "pins" | "probe" | "none";
	/** I2C addresses the chip can have, the usual one first. */
	readonly addresses?: readonly number[];
	/** The settings it reads. */
	readonly options?: readonly SensorOption[];
	/** The quantities, where they depend on its settings; those of the model otherwise. Throws an Error of one line for settings that cannot work. */
	readonly quantities?: (options: NonNullable<SensorSettings["options"]>) => readonly Quantity[];
	/**
	 * Asks the chip at `io`'s address who it is, by its identity register or serial number: true when it is this model, false when it is another
	 * chip. It throws as IO does, and where the answer tells nothing. Models without such a thing have none.
	 */
	readonly identify?: (io: I2c) => boolean;
	/**
	 * So many samples in a row may have the same readings to the last bit, if the sensor's setting does not say another number; one more is a
	 * Fault.Stuck. Not set: any number, for a model whose readings may well stand still.
	 */
	readonly stuckAfter?: number;
	/** Makes one; throws as the model's constructor does, and with one clear line when the board lacks what it needs. */
	readonly open: (settings: SensorSettings, board: Board) => Sensor;
}

/** Where an I2C chip is: the bus of the board with the I2C class, and its address if it is not the usual one. */
export interface I2cPlace extends Partial<Omit<I2cOptions, "address">> {
	readonly io: I2cClass;
	readonly address?: number | undefined;
}

/** The bus a sensor is on when the settings do not name one. */
const DEFAULT_BUS = "default";

/**
 * Milliseconds until a transfer is given up; the SDK's class waits 400 (modules/io/i2c/esp32/_i2c.c). The longest sound one is far below: 30
 * bytes at 100 kHz are 3 ms, and an ESP32 ends a clock that is stretched for more than 13.1 ms by itself (20 bits of its 80 MHz). What a bus
 * that does not move costs: docs/sensors.md.
 */
export const I2C_TIMEOUT_MS = 50;

/** A bus of the board, as `device.I2C` has it. */
interface Bus extends Partial<Omit<I2cOptions, "address">> {
	readonly io?: I2cClass;
}

/**
 * What the board knows of the bus, its I2C class and the chip's address: an I2C driver's `sensor` options. What is opened with them counts as
 * a user of the bus (busState). Throws where there is no such bus.
 */
export function i2cPlace(settings: SensorSettings, board: Board, io = board.device.io.I2C): I2cPlace {
	const bus = busOf(settings, board);
	const name = settings.bus ?? DEFAULT_BUS;
	if (!io || !bus) throw new Error(`this board has no I2C bus "${name}"${known(board.device.I2C ?? {})}`);
	const own = io === board.device.io.I2C ? (bus.io ?? io) : io;
	const { shared } = board;
	const key = busKey(bus.data, bus.clock);
	return { timeout: I2C_TIMEOUT_MS, ...bus, io: counted(own, shared, key), address: settings.address };
}

/**
 * How the I2C bus is that these settings name: looked at, and freed where it can be, when nobody has it open and its pins are numbers
 * (sensors/bus-recovery). BusState.Sound where nobody could look.
 */
export function busState(settings: SensorSettings, board: Board): BusState {
	const { Digital } = board.device.io;
	const { data, clock } = busOf(settings, board) ?? {};
	if (!Digital || typeof data !== "number" || typeof clock !== "number") return BusState.Sound;
	return board.shared.has(busKey(data, clock)) ? BusState.Sound : freeBus(Digital, data, clock);
}

function busOf(settings: SensorSettings, { device: { I2C = {} } }: Board): Bus | undefined {
	const name = settings.bus ?? DEFAULT_BUS;
	return Object.keys(I2C).includes(name) ? I2C[name] : undefined;
}

/** The class `io` of the board, or an Error that says that the board has none of `what`. */
export function needs<Class>(io: Class | undefined, what: string): Class {
	if (io === undefined) throw new Error(`this board has no ${what}`);
	return io;
}

/** The number that the settings have for `key`. TypeError where there is none: the model's row must name it, required or with a fallback. */
export function numberOf(settings: SensorSettings, key: string): number {
	const value = settings.options?.[key];
	if (typeof value !== "number") throw new TypeError(`sensor option ${key} is no number`);
	return value;
}

/** The address as datasheets write it. */
export function hex(address: number): string {
	return `0x${address.toString(16).padStart(2, "0")}`;
}

function known(buses: object): string {
	const names = Object.keys(buses);
	return names.length ? `: it has ${names.join(", ")}` : "";
}
