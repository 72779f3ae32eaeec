import type { I2cChip } from "./chip";
import { Ads1115Chip } from "./chips/ads1115";
import { Aht20Chip } from "./chips/aht20";
import { Bh1750Chip } from "./chips/bh1750";
import { Bme280Chip } from "./chips/bme280";
import { Bmp280Chip } from "./chips/bmp280";
import { Hdc1080Chip } from "./chips/hdc1080";
import { Ina219Chip } from "./chips/ina219";
import { Ina226Chip } from "./chips/ina226";
import { Scd4xChip } from "./chips/scd4x";
import { Sht3xChip } from "./chips/sht3x";
import { Sht4xChip } from "./chips/sht4x";
import { Tmp117Chip } from "./chips/tmp117";
import { Veml7700Chip } from "./chips/veml7700";
import type { Environment } from "./environment";
import { fieldWiring } from "./field-wiring";

/** Makes a chip's model. `now` gives the board's ticks. */
type Maker<Chip> = (environment: Environment, now: () => number) => Chip;

/** What every model of a chip has, besides what its bus asks for. */
export interface FaultyChip {
	/** What can be wrong: a field each. */
	readonly faults: object;
	/** The power was off for a moment. */
	reset?(): void;
}

/** What a fault that is no switch is set to while it is on. */
type FaultValues = Readonly<Record<string, string | number>>;

/** A chip on the I2C bus; the addresses it can have are the catalog's (sensors/catalog). */
export interface I2cRow {
	readonly bus: "i2c";
	/** As in the settings. */
	readonly model: string;
	readonly make: Maker<I2cChip & FaultyChip>;
	readonly values: FaultValues;
}

/** One row for each chip that can be put on the simulated board. A bus of another kind is another member, with what its chips are. */
export type ChipRow = I2cRow;

/** Every chip that there is a model of. */
export const CHIPS: readonly ChipRow[] = [
	i2c("ads1115", (environment, now) => new Ads1115Chip(fieldWiring(environment), now)),
	i2c("aht20", (environment, now) => new Aht20Chip(environment, now)),
	i2c("bh1750", (environment, now) => new Bh1750Chip(environment, now)),
	i2c("bme280", (environment, now) => new Bme280Chip(environment, now)),
	i2c("bmp280", (environment, now) => new Bmp280Chip(environment, now)),
	i2c("hdc1080", (environment, now) => new Hdc1080Chip(environment, now)),
	i2c("ina219", (environment, now) => new Ina219Chip(environment, now)),
	i2c("ina226", (environment, now) => new Ina226Chip(environment, now)),
	i2c("scd4x", (environment, now) => new Scd4xChip(environment, now), { badChecksum: "co2" }),
	i2c("sht3x", (environment, now) => new Sht3xChip(environment, now), { badChecksum: "temperature" }),
	i2c("sht4x", (environment, now) => new Sht4xChip(environment, now), { badChecksum: "temperature" }),
	i2c("tmp117", (environment, now) => new Tmp117Chip(environment, now)),
	i2c("veml7700", (environment, now) => new Veml7700Chip(environment, now)),
];

/** The row of that model, or undefined. */
export function findChip(model: string): ChipRow | undefined {
	return CHIPS.find((row) => row.model === model);
}

/** `values`: of the faults that are no switches. */
function i2c(model: string, make: Maker<I2cChip & FaultyChip>, values: FaultValues = {}): I2cRow {
	return { bus: "i2c", model, make, values };
}
