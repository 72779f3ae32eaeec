import { Aggregates, Aggregation } from "feed/aggregate";
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
		const aggregates = new Aggregates(kind, 1);
		for (const value of NO_SAMPLES) aggregates.take(0, value);
		aggregates.take(0, 3);
		for (const value of NO_SAMPLES) aggregates.take(0, value);
		equal(aggregates.count(0), 1);
		equal(aggregates.reading(0), kind === Aggregation.Count ? 1 : 3, `kind ${kind}`);
	}
});

test("aggregate: without a sample there is no reading, except for count: 0", () => {
	for (const kind of KINDS) {
		const empty = kind === Aggregation.Count ? 0 : Number.NaN;
		const aggregates = new Aggregates(kind, 1);
		equal(aggregates.reading(0), empty, `kind ${kind}`);
		for (const value of NO_SAMPLES) aggregates.take(0, value);
		equal(aggregates.reading(0), empty, `kind ${kind}`);
		aggregates.take(0, 3);
		aggregates.clear(0);
		equal([aggregates.reading(0), aggregates.count(0)], [empty, 0], `kind ${kind}`);
	}
});
