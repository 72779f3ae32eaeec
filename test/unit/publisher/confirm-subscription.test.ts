import { ConfirmBench, stampOf } from "fakes/confirm";
import { equal, ok, test } from "harness";
import { SubscribeResult } from "mqtt/options";

const NEVER = Number.POSITIVE_INFINITY;

test("confirm: nothing is sent until the subscription is decided, so that no echo is missed", () => {
	const bench = new ConfirmBench();
	bench.confirm.onSession();
	equal(bench.confirm.next(0), NEVER);
	bench.confirm.onResult(SubscribeResult.Closed);
	equal(bench.confirm.next(0), NEVER, "that connection is over");
	bench.lose();
	bench.connect(SubscribeResult.Granted1);
	equal(bench.confirm.next(5), 5);
});

for (const result of [SubscribeResult.Refused, SubscribeResult.LeftOut])
	test(`confirm: with result ${result} the barrier alone proves rows, several at once, which is told once until it is granted`, () => {
		const bench = new ConfirmBench();
		for (let i = 0; i < 3; i++) {
			bench.lose();
			bench.connect(result);
		}
		equal(bench.errors.length, 1);
		ok(bench.errors[0].includes("channel.1.confirm"), bench.errors[0]);
		ok(bench.send() && bench.send());
		bench.rows.barrier();
		equal([bench.confirm.echo(stampOf(0)), bench.rows.settled], [false, 0]);
		bench.confirm.proved(true);
		equal([bench.rows.settled, bench.rows.unsent], [2, 1]);
		bench.lose();
		bench.connect();
		bench.lose();
		bench.connect(result);
		equal(bench.errors.length, 2);
	});

test("confirm: a client that subscribes to nothing leaves the barrier", () => {
	const bench = new ConfirmBench();
	const plain = bench.make();
	bench.rows.sent();
	plain.sent(stampOf(0));
	bench.rows.barrier();
	plain.proved(true);
	equal(bench.rows.settled, 1);
});

test("confirm: where two rows had no echo and the journal fills, each goes once, until an echo comes", () => {
	const bench = new ConfirmBench(8);
	bench.crowded = true;
	bench.sendRead();
	equal(bench.silence(7), 7, "4 times the first one, 4 times the second one");
	equal(bench.rows.unconfirmed, 1);
	equal(bench.silence(1), 1);
	equal(
		[bench.rows.unconfirmed, bench.confirm.next(0)],
		[2, bench.clock.ticks],
		"the pace alone decides when the next one goes",
	);
	ok(bench.sendRead());
	equal(bench.rows.unconfirmed, 3);
	ok(bench.confirm.echo(stampOf(3)));
	ok(bench.sendRead());
	equal(bench.confirm.next(0), bench.clock.ticks + 30_000, "as before");
});

test("confirm: where the journal has room each row has all its sends, however long there is no echo", () => {
	const bench = new ConfirmBench(5);
	bench.sendRead();
	bench.silence(15);
	equal(bench.rows.unconfirmed, 3);
});
