/** Sensirion/embedded-i2c-sht4x: T = 175 S / 65535 - 45 °C, RH = 125 S / 65535 - 6 %; datasheet SHT4x: cropped to 0 to 100 %. */

import { inRange } from "fakes/sampled";
import { Sht4xRig } from "fakes/sht4x";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";
import { Sht4x } from "sensors/sht4x/sht4x";

test("sht4x: a reading is what the chip feels, to its resolution, over its whole range", () => {
	const rig = new Sht4xRig();
	const sensor = rig.open();
	for (const [temperature, humidity] of [
		[-40, 0],
		[-10.25, 12.5],
		[0, 33.33],
		[21.37, 48.25],
		[60, 99.9],
		[125, 100],
	]) {
		rig.temperature = temperature;
		rig.humidity = humidity;
		equal(rig.sample(sensor), Fault.None);
		ok(Math.abs(rig.values[0] - temperature) < 175 / 65_535, `${rig.values[0]} for ${temperature}`);
		ok(Math.abs(rig.values[1] - humidity) < 125 / 65_535, `${rig.values[1]} for ${humidity}`);
	}
});

test("sht4x: humidity that the formula puts below 0 or above 100 % is cut off there", () => {
	const rig = new Sht4xRig();
	const sensor = rig.open();
	rig.humidity = -3;
	rig.sample(sensor);
	equal(rig.values[1], 0);
	rig.humidity = 110;
	rig.sample(sensor);
	equal(rig.values[1], 100);
});

test("sht4x: a temperature beyond the chip's range is out of the model's", () => {
	const rig = new Sht4xRig();
	const sensor = rig.open();
	rig.temperature = 130;
	rig.sample(sensor);
	ok(!inRange(Sht4x.quantities, rig.values));
});

test("sht4x: the words of a damaged chip, 8000 8000, are Defective and not 42.5 °C (elixir-sensors/sht4x, issue 29)", () => {
	const rig = new Sht4xRig();
	const sensor = rig.open();
	rig.chip.faults.damaged = true;
	equal(rig.sample(sensor), Fault.Defective);
});
