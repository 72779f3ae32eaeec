import type { Clock } from "core/clock";
import type { AnalogClass } from "sensors/analog";
import type { DigitalClass } from "sensors/digital";
import type { ProbeClass } from "sensors/host/host";
import type { I2c, I2cClass, I2cOptions } from "sensors/i2c";
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
	 * Asks the chip at `io`'s address who it is, by its identity register: true when it is this model. It may throw as IO does. Models
	 * without such a register have none.
	 */
	readonly identify?: (io: I2c) => boolean;
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

/** What the board knows of the bus, its I2C class and the chip's address: an I2C driver's `sensor` options. Throws where there is no such bus. */
export function i2cPlace(settings: SensorSettings, board: Board): I2cPlace {
	const { device } = board;
	const name = settings.bus ?? DEFAULT_BUS;
	const buses = device.I2C ?? {};
	const io = device.io.I2C;
	if (!io || !Object.keys(buses).includes(name)) throw new Error(`this board has no I2C bus "${name}"${known(buses)}`);
	return { io, ...buses[name], address: settings.address };
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
