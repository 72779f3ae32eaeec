import { Aggregates, Aggregation } from "feed/aggregate";
import { equal, test } from "harness";
import { AGGREGATIONS } from "settings/schema";

const KINDS: readonly [string, Aggregation, number][] = [
	["last", Aggregation.Last, 4],
	["mean", Aggregation.Mean, 2.5],
	["min", Aggregation.Min, -3],
	["max", Aggregation.Max, 7],
	["sum", Aggregation.Sum, 10],
	["count", Aggregation.Count, 4],
	["median", Aggregation.Median, 3],
];

for (const [name, aggregation, reading] of KINDS) {
	test(`aggregate: ${name} of the samples since the last update`, () => {
		const aggregates = new Aggregates(aggregation, 1);
		for (let interval = 0; interval < 3; interval++) {
			for (const sample of [2, -3, 7, 4]) aggregates.take(0, sample);
			equal(aggregates.reading(0), reading);
			equal(aggregates.count(0), 4);
			aggregates.clear(0);
		}
	});

	test(`aggregate: ${name} of one sample, all of them negative or all of them positive, takes no zero for a sample`, () => {
		for (const sample of [-5, 5]) {
			const aggregates = new Aggregates(aggregation, 1);
			aggregates.take(0, sample);
			equal(aggregates.reading(0), aggregation === Aggregation.Count ? 1 : sample);
		}
	});

	test(`aggregate: the settings know it as ${name}`, () => equal(AGGREGATIONS[aggregation], name));
}

test("aggregate: the settings know no other", () => equal(AGGREGATIONS.length, KINDS.length));

test("aggregate: min and max forget the interval before", () => {
	for (const aggregation of [Aggregation.Min, Aggregation.Max]) {
		const aggregates = new Aggregates(aggregation, 1);
		aggregates.take(0, -100);
		aggregates.take(0, 100);
		aggregates.clear(0);
		aggregates.take(0, 1);
		equal(aggregates.reading(0), 1);
	}
});
