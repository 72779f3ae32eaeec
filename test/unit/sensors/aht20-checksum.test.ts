/** "DHT20 Data Sheet", version V1.0, §7.4: the seventh byte is the checksum of the six before. */

import { Aht20Rig } from "fakes/aht20";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("aht20: a wrong checksum is a Fault and gives no reading; the next sample is good again", () => {
	const rig = new Aht20Rig();
	const sensor = rig.open();
	rig.chip.faults.badChecksum = true;
	equal(rig.sample(sensor), Fault.Checksum);
	equal(rig.values, Float64Array.of(Number.NaN, Number.NaN));
	rig.chip.faults.badChecksum = false;
	equal(rig.sample(sensor), Fault.None);
});

test("aht20: an AHT10 in its place, which sends none, gives no reading", () => {
	const rig = new Aht20Rig();
	const sensor = rig.open();
	rig.chip.faults.noChecksum = true;
	equal(rig.sample(sensor), Fault.Checksum);
});
