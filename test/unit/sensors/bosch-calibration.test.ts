/** The calibration is read and checked when the chip is opened: without it each reading would be wrong and look right. */

import { BOSCH_MODELS, BoschRig } from "fakes/bosch";
import { equal, test, throws } from "harness";
import { Bme280 } from "sensors/bme280/bme280";
import { Fault } from "sensors/sensor";
import { COMMUNITY, EXAMPLE } from "../../../sim/board/chips/bosch-integers";

test("bosch: a calibration of zeros or ones is refused, and the bus is closed", () => {
	for (const { Model } of BOSCH_MODELS) {
		for (const blank of [0x00, 0xff]) {
			const rig = new BoschRig(Model);
			rig.chip.faults.blank = blank;
			throws(() => rig.open(), "the chip at 0x76 has no calibration");
			equal(rig.bus.open, 0);
		}
	}
});

test("bosch: one that is empty in part is refused", () => {
	const [, t2, t3] = EXAMPLE.t;
	const [, p2, p3, p4, p5, p6, p7, p8, p9] = EXAMPLE.p;
	for (const part of [
		{ t: [0, t2, t3] as const },
		{ t: [27_504, 0, t3] as const },
		{ p: [0, p2, p3, p4, p5, p6, p7, p8, p9] as const },
		{ h: [75, 0, 0, 0, 0, 0] as const },
		{ h: [75, -1, 255, -1, -1, -1] as const },
	]) {
		const rig = new BoschRig(Bme280);
		rig.chip.make = { ...rig.chip.make, calibration: { ...EXAMPLE, ...part } };
		throws(() => rig.open(), "no calibration");
	}
});

test("bosch: a chip that still copies its calibration is refused for now (BME280 datasheet §5.4.4, im_update)", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		rig.chip.faults.updating = true;
		throws(() => rig.open(), "the chip at 0x76 is still starting");
		equal(rig.bus.open, 0);
		rig.chip.faults.updating = false;
		equal(rig.sample(rig.open()), Fault.None);
	}
});

test("bosch: each chip is read by its own calibration", () => {
	const rig = new BoschRig(Bme280);
	rig.chip.make = { ...rig.chip.make, calibration: COMMUNITY };
	equal(rig.sample(rig.open()), Fault.None);
	equal([...rig.values].map(Math.round), [20, 50, 1_013]);
});
