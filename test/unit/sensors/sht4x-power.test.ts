/** The chip keeps no configuration: losing its power costs at most the sample under way. */

import { Sht4xRig } from "fakes/sht4x";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";
import { Sht4x } from "sensors/sht4x/sht4x";

test("sht4x: power lost between two samples is not noticed", () => {
	const rig = new Sht4xRig();
	const sensor = rig.open();
	rig.chip.reset();
	rig.now += 2;
	equal(rig.sample(sensor), Fault.None);
});

test("sht4x: power lost during a conversion costs that sample", () => {
	const rig = new Sht4xRig();
	const sensor = rig.open();
	sensor.start();
	rig.chip.reset();
	rig.now += Sht4x.conversionMs;
	equal(sensor.take(rig.values), Fault.Busy);
	equal(rig.sample(sensor), Fault.None);
});
