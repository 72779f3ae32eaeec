import drivers from "platform/sdk-sensors";
import { ADS1115 } from "sensors/ads1115/ads1115";
import { AHT20 } from "sensors/aht20/aht20";
import { ANEMOMETER } from "sensors/anemometer/anemometer";
import { BATTERY } from "sensors/battery/battery";
import { BH1750 } from "sensors/bh1750/bh1750";
import { BME280 } from "sensors/bme280/bme280";
import { BMP280 } from "sensors/bmp280/bmp280";
import { DS18B20 } from "sensors/ds18b20/ds18b20";
import type { Board, CatalogEntry, SensorSettings } from "sensors/entry";
import { hex } from "sensors/entry";
import { HCSR04 } from "sensors/hcsr04/hcsr04";
import { HDC1080 } from "sensors/hdc1080/hdc1080";
import { HOST } from "sensors/host/host";
import { INA219 } from "sensors/ina219/ina219";
import { INA226 } from "sensors/ina226/ina226";
import { MODBUS } from "sensors/modbus/modbus";
import { NTC } from "sensors/ntc/ntc";
import { PMS5003 } from "sensors/pms5003/pms5003";
import { RAIN } from "sensors/rain/rain";
import { SCD4X } from "sensors/scd4x/scd4x";
import { missingWords, SDK_ROWS, sdkEntries } from "sensors/sdk/entries";
import type { Sensor } from "sensors/sensor";
import { SHT3X } from "sensors/sht3x/sht3x";
import { SHT4X } from "sensors/sht4x/sht4x";
import { SIMULATED } from "sensors/simulated/simulated";
import { SOIL } from "sensors/soil/soil";
import { TMP117 } from "sensors/tmp117/tmp117";
import { VEML7700 } from "sensors/veml7700/veml7700";

export type { Board, CatalogEntry, SensorSettings } from "sensors/entry";

/** Every sensor model. A new driver's entry gets its line here. */
export const MODELS: readonly CatalogEntry[] = Object.freeze([
	SHT3X,
	SHT4X,
	AHT20,
	HDC1080,
	BME280,
	BMP280,
	TMP117,
	SCD4X,
	BH1750,
	VEML7700,
	ADS1115,
	INA219,
	INA226,
	DS18B20,
	PMS5003,
	MODBUS,
	SOIL,
	BATTERY,
	NTC,
	RAIN,
	ANEMOMETER,
	HCSR04,
	SIMULATED,
	HOST,
	...sdkEntries(drivers),
]);

/** The model of that name, or undefined. */
export function findModel(name: string): CatalogEntry | undefined {
	return MODELS.find((entry) => entry.name === name);
}

const NOTHING: readonly string[] = Object.freeze([]);

/** What the settings may say of each model (publisher/plan); made here, so that on a board it is in flash. */
const FACTS = Object.freeze([
	...MODELS.map(({ name, model, addresses, bus, options = [], quantities, stuckAfter }) =>
		Object.freeze({
			name,
			quantities: model.quantities,
			quantitiesOf: quantities,
			addresses,
			bus,
			options,
			needs: Object.freeze(options.filter(({ required }) => required).map(({ key }) => key)),
			stuckAfter,
			missing: undefined,
		}),
	),
	...SDK_ROWS.filter(({ name }) => !findModel(name)).map((row) =>
		Object.freeze({ name: row.name, quantities: row.quantities, needs: NOTHING, missing: missingWords(row) }),
	),
]);

/** What the settings may say of each model, and of those of the SDK's drivers that are not in this image. */
export function modelFacts() {
	return FACTS;
}

/**
 * Opens the sensor that the settings describe. Throws an Error whose message is one line for people: the model is unknown,
 * the address is not one the chip can have, the board lacks the bus, or no chip answers. Nothing is left open then.
 */
export function openSensor(settings: SensorSettings, board: Board): Sensor {
	const entry = findModel(settings.model);
	const row = entry ? undefined : SDK_ROWS.find(({ name }) => name === settings.model);
	if (row) throw new Error(missingWords(row));
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
