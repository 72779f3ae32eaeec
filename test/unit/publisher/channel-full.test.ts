import { ChannelBench, ROWS } from "fakes/plans";
import { equal, ok, test } from "harness";

test("channel: a full journal gives up its oldest row, counts it and says so, by its number (invariant C1)", () => {
	const bench = new ChannelBench({ number: 7 });
	bench.online = false;
	bench.sample(1);
	bench.run(15);
	for (let i = 2; i <= ROWS; i++) {
		bench.sample(i);
		bench.run(60);
	}
	equal([bench.channel.kept, bench.channel.evicted], [ROWS, 0]);
	equal(bench.log.take(), []);
	for (let i = 1; i <= 3; i++) {
		bench.sample(1_000 + i);
		bench.run(60);
		const [line, ...more] = bench.log.take();
		ok(line.startsWith("error channel.7: ") && line.includes(`${i} so far`), line);
		equal([more.length, bench.channel.kept, bench.channel.evicted], [0, ROWS, i]);
	}
	bench.online = true;
	equal(bench.run(1)[0].split("=")[1], "4.0");
});
