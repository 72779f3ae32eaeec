import { ChannelBench, fieldPlan } from "fakes/plans";
import { Aggregation } from "feed/aggregate";
import { equal, test } from "harness";

test("channel: the first message goes one minimum interval after the start, then one each interval", () => {
	const bench = new ChannelBench();
	equal(
		bench.run(200, 21.5),
		[15, 75, 135, 195].map((at) => `${at} channels/1/publish field1=21.5`),
	);
});

test("channel: a row that is closed late does not make the next one late", () => {
	const bench = new ChannelBench();
	bench.sample(1);
	bench.clock.advance(27_000);
	bench.look();
	equal(bench.channel.due, 75_000);
	bench.sample(2);
	bench.clock.advance(73_000);
	bench.look();
	equal(bench.channel.due, 135_000);
	equal(bench.port.take(), ["27 channels/1/publish field1=1.0", "100 channels/1/publish field1=2.0"]);
});

test("channel: intervals that were missed altogether are one row, not many", () => {
	const bench = new ChannelBench({ fields: [fieldPlan({ aggregation: Aggregation.Count, digits: 0 })] });
	bench.online = false;
	bench.sample(1);
	bench.clock.advance(200_000);
	bench.sample(1);
	bench.look();
	bench.look();
	equal(bench.channel.rows.kept, 1);
	equal(bench.channel.due, 255_000);
	bench.online = true;
	equal(bench.run(1), ["201 channels/1/publish field1=2"]);
});

test("channel: a row sums up the samples since the row before, each sample in one row only", () => {
	const bench = new ChannelBench({
		fields: [
			fieldPlan({ field: 0, aggregation: Aggregation.Sum, digits: 0 }),
			fieldPlan({ field: 2, aggregation: Aggregation.Max, digits: 0 }),
			fieldPlan({ field: 7, aggregation: Aggregation.Count, digits: 0 }),
		],
	});
	bench.sample(1);
	bench.sample(2);
	equal(bench.run(15), ["15 channels/1/publish field1=3&field3=2&field8=2"]);
	bench.sample(-4);
	equal(bench.run(60), ["75 channels/1/publish field1=-4&field3=-4&field8=1"]);
});

test("channel: takes only samples of its own sensors, the quantity that its field names", () => {
	const bench = new ChannelBench({
		fields: [fieldPlan({ sensor: 1, quantity: 2 }), fieldPlan({ field: 1, sensor: 3 })],
	});
	bench.channel.accept(0, Float64Array.of(1, 2, 3));
	bench.channel.accept(1, Float64Array.of(4, 5, 6));
	bench.channel.accept(2, Float64Array.of(7, 8, 9));
	bench.channel.accept(3, Float64Array.of(10, 11, 12));
	equal(bench.run(15), ["15 channels/1/publish field1=6.0&field2=10.0"]);
});

test("channel: the first minimum interval counts from its own start, not from boot", () => {
	const bench = new ChannelBench({}, 0, 100_000);
	equal(bench.run(20, 1), ["115 channels/1/publish field1=1.0"]);
	const offline = new ChannelBench({}, 0, 100_000);
	offline.run(1, 1);
	equal(offline.channel.due, 115_000);
});

test("channel: a board that builds its channels anew waits one minimum interval before it sends (invariant R1)", () => {
	const bench = new ChannelBench({ intervalMs: 1_000_000 }, 0, 100_000);
	bench.sample(1);
	equal(bench.run(14), []);
	equal(bench.run(1).length, 1);
});
