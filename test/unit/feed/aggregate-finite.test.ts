import { Aggregate, Aggregation } from "feed/aggregate";
import { equal, test } from "harness";

const KINDS = [
	Aggregation.Last,
	Aggregation.Mean,
	Aggregation.Min,
	Aggregation.Max,
	Aggregation.Sum,
	Aggregation.Count,
	Aggregation.Median,
];
const NO_SAMPLES = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

test("aggregate: NaN and infinities are never taken, before or behind a sample", () => {
	for (const kind of KINDS) {
		const aggregate = new Aggregate(kind);
		for (const value of NO_SAMPLES) aggregate.take(value);
		aggregate.take(3);
		for (const value of NO_SAMPLES) aggregate.take(value);
		equal(aggregate.count, 1);
		equal(aggregate.reading, kind === Aggregation.Count ? 1 : 3, `kind ${kind}`);
	}
});

test("aggregate: without a sample there is no reading, except for count: 0", () => {
	for (const kind of KINDS) {
		const empty = kind === Aggregation.Count ? 0 : Number.NaN;
		const aggregate = new Aggregate(kind);
		equal(aggregate.reading, empty, `kind ${kind}`);
		for (const value of NO_SAMPLES) aggregate.take(value);
		equal(aggregate.reading, empty, `kind ${kind}`);
		aggregate.take(3);
		aggregate.clear();
		equal([aggregate.reading, aggregate.count], [empty, 0], `kind ${kind}`);
	}
});
