import { ChannelBench } from "fakes/plans";
import { equal, test } from "harness";

test("channel: a row is kept until it is proved", () => {
	const bench = new ChannelBench();
	bench.answers = false;
	bench.run(15, 1);
	equal(bench.channel.rows.kept, 1);
	bench.channel.barrier();
	equal(bench.channel.rows.kept, 1);
	bench.channel.proved();
	equal(bench.channel.rows.kept, 0);
	bench.lose();
	bench.online = true;
	equal(bench.run(30), []);
});

test("channel: what was not proved goes out again, in order, when the connection ended (invariants C1, C3)", () => {
	const bench = new ChannelBench();
	bench.sample(1);
	bench.run(15);
	bench.answers = false;
	bench.sample(2);
	bench.run(60);
	bench.channel.barrier();
	bench.sample(3);
	bench.run(60);
	bench.lose();
	bench.online = bench.answers = true;
	equal(bench.channel.rows.kept, 2);
	equal(bench.run(31), ["150 channels/1/publish field1=2.0", "165 channels/1/publish field1=3.0"]);
});
