/** ECMA-419: close may be called twice. Contract of Sensor: closed is Absent. */

import { Hdc1080Rig } from "fakes/hdc1080";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("hdc1080: close releases the bus, twice does no harm, and then it is Absent", () => {
	const rig = new Hdc1080Rig();
	const sensor = rig.open();
	equal(rig.bus.open, 1);
	sensor.close();
	sensor.close();
	equal(rig.bus.open, 0);
	equal(sensor.start(), Fault.Absent);
	equal(sensor.take(rig.values), Fault.Absent);
});
