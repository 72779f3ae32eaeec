/** ECMA-419: close may be called twice. Contract of Sensor: closed is Absent. */

import { Tmp117Rig } from "fakes/tmp117";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("tmp117: close releases the bus, twice does no harm, and then it is Absent", () => {
	const rig = new Tmp117Rig();
	const sensor = rig.open();
	equal(rig.bus.open, 1);
	sensor.close();
	sensor.close();
	equal(rig.bus.open, 0);
	equal(sensor.start(), Fault.Absent);
	equal(sensor.take(rig.values), Fault.Absent);
});
