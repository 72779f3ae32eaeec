import { DS18B20 } from "sensors/ds18b20/ds18b20";
import type { Board, CatalogEntry, SensorSettings } from "sensors/entry";
import { hex } from "sensors/entry";
import { HOST } from "sensors/host/host";
import { MODBUS } from "sensors/modbus/modbus";
import { PMS5003 } from "sensors/pms5003/pms5003";
import type { Sensor } from "sensors/sensor";
import { SHT3X } from "sensors/sht3x/sht3x";
import { SIMULATED } from "sensors/simulated/simulated";

export type { Board, CatalogEntry, SensorSettings } from "sensors/entry";

/** Every sensor model. A new driver's entry gets its line here. */
export const MODELS: readonly CatalogEntry[] = Object.freeze([SHT3X, DS18B20, PMS5003, MODBUS, SIMULATED, HOST]);

/** The model of that name, or undefined. */
export function findModel(name: string): CatalogEntry | undefined {
	return MODELS.find((entry) => entry.name === name);
}

/** What the settings may say of each model (publisher/plan). */
export function modelFacts() {
	return MODELS.map(({ name, model, addresses, options = [], quantities }) => ({
		name,
		quantities: model.quantities,
		quantitiesOf: quantities,
		addresses,
		options,
	}));
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
