import { ChannelBench } from "fakes/plans";
import { equal, test } from "harness";

test("channel R1: the pace counts from the PINGRESP: what was written may have arrived as late as that", () => {
	const bench = new ChannelBench({ intervalMs: 15_000 });
	equal(bench.run(15, 1), ["15 channels/1/publish field1=1.0"]);
	bench.channel.barrier();
	bench.run(3, 1);
	bench.channel.proved();
	equal(bench.run(14, 1), [], "18 + 14 = 32");
	equal(bench.run(1, 1), ["33 channels/1/publish field1=1.0"]);
});

test("channel: a PINGRESP that proves nothing new does not slow the channel down", () => {
	const bench = new ChannelBench();
	bench.run(60, 1);
	bench.channel.barrier();
	bench.channel.proved();
	bench.run(14, 1);
	bench.channel.barrier();
	bench.channel.proved();
	equal(bench.run(1, 1), ["75 channels/1/publish field1=1.0"]);
});

test("channel: a PINGRESP to a PINGREQ from before the last message does not count for it", () => {
	const bench = new ChannelBench({ intervalMs: 15_000 });
	bench.run(15, 1);
	bench.channel.barrier();
	equal(bench.run(15, 1), ["30 channels/1/publish field1=1.0"]);
	bench.run(5, 1);
	bench.channel.proved();
	equal(bench.channel.rows.kept, 1);
	equal(bench.run(10, 1), ["45 channels/1/publish field1=1.0"]);
});
