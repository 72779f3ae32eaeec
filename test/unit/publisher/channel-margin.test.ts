import { Outcome } from "core/result";
import { ChannelBench } from "fakes/plans";
import { equal, test } from "harness";

test("channel R1: messages are a second more than the minimum interval apart, which the broker may count by another clock", () => {
	const bench = new ChannelBench({ minIntervalMs: 15_000, intervalMs: 15_000 });
	const sent: string[] = [];
	for (let second = 0; second < 70; second++) {
		sent.push(...bench.run(1, 1));
		bench.channel.barrier();
		bench.channel.proved();
	}
	equal(
		sent.map((line) => Number(line.split(" ")[0])),
		[16, 32, 48, 64],
	);
});

test("channel R1: a backlog and what comes in meanwhile share the pace, the backlog first", () => {
	const bench = new ChannelBench({ minIntervalMs: 15_000, intervalMs: 30_000 });
	bench.online = false;
	bench.run(90, 1);
	equal(bench.channel.rows.kept, 3);
	bench.online = true;
	equal(
		bench.run(80, 2).map((line) => `${line.split(" ")[0]} ${line.split("=")[1]}`),
		["91 1.0", "107 1.0", "123 1.0", "139 2.0", "155 2.0"],
	);
});

test("channel: without a minimum interval there is no margin either", () => {
	const bench = new ChannelBench({ minIntervalMs: 0, intervalMs: 1_000 });
	bench.online = false;
	bench.run(20, 1);
	const sent: Outcome[] = [];
	while (bench.channel.rows.unsent > 0) sent.push(bench.channel.send(bench.port));
	equal(sent.length > 10 && sent.every((outcome) => outcome === Outcome.Sent), true);
});
