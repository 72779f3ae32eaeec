import { Outcome } from "core/result";
import { ChannelBench, fieldPlan, fieldPlans } from "fakes/plans";
import { statusOf } from "fakes/status";
import { equal, ok, test } from "harness";

const TEN = Date.UTC(2026, 10, 22, 10);

/** The created_at of each message: seconds since ten o'clock, NaN where there is none. */
function stamps(lines: readonly string[]): number[] {
	return lines.map((line) => {
		const text = line.split("created_at=")[1]?.split("%3A").join(":");
		return text === undefined ? Number.NaN : (Date.parse(text) - TEN) / 1_000;
	});
}

test("channel: created_at is the time of the row's last sample, not of its sending (invariant C2)", () => {
	const bench = new ChannelBench({}, TEN);
	bench.online = false;
	bench.run(7);
	bench.sample(1);
	bench.run(500);
	bench.online = true;
	equal(bench.run(1), ["508 channels/1/publish field1=1.0&created_at=2026-11-22T10%3A00%3A07Z"]);
});

test("channel: created_at is the time of a sample that counts: NaN later on does not move it (invariant C2)", () => {
	const bench = new ChannelBench({ fields: fieldPlans(2) }, TEN);
	bench.run(4);
	bench.sample(1, Number.NaN);
	bench.run(5);
	bench.sample(Number.NaN, Number.POSITIVE_INFINITY);
	equal(stamps(bench.run(6)), [4]);
});

test("channel: a sample at ticks 0 has its time too", () => {
	const bench = new ChannelBench({}, TEN);
	bench.sample(1);
	equal(stamps(bench.run(15)), [0]);
});

test("channel: a row without any sample, of a status alone, has the time at which it was closed", () => {
	const bench = new ChannelBench({ fields: [], status: statusOf(0x61) }, TEN);
	equal(bench.run(15), ["15 channels/1/publish status=a&created_at=2026-11-22T10%3A00%3A15Z"]);
});

test("channel: while the time is unknown there is no created_at, and as soon as it is known rows get that of their sample", () => {
	const bench = new ChannelBench();
	equal(stamps(bench.run(16, 1)), [Number.NaN]);
	bench.online = false;
	bench.run(60, 2);
	bench.setTime(TEN);
	bench.online = true;
	equal(stamps(bench.run(5)), [75]);
});

test("channel: a re-send repeats its created_at (invariant C2)", () => {
	const bench = new ChannelBench({}, TEN);
	bench.answers = false;
	const [first] = bench.run(15, 1);
	bench.lose();
	bench.setTime(TEN + 5_000); // the time was set right in between
	bench.online = true;
	const [again] = bench.run(15);
	equal(again.split(" ").slice(1), first.split(" ").slice(1));
	equal(stamps([first, again]), [15, 15]);
});

test("channel: a row whose first sending found no room keeps the created_at of that attempt", () => {
	const bench = new ChannelBench({}, TEN);
	bench.port.outcome = Outcome.NoRoom;
	bench.run(15, 1);
	bench.setTime(TEN + 5_000);
	bench.port.outcome = Outcome.Sent;
	equal(stamps(bench.run(1)), [15]);
});

test("channel: created_at strictly rises by a second at least, also when the clock is set back (invariant C2)", () => {
	const bench = new ChannelBench({ intervalMs: 1_000, minIntervalMs: 0 }, TEN);
	const all = stamps(bench.run(10, 1));
	bench.setTime(TEN - 3_600_000);
	all.push(...stamps(bench.run(10, 1)));
	bench.setTime(TEN + 100);
	all.push(...stamps(bench.run(30, 1)));
	equal(all.length, 50);
	for (let i = 1; i < all.length; i++) ok(all[i] - all[i - 1] >= 1, `${all[i - 1]} then ${all[i]}`);
	equal(all.at(-1), 50);
});

test("channel: several rows in the same second get a second each", () => {
	const bench = new ChannelBench({ intervalMs: 300, minIntervalMs: 0 }, TEN);
	const sent: string[] = [];
	for (let i = 0; i < 8; i++) {
		bench.clock.advance(300);
		bench.sample(i);
		bench.look();
		sent.push(...bench.port.take());
	}
	equal(stamps(sent), [0, 1, 2, 3, 4, 5, 6, 7]);
});

test("channel: each channel's stamps rise on their own", () => {
	const one = new ChannelBench({ fields: [fieldPlan()] }, TEN);
	const other = new ChannelBench({ number: 2, id: "2" }, TEN);
	equal(stamps([...one.run(15, 1), ...other.run(15, 1)]), [15, 15]);
});

test("channel: a row without samples behind one with samples has its own time, not that of the old sample (invariant C2)", () => {
	const bench = new ChannelBench({ status: statusOf(0x61) }, TEN);
	bench.run(4);
	bench.sample(1);
	equal(stamps(bench.run(71)), [4, 75]);
});

test("channel C2: a clock that was years ahead and is put right takes created_at back with it", () => {
	const bench = new ChannelBench({}, Date.UTC(2036, 0, 1));
	equal(bench.run(15, 1)[0].split("created_at=")[1], "2036-01-01T00%3A00%3A15Z");
	bench.setTime(Date.UTC(2026, 0, 1));
	equal(bench.run(60, 1)[0].split("created_at=")[1], "2026-01-01T00%3A01%3A15Z");
});

test("channel C2: a row that was first sent without a time is sent again without one", () => {
	const bench = new ChannelBench();
	bench.answers = false;
	equal(bench.run(15, 1), ["15 channels/1/publish field1=1.0"]);
	bench.lose();
	bench.setTime(Date.UTC(2026, 0, 1));
	bench.online = true;
	equal(bench.run(15), ["30 channels/1/publish field1=1.0"]);
});

test("channel: a row whose sending failed may still get its time", () => {
	const bench = new ChannelBench();
	bench.online = false;
	bench.run(15, 1);
	bench.setTime(Date.UTC(2026, 0, 1));
	bench.online = true;
	equal(bench.run(1), ["16 channels/1/publish field1=1.0&created_at=2026-01-01T00%3A00%3A15Z"]);
});
