/** Datasheet SCD4x, version 1.3, table 11: CO2 = S ppm, T = -45 + 175 S / 65535 °C, RH = 100 S / 65535 %. */

import { inRange } from "fakes/sampled";
import { Scd4xRig } from "fakes/scd4x";
import { equal, ok, test } from "harness";
import { Scd4x } from "sensors/scd4x/scd4x";
import { Fault } from "sensors/sensor";

test("scd4x: a reading is what the chip feels, to its resolution, over its whole range", () => {
	const rig = new Scd4xRig();
	const sensor = rig.ready();
	for (const [co2, temperature, humidity] of [
		[1, -45, 0],
		[400, -10.25, 12.5],
		[2_000, 21.37, 48.25],
		[5_000, 60, 99.9],
		[40_000, 130, 100],
	]) {
		rig.co2 = co2;
		rig.temperature = temperature;
		rig.humidity = humidity;
		rig.now += 5_000;
		equal(rig.sample(sensor), Fault.None);
		equal(rig.values[0], co2);
		ok(Math.abs(rig.values[1] - temperature) < 175 / 65_535, `${rig.values[1]} for ${temperature}`);
		ok(Math.abs(rig.values[2] - humidity) < 100 / 65_535, `${rig.values[2]} for ${humidity}`);
		ok(inRange(Scd4x.quantities, rig.values));
	}
});

test("scd4x: 0 ppm is no reading of CO2; temperature and humidity stand", () => {
	const rig = new Scd4xRig();
	const sensor = rig.ready();
	rig.chip.faults.noCo2 = true;
	rig.now += 5_000;
	equal(rig.sample(sensor), Fault.None);
	equal(rig.values[0], Number.NaN);
	equal(Math.round(rig.values[1]), 20);
});
