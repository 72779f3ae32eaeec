import { ConfirmBench, stampOf } from "fakes/confirm";
import { equal, ok, test } from "harness";
import { ECHO_MS, SENDS_MAX } from "publisher/confirm";

const NEVER = Number.POSITIVE_INFINITY;

test("confirm: a row is proved by its echo, not by the PINGRESP behind it; one is under way at a time", () => {
	const bench = new ConfirmBench();
	ok(bench.sendRead());
	equal([bench.rows.settled, bench.send()], [0, false]);
	ok(bench.confirm.echo(stampOf(0)));
	equal([bench.rows.settled, bench.confirm.next(7)], [1, 7], "the pace decides from here");
	ok(bench.sendRead() && bench.confirm.echo(stampOf(1)));
	equal([bench.rows.settled, bench.rows.unconfirmed, bench.errors], [2, 0, []]);
});

test("confirm: an echo that is faster than the PINGRESP proves the row, and the PINGRESP then nothing more", () => {
	const bench = new ConfirmBench();
	bench.send();
	bench.rows.barrier();
	ok(bench.confirm.echo(stampOf(0)));
	bench.confirm.proved(true);
	equal([bench.rows.settled, bench.confirm.next(0)], [1, 0]);
});

test("confirm: the wait for the echo counts from the PINGRESP; then the row goes again with the same created_at, at the channel's pace", () => {
	const bench = new ConfirmBench();
	bench.send();
	bench.clock.advance(100_000);
	equal(bench.confirm.next(0), NEVER, "no PINGRESP yet: the connection's deadline ends it");
	bench.confirm.proved(true);
	equal(bench.confirm.next(0), 100_000 + ECHO_MS);
	equal(bench.confirm.next(140_000), 140_000);
	bench.clock.advance(ECHO_MS - 1);
	equal(bench.send(), false);
	bench.clock.advance(1);
	ok(bench.send());
	equal([bench.rows.settled, bench.rows.unsent], [0, 2]);
	ok(bench.confirm.echo(stampOf(0)));
	equal(bench.rows.settled, 1);
});

test("confirm: a PINGRESP that does not cover the row starts no wait", () => {
	const bench = new ConfirmBench();
	bench.send();
	bench.confirm.proved(false);
	equal(bench.confirm.next(0), NEVER);
});

test("confirm: behind three re-sends a row is counted as unconfirmed, which is told once, and the queue goes on", () => {
	const bench = new ConfirmBench();
	bench.sendRead();
	equal(bench.silence(SENDS_MAX - 1), SENDS_MAX - 1);
	equal([bench.rows.settled, bench.rows.unconfirmed], [0, 0]);
	equal(bench.silence(1), 1, "the next row");
	equal([bench.rows.settled, bench.rows.unconfirmed], [1, 1]);
	equal(bench.errors.length, 1);
	ok(bench.errors[0].includes("channel.1") && bench.errors[0].includes("4 times"), bench.errors[0]);
	bench.silence(100);
	equal([bench.rows.settled, bench.rows.unconfirmed, bench.errors.length], [3, 3, 1]);
	equal(bench.confirm.next(0), NEVER);
});

test("confirm: an echo of another created_at, of none, or of a row that is settled changes nothing", () => {
	const bench = new ConfirmBench();
	bench.sendRead();
	for (const time of [0, stampOf(1), stampOf(0) + 1_000, stampOf(-1), Number.NaN])
		equal(bench.confirm.echo(time), false);
	equal([bench.rows.settled, bench.confirm.next(0)], [0, ECHO_MS]);
	bench.confirm.echo(stampOf(0));
	equal(
		[bench.confirm.echo(stampOf(0)), bench.confirm.echo(stampOf(1))],
		[false, false],
		"the next one has not been sent",
	);
	bench.sendRead();
	equal([bench.confirm.echo(stampOf(0)), bench.rows.settled], [false, 1], "a replay of the one before");
});

test("confirm: a row without created_at is proved by the barrier", () => {
	const bench = new ConfirmBench(0);
	bench.rows.add(0);
	bench.rows.add(0);
	ok(bench.sendRead());
	equal([bench.rows.settled, bench.confirm.next(0)], [1, 0]);
	ok(bench.send());
	equal([bench.confirm.echo(0), bench.rows.settled], [false, 1]);
	bench.confirm.proved(true);
	equal(bench.rows.settled, 2);
});

test("confirm: a row that can never be sent is behind us at once", () => {
	const bench = new ConfirmBench();
	bench.rows.sent();
	bench.confirm.left();
	equal([bench.rows.settled, bench.confirm.next(0)], [1, 0]);
});

test("confirm: a row that had to go while its echo was due leaves the next one all its sends", () => {
	const bench = new ConfirmBench();
	bench.sendRead();
	bench.silence(2);
	bench.rows.evict();
	equal(bench.silence(SENDS_MAX), SENDS_MAX, "row 1");
	equal([bench.rows.settled, bench.rows.unconfirmed], [1, 0]);
	ok(bench.confirm.echo(stampOf(1)));
	equal(bench.rows.settled, 2);
});
