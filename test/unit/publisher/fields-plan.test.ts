import { fieldPlan, fieldsOf, fieldsPlan } from "fakes/plans";
import { Aggregation } from "feed/aggregate";
import { equal, ok, test } from "harness";
import { modelFacts } from "sensors/catalog";
import { derivedFrom } from "values/derived";

/** field3 and field8, of two sensors. */
const FIELDS = [
	fieldPlan({ field: 2, sensor: 1, quantity: 7, aggregation: Aggregation.Median, digits: 6 }),
	fieldPlan({ field: 7, sensor: 0, aggregation: Aggregation.Max, digits: 0 }),
];

test("fields: what is planned of each comes back as it was", () => {
	const plan = fieldsPlan(FIELDS);
	equal(fieldsOf(plan), FIELDS);
	equal([plan.length, plan.bySensor.slice(0, 3)], [2, [0b10, 0b01, 0]]);
});

test("fields: one is found again by its field, sensor, quantity and aggregation, wherever the sensor is by then", () => {
	const plan = fieldsPlan(FIELDS);
	const moved = fieldsPlan(
		[{ ...FIELDS[0], sensor: 0, digits: 1 }, fieldPlan({ field: 3 }), { ...FIELDS[1], sensor: 2 }],
		["s1", "s2", "s0"],
	);
	equal(
		[0, 1, 2].map((i) => plan.find(moved, i)),
		[0, -1, 1],
	);
	for (const change of [{ field: 3 }, { sensor: 0 }, { quantity: 6 }, { aggregation: Aggregation.Mean }])
		equal(plan.find(fieldsPlan([{ ...FIELDS[0], ...change }]), 0), -1, JSON.stringify(change));
});

test("fields: plans are equal when each field has the same source, whatever its decimals", () => {
	const plan = fieldsPlan(FIELDS);
	ok(plan.equals(fieldsPlan([{ ...FIELDS[0], digits: 2 }, FIELDS[1]])));
	for (const others of [[], [FIELDS[0]], [...FIELDS, fieldPlan()], [FIELDS[0], { ...FIELDS[1], quantity: 1 }]])
		equal(plan.equals(fieldsPlan(others)), false);
});

test("fields: no sensor has more quantities than a plan can tell apart, computed ones included", () => {
	for (const { name, quantities } of modelFacts()) {
		const { quantities: derived } = derivedFrom(quantities, 0);
		ok(quantities.length + derived.length <= 16, name);
	}
});
