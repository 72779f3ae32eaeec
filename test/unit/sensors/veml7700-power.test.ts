/** VEML7700 datasheet: behind power-on the chip is shut down, with 0 in its data register. */

import { Veml7700Rig } from "fakes/light";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";

test("veml7700: power lost between two samples does no harm", () => {
	const rig = new Veml7700Rig();
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.None);
	rig.chip.reset();
	equal(rig.sample(sensor), Fault.None);
	ok(Math.abs(rig.values[0] - 400) < 4, `${rig.values[0]}`);
});

test("veml7700: power lost during a measurement is Absent, not darkness", () => {
	for (const illuminance of [400, 1]) {
		const rig = new Veml7700Rig();
		const sensor = rig.open();
		rig.illuminance = illuminance;
		sensor.start();
		if (illuminance === 1) {
			rig.now += sensor.waitMs;
			equal(sensor.take(rig.values), Fault.Busy);
		}
		rig.chip.reset();
		equal(rig.finish(sensor), Fault.Absent);
		equal(rig.sample(sensor), Fault.None);
	}
});

test("veml7700: behind each sample, and behind opening, the chip is shut down", () => {
	const rig = new Veml7700Rig();
	rig.chip.write(Uint8Array.of(0x00, 0x00, 0x00));
	const sensor = rig.open();
	equal(rig.chip.isShutDown, true);
	for (const illuminance of [80_000, 3, 400]) {
		rig.illuminance = illuminance;
		equal(rig.sample(sensor), Fault.None);
		equal(rig.chip.isShutDown, true);
	}
});
