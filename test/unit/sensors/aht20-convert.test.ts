/** "AHT20 Product manuals", version 1.1, §6: RH = S / 2^20 * 100 %, T = S / 2^20 * 200 - 50 °C. */

import { Aht20Rig } from "fakes/aht20";
import { inRange } from "fakes/sampled";
import { equal, ok, test } from "harness";
import { Aht20 } from "sensors/aht20/aht20";
import { Fault } from "sensors/sensor";

test("aht20: a reading is what the chip feels, to its resolution, over its whole range", () => {
	const rig = new Aht20Rig();
	const sensor = rig.open();
	for (const [temperature, humidity] of [
		[-39.9, 0],
		[-10.25, 12.5],
		[0, 33.33],
		[21.37, 48.25],
		[84.9, 99.99],
	]) {
		rig.temperature = temperature;
		rig.humidity = humidity;
		equal(rig.sample(sensor), Fault.None);
		ok(Math.abs(rig.values[0] - temperature) < 200 / 0x10_0000, `${rig.values[0]} for ${temperature}`);
		ok(Math.abs(rig.values[1] - humidity) < 100 / 0x10_0000, `${rig.values[1]} for ${humidity}`);
		ok(inRange(Aht20.quantities, rig.values));
	}
});

test("aht20: a temperature beyond the chip's range is out of the model's", () => {
	const rig = new Aht20Rig();
	const sensor = rig.open();
	rig.temperature = 90;
	rig.sample(sensor);
	ok(!inRange(Aht20.quantities, rig.values));
});
