import { FakeClock } from "fakes/clock";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";
import { Simulated } from "sensors/simulated/simulated";

test("simulated: closed it is Absent, and close may be called twice", () => {
	const sensor = new Simulated({ clock: new FakeClock(0), random: () => 0.5 });
	equal(sensor.start(), Fault.None);
	sensor.close();
	sensor.close();
	equal(sensor.start(), Fault.Absent);
	equal(sensor.take(new Float64Array(3)), Fault.Absent);
});
