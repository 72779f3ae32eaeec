import { ChannelBench, ROWS } from "fakes/plans";
import { equal, ok, test } from "harness";

test("channel: a full journal gives up its oldest row and counts it (invariant C1)", () => {
	const bench = new ChannelBench({ number: 7 });
	bench.online = false;
	for (let i = 1; i <= ROWS; i++) {
		bench.sample(i);
		bench.run(60);
	}
	equal([bench.channel.rows.kept, bench.channel.rows.evicted], [ROWS, 0]);
	equal(bench.log.take(), []);
	for (let i = 1; i <= 3; i++) {
		bench.sample(1_000 + i);
		bench.run(60);
		equal([bench.channel.rows.kept, bench.channel.rows.evicted], [ROWS, i]);
	}
	bench.online = true;
	equal(bench.run(1)[0].split("=")[1], "4.0");
});

test("channel: rows that had to go are told by number and reason, at most once an hour, not once a row", () => {
	const bench = new ChannelBench({ number: 7 });
	bench.online = false;
	bench.run(ROWS * 60, 1);
	equal(bench.log.take(), []);
	bench.run(60, 1);
	equal(bench.log.take(), ["error channel.7: the journal is full, the oldest row had to go (1 so far)"]);
	bench.run(59 * 60, 1);
	equal(bench.log.take(), [], "not a line for each row");
	bench.run(60, 1);
	equal(bench.log.take(), ["error channel.7: the journal is full, the oldest 60 rows had to go (61 so far)"]);
	bench.run(24 * 3_600, 1);
	ok(bench.log.take().length <= 24, "24 lines a day at most");
});

test("channel: rows that had to go for another channel's sake are told, too", () => {
	const bench = new ChannelBench({ number: 7, intervalMs: 3_600_000 });
	bench.online = false;
	bench.run(20, 1);
	const other = bench.journal.rows("other");
	for (let i = 0; i < ROWS; i++) other.append(new Float64Array(8), bench.clock.ticks);
	bench.run(1);
	equal(bench.log.take(), ["error channel.7: the journal is full, the oldest row had to go (1 so far)"]);
});
