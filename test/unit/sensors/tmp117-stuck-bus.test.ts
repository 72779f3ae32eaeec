/** There is no checksum: a bus stuck at one level is told by the configuration that comes back. FFFF would be -0.008 °C, 0000 be 0 °C. */

import { Tmp117Rig } from "fakes/tmp117";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("tmp117: a bus stuck at one level gives no reading", () => {
	for (const fault of ["stuckHigh", "stuckLow"] as const) {
		const rig = new Tmp117Rig();
		const sensor = rig.open();
		rig.chip.faults[fault] = true;
		equal(rig.sample(sensor), Fault.Timeout, fault);
		equal(rig.values, Float64Array.of(Number.NaN), fault);
		rig.chip.faults[fault] = false;
		equal(rig.sample(sensor), Fault.None, fault);
	}
});
