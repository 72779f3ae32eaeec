import { Outcome } from "core/result";
import { ChannelBench } from "fakes/plans";
import { equal, test } from "harness";

test("channel: a backlog leaves oldest first, one message a minimum interval (invariants C3, R1)", () => {
	const bench = new ChannelBench();
	bench.online = false;
	for (let i = 1; i <= 4; i++) {
		bench.sample(i);
		bench.run(i === 1 ? 15 : 60);
	}
	equal(bench.channel.rows.kept, 4);
	bench.online = true;
	equal(
		bench.run(46),
		["196 field1=1.0", "211 field1=2.0", "226 field1=3.0", "241 field1=4.0"].map((line) =>
			line.replace(" ", " channels/1/publish "),
		),
	);
});

test("channel: the pace holds across a reconnection (invariant R1)", () => {
	const bench = new ChannelBench();
	bench.answers = false;
	bench.sample(1);
	equal(bench.run(15).length, 1);
	bench.lose();
	bench.online = true;
	equal(bench.run(20), ["30 channels/1/publish field1=1.0"]);
});

test("channel: a message that did not leave does not count for the pace", () => {
	const bench = new ChannelBench();
	bench.sample(1);
	bench.port.outcome = Outcome.NoRoom;
	equal(bench.run(20), []);
	bench.port.outcome = Outcome.Sent;
	equal(bench.run(1), ["21 channels/1/publish field1=1.0"]);
	equal(bench.channel.due, 75_000);
});

test("channel: with the interval equal to the minimum interval late sends pile up no rows", () => {
	const bench = new ChannelBench({ intervalMs: 15_000 });
	let most = 0;
	for (let second = 1; second <= 3_600; second++) {
		bench.clock.advance(1_000);
		bench.sample(second);
		bench.channel.close();
		if (second % 2 === 0 && bench.channel.send(bench.port) === Outcome.Sent) {
			bench.channel.barrier();
			bench.channel.proved();
		}
		most = Math.max(most, bench.channel.rows.kept);
	}
	equal(most, 1);
	const sent = bench.port.take().map((line) => Number(line.split(" ")[0]));
	for (let i = 1; i < sent.length; i++) equal(sent[i] - sent[i - 1], 16);
	equal(sent.length, 225);
});

for (const intervalMs of [15_000, 20_000, 29_000, 60_000]) {
	test(`channel: a backlog shrinks to nothing once messages leave again, at an interval of ${intervalMs} ms too (invariant L1)`, () => {
		const bench = new ChannelBench({ intervalMs });
		bench.online = false;
		bench.run(600, 1);
		bench.online = true;
		const backlog = bench.channel.rows.kept;
		equal(backlog > 5, true);
		let unsent = backlog;
		for (let minute = 0; minute < 10; minute++) {
			const sent = bench.run(60, 1).length;
			bench.channel.barrier();
			bench.channel.proved();
			equal(
				bench.channel.rows.kept < unsent || unsent <= 1,
				true,
				`minute ${minute}: ${bench.channel.rows.kept}, ${sent} sent`,
			);
			unsent = bench.channel.rows.kept;
		}
		equal(unsent <= 1, true);
		equal(bench.channel.rows.evicted, 0);
	});
}

test("channel: sendable is Infinity while there is nothing to send", () => {
	const bench = new ChannelBench();
	equal(bench.channel.sendable, Number.POSITIVE_INFINITY);
	bench.online = false;
	bench.run(15, 1);
	equal(bench.channel.sendable, 15_000);
	bench.online = true;
	bench.answers = false;
	bench.run(1);
	equal(bench.channel.sendable, Number.POSITIVE_INFINITY);
	bench.lose();
	equal(bench.channel.sendable, 31_000);
});

test("channel: send answers Offline when nothing is due, and sends nothing", () => {
	const bench = new ChannelBench();
	equal(bench.channel.send(bench.port), Outcome.Offline);
	bench.sample(1);
	bench.clock.advance(14_999);
	bench.channel.close();
	equal(bench.channel.send(bench.port), Outcome.Offline);
	bench.clock.advance(1);
	bench.channel.close();
	equal(bench.channel.send(bench.port), Outcome.Sent);
	equal(bench.channel.send(bench.port), Outcome.Offline);
});
