import { ChannelBench } from "fakes/plans";
import { equal, test } from "harness";

test("channel R1: the pace counts from the PINGRESP: what was written may have arrived as late as that", () => {
	const bench = new ChannelBench({ intervalMs: 15_000 });
	bench.answers = false;
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

test("channel R1: nothing more leaves while a message is on its way: TCP may hold it back and deliver both at once", () => {
	const bench = new ChannelBench({ intervalMs: 15_000 });
	bench.answers = false;
	bench.run(15, 1);
	bench.channel.barrier();
	equal(bench.run(45, 1), []);
	bench.channel.proved();
	equal(bench.run(14, 1), [], "60 + 14");
	equal(bench.run(1, 1), ["75 channels/1/publish field1=1.0"]);
});

test("channel R1: behind a lost connection the pace counts from the next one: the old one may have delivered until then", () => {
	const bench = new ChannelBench();
	bench.answers = false;
	bench.run(15, 1);
	bench.lose();
	bench.run(200);
	bench.channel.ready();
	bench.online = true;
	equal(bench.run(14), []);
	equal(bench.run(1), ["230 channels/1/publish field1=1.0"]);
});

test("channel: behind a lost connection on which all was proved the next message goes at once", () => {
	const bench = new ChannelBench();
	bench.run(15, 1);
	bench.lose();
	bench.run(60, 2);
	bench.channel.ready();
	bench.online = true;
	equal(bench.run(1), ["76 channels/1/publish field1=2.0"]);
});

test("channel: without a minimum interval messages do not wait for each other", () => {
	const bench = new ChannelBench({ intervalMs: 1_000, minIntervalMs: 0 });
	bench.answers = false;
	equal(bench.run(3, 1).length, 3);
});
