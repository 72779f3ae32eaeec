import { Aggregate, Aggregation } from "feed/aggregate";
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
		const aggregate = new Aggregate(aggregation);
		for (let interval = 0; interval < 3; interval++) {
			for (const sample of [2, -3, 7, 4]) aggregate.take(sample);
			equal(aggregate.reading, reading);
			equal(aggregate.count, 4);
			aggregate.clear();
		}
	});

	test(`aggregate: ${name} of one sample, all of them negative or all of them positive, takes no zero for a sample`, () => {
		for (const sample of [-5, 5]) {
			const aggregate = new Aggregate(aggregation);
			aggregate.take(sample);
			equal(aggregate.reading, aggregation === Aggregation.Count ? 1 : sample);
		}
	});

	test(`aggregate: the settings know it as ${name}`, () => equal(AGGREGATIONS[aggregation], name));
}

test("aggregate: the settings know no other", () => equal(AGGREGATIONS.length, KINDS.length));

test("aggregate: min and max forget the interval before", () => {
	for (const aggregation of [Aggregation.Min, Aggregation.Max]) {
		const aggregate = new Aggregate(aggregation);
		aggregate.take(-100);
		aggregate.take(100);
		aggregate.clear();
		aggregate.take(1);
		equal(aggregate.reading, 1);
	}
});
