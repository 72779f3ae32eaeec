import { GOOD, planOf } from "fakes/plan-of";
import { fieldsOf } from "fakes/plans";
import { equal, test } from "harness";

test("plan: a bad sensor leaves the others their place and their fields", () => {
	const { plan, errors } = planOf({
		"sensor.broken.model": "bme999",
		...GOOD,
		"channel.1.field2": "broken.temperature",
	});
	equal(errors.length, 2);
	equal(
		plan.sensors.map(({ name }) => name),
		["room"],
	);
	equal(
		fieldsOf(plan.channels[0].fields).map(({ field, sensor }) => [field, sensor]),
		[[0, 0]],
	);
});

test("plan: a bad channel leaves the others alone", () => {
	const { plan, errors } = planOf({ ...GOOD, "channel.2.id": "2", "channel.3.id": "3", "channel.3.status": "ok" });
	equal(errors.length, 1);
	equal(
		plan.channels.map(({ number }) => number),
		[1, 3],
	);
});

test("plan: channels of the same channel ID would break its pace: the first one stays (invariant R1)", () => {
	const { plan } = planOf({ ...GOOD, "channel.2.id": "1417", "channel.2.field1": "room.temperature" });
	equal(
		plan.channels.map(({ number }) => number),
		[1],
	);
});

test("plan: a broker that cannot work leaves sensors and channels as they are", () => {
	const { plan, errors } = planOf({ ...GOOD, "mqtt.password": "Sesame1" });
	equal(errors.length, 1);
	equal([plan.broker, plan.sensors.length, plan.channels.length], [undefined, 1, 1]);
});
