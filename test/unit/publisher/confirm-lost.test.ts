import { ConfirmBench, stampOf } from "fakes/confirm";
import { equal, ok, test } from "harness";
import { SENDS_MAX } from "publisher/confirm";

test("confirm: behind a lost connection the row goes again, and its echo proves it then", () => {
	const bench = new ConfirmBench();
	bench.sendRead();
	bench.lose();
	equal([bench.rows.settled, bench.rows.unsent], [0, 3]);
	bench.connect();
	ok(bench.sendRead() && bench.confirm.echo(stampOf(0)));
	equal(bench.rows.settled, 1);
});

test("confirm: connections that end before the echo do not keep the queue from going on", () => {
	const bench = new ConfirmBench();
	for (let i = 0; i < SENDS_MAX; i++) {
		equal(bench.rows.unconfirmed, 0);
		ok(bench.sendRead());
		bench.lose();
		bench.connect();
	}
	equal([bench.rows.settled, bench.rows.unconfirmed, bench.rows.unsent], [1, 1, 2]);
});

test("confirm: a connection that ends before the PINGRESP is no send that counts", () => {
	const bench = new ConfirmBench();
	for (let i = 0; i < 20; i++) {
		ok(bench.send());
		bench.lose();
		bench.connect();
	}
	equal([bench.rows.settled, bench.rows.unconfirmed, bench.errors], [0, 0, []]);
});

test("confirm: the last entry, told on the new subscription, proves the row whose echo was lost, without a re-send", () => {
	const bench = new ConfirmBench();
	bench.sendRead();
	bench.lose();
	bench.connect();
	equal(bench.confirm.echo(stampOf(1)), false, "one that was never sent");
	ok(bench.confirm.echo(stampOf(0)));
	equal([bench.rows.settled, bench.rows.unsent], [1, 2]);
	equal(bench.confirm.echo(stampOf(0)), false);
});

test("confirm: an echo of a row that had to go meanwhile proves no other", () => {
	const bench = new ConfirmBench();
	bench.sendRead();
	bench.lose();
	bench.rows.evict();
	bench.connect();
	equal([bench.confirm.echo(stampOf(0)), bench.rows.settled, bench.rows.unsent], [false, 1, 2]);
});

test("confirm: new settings know how often the row was read, and do not tell again what was told", () => {
	const bench = new ConfirmBench();
	for (let i = 0; i < SENDS_MAX; i++) {
		bench.sendRead();
		bench.lose();
		bench.connect();
	}
	for (let i = 0; i < SENDS_MAX - 1; i++) {
		bench.sendRead();
		bench.lose();
		bench.connect();
	}
	const heir = bench.make();
	heir.adopt(bench.confirm);
	heir.onSession();
	heir.onResult(0);
	bench.rows.sent();
	heir.sent(stampOf(1));
	heir.proved(true);
	heir.lost();
	equal([bench.rows.unconfirmed, bench.errors.length], [2, 1]);
});
