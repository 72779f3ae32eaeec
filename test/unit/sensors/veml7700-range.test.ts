/** VEML7700 datasheet 1.7: 0.0042 lx a count at gain 2 and 800 ms, to about 140 klx. */

import { Veml7700Rig } from "fakes/light";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";
import { Veml7700 } from "sensors/veml7700/veml7700";

test("veml7700: what the chip feels comes through, from darkness to sunlight, within 1 %", () => {
	let last = -1;
	for (const illuminance of [0, 0.05, 0.4, 3, 12, 27, 53, 55, 100, 400, 999, 1_001, 5_000, 20_000, 60_000, 120_000]) {
		const rig = new Veml7700Rig();
		rig.illuminance = illuminance;
		equal(rig.sample(rig.open()), Fault.None);
		const error = Math.abs(rig.values[0] - illuminance);
		ok(error <= Math.max(0.0025, illuminance * 0.01), `${rig.values[0]} is not ${illuminance}`);
		ok(rig.values[0] > last, "it rises");
		[last] = rig.values;
		ok(rig.now <= 1_810, `${rig.now} ms`);
		ok(rig.chip.wakeUps <= 2);
	}
});

test("veml7700: beyond 140 klx the reading is beyond the quantity's range; saturated, it is a Range", () => {
	const rig = new Veml7700Rig();
	const sensor = rig.open();
	rig.illuminance = 150_000;
	equal(rig.sample(sensor), Fault.None);
	ok(rig.values[0] > (Veml7700.quantities[0].most ?? 0));
	rig.chip.write(Uint8Array.of(0x00, 0x00, 0x13));
	rig.illuminance = 1e9;
	equal(rig.sample(sensor), Fault.Range);
});

test("veml7700: a sample is over in the time that the model is allowed, whatever the light does", () => {
	for (const lights of [
		[0, 1e6],
		[1e6, 0],
		[30, 0],
		[500, 500],
	]) {
		const rig = new Veml7700Rig();
		const sensor = rig.open();
		sensor.start();
		let fault = Fault.Busy;
		for (let i = 0; fault === Fault.Busy; i++) {
			rig.illuminance = lights[i % 2];
			rig.now += sensor.waitMs;
			fault = sensor.take(rig.values);
		}
		ok(rig.now <= Veml7700.timeoutMs, `${rig.now} ms`);
	}
});

test("veml7700: a count of another range that is still in the register is not taken for this one's", () => {
	const rig = new Veml7700Rig();
	const sensor = rig.open();
	rig.illuminance = 1;
	equal(rig.sample(sensor), Fault.None);
	rig.illuminance = 3_000;
	equal(rig.sample(sensor), Fault.None);
	ok(Math.abs(rig.values[0] - 3_000) < 30, `${rig.values[0]}`);
});
