/** There is no checksum: the configuration that comes back tells a bus stuck at one level. FFFF would be 125 °C and 100 %. */

import { Hdc1080Rig } from "fakes/hdc1080";
import { equal, test, throws } from "harness";
import { Fault } from "sensors/sensor";

test("hdc1080: a bus stuck at one level gives no reading, and no chip", () => {
	for (const fault of ["stuckHigh", "stuckLow"] as const) {
		const rig = new Hdc1080Rig();
		const sensor = rig.open();
		rig.chip.faults[fault] = true;
		equal(rig.sample(sensor), Fault.Timeout, fault);
		equal(rig.values, new Float64Array(2).fill(Number.NaN), fault);
		throws(() => rig.open(), "is no HDC1080: its identity is");
		rig.chip.faults[fault] = false;
		equal(rig.sample(sensor), Fault.None, fault);
	}
});
