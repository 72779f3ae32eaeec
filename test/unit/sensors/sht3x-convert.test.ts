/** Datasheet SHT3x-DIS §4.13: T = -45 + 175 S / (2^16 - 1) °C, RH = 100 S / (2^16 - 1) %. */

import { Sht3xRig } from "fakes/sht3x";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";

function reading(temperature: number, humidity: number): Float64Array {
	const rig = new Sht3xRig();
	rig.temperature = temperature;
	rig.humidity = humidity;
	const sensor = rig.ready();
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.None);
	return rig.values;
}

test("sht3x: the word 0 is -45 °C and 0 %", () => {
	equal(reading(-45, 0), Float64Array.of(-45, 0));
});

test("sht3x: the word FFFF is 130 °C and 100 %", () => {
	equal(reading(130, 100), Float64Array.of(130, 100));
});

test("sht3x: a reading is what the chip feels, to its resolution", () => {
	const values = reading(21.37, 48.25);
	ok(Math.abs(values[0] - 21.37) < 0.002, `${values[0]}`);
	ok(Math.abs(values[1] - 48.25) < 0.001, `${values[1]}`);
});
