import type { Clock } from "core/clock";
import { Host, type ProbeClass } from "sensors/host/host";
import type { I2cClass } from "sensors/i2c";
import type { Sensor, SensorModel } from "sensors/sensor";
import { SHT3X_ADDRESSES, Sht3x, type Sht3xOptions } from "sensors/sht3x/sht3x";
import { Simulated } from "sensors/simulated/simulated";

/** The bus a sensor is on when the settings do not name one. */
const DEFAULT_BUS = "default";

/** What the catalog needs of a board. On a device: its `device`, a clock, a random number source. */
export interface Board {
	readonly device: {
		readonly io: { readonly I2C?: I2cClass; readonly Probe?: ProbeClass };
		/** Buses by name, each with what its I2C class needs to know (pins, port, its own `io`). */
		readonly I2C?: { readonly [bus: string]: object };
	};
	readonly clock: Clock;
	/** A number in [0, 1). */
	random(): number;
}

/** A sensor as the settings have it: `sensor.<name>.model`, `.address`, `.bus`. */
export interface SensorSettings {
	readonly model: string;
	/** 7-bit I2C address; the model's usual one when not set. */
	readonly address?: number | undefined;
	/** Name of the board's bus; "default" when not set. */
	readonly bus?: string | undefined;
}

/** One sensor model that the firmware knows. */
export interface CatalogEntry {
	/** As in the settings. */
	readonly name: string;
	readonly model: SensorModel;
	/** How its IO is found: an I2C bus of the board, the PC's probe, or none at all. */
	readonly bus: "i2c" | "probe" | "none";
	/** I2C addresses the chip can have, the usual one first. */
	readonly addresses?: readonly number[];
	/** Makes one; throws as the model's constructor does, and with one clear line when the board lacks what it needs. */
	readonly open: (settings: SensorSettings, board: Board) => Sensor;
}

/** Every sensor model. A new driver gets its row here. */
export const MODELS: readonly CatalogEntry[] = Object.freeze([
	{
		name: "sht3x",
		model: Sht3x,
		bus: "i2c",
		addresses: SHT3X_ADDRESSES,
		open: (settings: SensorSettings, board: Board) => new Sht3x({ sensor: i2cOptions(settings, board) }),
	},
	{
		name: "simulated",
		model: Simulated,
		bus: "none",
		open: (_settings: SensorSettings, board: Board) =>
			new Simulated({ clock: board.clock, random: () => board.random() }),
	},
	{
		name: "host",
		model: Host,
		bus: "probe",
		open: (_settings: SensorSettings, board: Board) => new Host({ sensor: { io: board.device.io.Probe } }),
	},
] satisfies CatalogEntry[]);

/** The model of that name, or undefined. */
export function findModel(name: string): CatalogEntry | undefined {
	return MODELS.find((entry) => entry.name === name);
}

/** What the settings may say of each model: its quantities in the order of its readings, and its I2C addresses. */
export function modelFacts() {
	return MODELS.map(({ name, model, addresses }) => ({ name, quantities: model.quantities, addresses }));
}

/**
 * Opens the sensor that the settings describe. Throws an Error whose message is one line for people: the model is unknown,
 * the address is not one the chip can have, the board lacks the bus, or no chip answers. Nothing is left open then.
 */
export function openSensor(settings: SensorSettings, board: Board): Sensor {
	const entry = findModel(settings.model);
	if (!entry)
		throw new Error(
			`unknown sensor model "${settings.model}": allowed are ${MODELS.map((row) => row.name).join(", ")}`,
		);
	checkAddress(entry, settings.address);
	return entry.open(settings, board);
}

function checkAddress(entry: CatalogEntry, address: number | undefined): void {
	if (address === undefined || entry.addresses?.includes(address)) return;
	const allowed = entry.addresses ? entry.addresses.map(hex).join(" or ") : "none";
	throw new RangeError(`sensor model ${entry.name} cannot have address ${hex(address)}: allowed is ${allowed}`);
}

/** What the board knows of the bus, its I2C class and the chip's address: an I2C driver's `sensor` options. */
function i2cOptions(settings: SensorSettings, board: Board): Sht3xOptions["sensor"] {
	const { device } = board;
	const name = settings.bus ?? DEFAULT_BUS;
	const buses = device.I2C ?? {};
	const io = device.io.I2C;
	if (!io || !Object.keys(buses).includes(name)) throw new Error(`this board has no I2C bus "${name}"${known(buses)}`);
	return { io, ...buses[name], address: settings.address };
}

function known(buses: object): string {
	const names = Object.keys(buses);
	return names.length ? `: it has ${names.join(", ")}` : "";
}

function hex(address: number): string {
	return `0x${address.toString(16)}`;
}
