import { GOOD, planOf } from "fakes/plan-of";
import { equal, test } from "harness";

const CHIP = { ...GOOD, "sensor.room.model": "chip" };

test("plan: a sensor without an address gets the model's usual one", () => {
	const { plan, errors } = planOf(CHIP);
	equal([errors, plan.sensors[0].address], [[], undefined]);
});

test("plan: an address that the chip can have is taken", () => {
	const { plan, errors } = planOf({ ...CHIP, "sensor.room.address": "0x45" });
	equal([errors, plan.sensors[0].address], [[], 0x45]);
});

test("plan: an address that the chip cannot have is refused, with those it can", () => {
	const { plan, errors } = planOf({ ...CHIP, "sensor.room.address": 0x46 });
	equal(errors[0], "sensor.room.address: allowed for chip is 0x44 or 0x45, got 0x46");
	equal(plan.sensors.length, 0);
});

test("plan: an address for a model on no bus is refused", () => {
	const { errors } = planOf({ ...GOOD, "sensor.room.address": 0x44 });
	equal(errors[0], "sensor.room.address: allowed for air is none, got 0x44");
});
