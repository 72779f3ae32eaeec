import { GOOD, planOf } from "fakes/plan-of";
import { equal, test } from "harness";

test("plan: a delta makes a plan of when rows are kept, with an hour's heartbeat", () => {
	const { plan, errors } = planOf({ ...GOOD, "channel.1.field3": "room.cpuLoad:max", "channel.1.delta1": 0.5 });
	equal(errors, []);
	equal(plan.channels[0].delta, { deltas: [0.5, Number.NaN], patienceMs: [60_000, 60_000], heartbeatMs: 3_600_000 });
});

test("plan: a heartbeat of its own; a field is gone behind two samples of a slow sensor", () => {
	const { plan } = planOf({
		...GOOD,
		"channel.1.delta1": "0",
		"channel.1.heartbeat": 600,
		"sensor.room.interval": 900,
	});
	equal(plan.channels[0].delta, { deltas: [0], patienceMs: [1_800_000], heartbeatMs: 600_000 });
});

test("plan: a delta of a field that is not set, and a heartbeat without a delta, are told and left out", () => {
	const wrong = (json: object) => {
		const { plan, errors } = planOf({ ...GOOD, ...json });
		equal(plan.channels[0].delta, undefined);
		return errors;
	};
	equal(wrong({ "channel.1.delta2": 1 }), [
		"channel.1.delta2: there is no field2 to look at; set channel.1.field2, or unset it",
	]);
	equal(wrong({ "channel.1.heartbeat": 60 }), [
		"channel.1.heartbeat: without a delta each update goes out; set channel.1.delta<n>, or unset it",
	]);
});
