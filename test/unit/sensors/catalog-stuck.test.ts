/** CatalogEntry.stuckAfter: for chips whose last bits never rest; none for what may stand still for hours and be true. */

import { equal, test } from "harness";
import { MODELS } from "sensors/catalog";

/** Some 14 bits or more of an air that is never quite still, fresh with each sample. */
const LIVELY: readonly string[] = ["sht3x", "sht4x", "aht20", "hdc1080", "bme280", "bmp280", "tmp117"];

/** Each with what it is in which it may stand still. */
const CALM: Readonly<Record<string, string>> = {
	scd4x: "samples more frequent than its rhythm have the same measurement",
	bh1750: "darkness is 0 lx, all night",
	veml7700: "darkness is 0 lx, all night",
	ads1115: "an input at ground",
	ina219: "a supply without load, or a solar panel at night: 0 V and 0 A",
	ina226: "a supply without load, or a solar panel at night: 0 V and 0 A",
	ds18b20: "soil and water, in steps of 0.0625 °C",
	pms5003: "whole µg/m³: clean air is 0",
	modbus: "any register",
	soil: "the board's own converter keeps no reading that could stand for a new one; a loose wire is out of range",
	battery: "as soil",
	ntc: "as soil",
	rain: "dry weather",
	anemometer: "a calm",
	hcsr04: "a level that does not change",
	simulated: "no chip",
	host: "an idle machine, without a battery",
};

test("catalog: each model that we have has a stuckAfter, or a reason for none", () => {
	const own = MODELS.filter(({ name }) => !name.startsWith("sdk-"));
	for (const { name, stuckAfter } of own) {
		equal(stuckAfter, LIVELY.includes(name) ? 300 : undefined, name);
		equal(name in CALM, !LIVELY.includes(name), name);
	}
	equal(own.length, LIVELY.length + Object.keys(CALM).length);
});
