import { Outcome } from "core/result";
import { ChannelBench, fieldPlan, fieldPlans } from "fakes/plans";
import { statusOf } from "fakes/status";
import { Aggregation } from "feed/aggregate";
import { equal, ok, test } from "harness";

test("channel: a field without a finite reading is left out, the others go", () => {
	const bench = new ChannelBench({ fields: fieldPlans(3) });
	bench.sample(1, Number.NaN, 3);
	equal(bench.run(15), ["15 channels/1/publish field1=1.0&field3=3.0"]);
	bench.sample(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
	bench.sample(Number.NaN, 2, Number.NaN);
	equal(bench.run(60), ["75 channels/1/publish field2=2.0"]);
});

test("channel: an old reading is not published again when no new one came", () => {
	const bench = new ChannelBench({ fields: fieldPlans(2) });
	bench.sample(1, 2);
	bench.run(15);
	bench.sample(Number.NaN, 3);
	equal(bench.run(60), ["75 channels/1/publish field2=3.0"]);
});

test("channel: a row with nothing to say is not kept, and costs the channel no interval", () => {
	const bench = new ChannelBench();
	equal(bench.run(16), []);
	bench.sample(Number.NaN);
	equal(bench.run(60), []);
	equal([bench.channel.rows.kept, bench.channel.sendable], [0, Number.POSITIVE_INFINITY]);
	bench.sample(1);
	equal(bench.run(59), ["135 channels/1/publish field1=1.0"]);
});

test("channel: a status is something to say", () => {
	const bench = new ChannelBench({ status: statusOf(0x6f, 0x6b) });
	equal(bench.run(15), ["15 channels/1/publish status=ok"]);
});

test("channel: a count of no samples is a reading: 0", () => {
	const bench = new ChannelBench({ fields: [fieldPlan({ aggregation: Aggregation.Count, digits: 0 })] });
	equal(bench.run(15), ["15 channels/1/publish field1=0"]);
});

test("channel: an update that cannot be encoded is left out with one line that names the channel; the next one goes", () => {
	const bench = new ChannelBench({ number: 3 });
	bench.port.size = 20;
	bench.sample(1);
	equal(bench.run(20), []);
	const lines = bench.log.take();
	equal(lines.length, 1);
	ok(lines[0].startsWith("error channel.3: "), lines[0]);
	equal(bench.channel.sendable, Number.POSITIVE_INFINITY);
	bench.port.size = 1_024;
	bench.sample(2);
	equal(bench.run(55), ["75 channels/1/publish field1=2.0"]);
});

test("channel: a row whose only value cannot be written is not kept, and does not count for the pace", () => {
	const bench = new ChannelBench();
	bench.online = false;
	bench.sample(1e300);
	bench.run(15);
	bench.sample(2);
	bench.run(60);
	bench.online = true;
	equal(bench.run(2), ["76 channels/1/publish field1=2.0"]);
	equal(bench.channel.send(bench.port), Outcome.Offline);
});
