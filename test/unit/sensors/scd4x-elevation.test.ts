/** Datasheet SCD4x, version 1.3, §3.6.3: the altitude is set while the chip idles; 0 to 3000 m (Sensirion/embedded-i2c-scd4x). */

import { Scd4xRig } from "fakes/scd4x";
import { equal, test, throws } from "harness";

test("scd4x: the elevation becomes the chip's altitude, in whole metres", () => {
	for (const [elevation, altitude] of [
		[0, 0],
		[417.6, 418],
		[3_000, 3_000],
	]) {
		const rig = new Scd4xRig();
		rig.chip.altitude = 77;
		rig.ready({ elevation });
		equal(rig.chip.altitude, altitude);
	}
});

test("scd4x: without one the chip keeps what it has", () => {
	const rig = new Scd4xRig();
	rig.chip.altitude = 77;
	rig.ready();
	equal(rig.chip.altitude, 77);
});

test("scd4x: one that the chip does not take is refused before anything is opened", () => {
	const rig = new Scd4xRig();
	for (const elevation of [-1, 3_001, Number.NaN])
		throws(() => rig.open({ elevation }), "an SCD4x takes an elevation of 0 to 3000 m");
	equal(rig.bus.opened.length, 0);
});
