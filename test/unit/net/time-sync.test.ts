import { SyncFailure } from "core/network";
import { BUILT, syncBench, TRUE_TIME } from "fakes/ntp";
import { equal, ok, test, throws } from "harness";
import { ANSWER_MS, Phase, RESOLVE_MS, SYNC_MS } from "net/time-sync";

test("time: the first answer sets the clock, and it is asked again in about four hours", () => {
	const bench = syncBench();
	bench.sync.open();
	bench.clock.advance(0);
	equal([bench.net.last.address, bench.net.last.port], ["192.0.2.1", 123]);
	bench.clock.advance(40);
	bench.answer(-20);
	equal(bench.clock.time, TRUE_TIME + 40, "half of the 40 ms on the way are added");
	equal(bench.log.take(), ["timeSync one.test NaN true"]);
	equal(bench.synced, 1);
	equal(bench.net.open, 0);
	bench.clock.advance(SYNC_MS - 1);
	equal(bench.net.sent.length, 1);
	bench.clock.advance(1);
	equal(bench.net.sent.length, 2);
});

test("time: small differences are left alone, a second or more is set right, back and forth", () => {
	const bench = syncBench();
	bench.sync.open();
	bench.clock.advance(0);
	bench.answer();
	bench.log.take();
	const said: string[][] = [];
	for (const off of [400, -999, 1_500, -60_000]) {
		bench.clock.advance(SYNC_MS);
		const before = bench.clock.time - TRUE_TIME - bench.clock.ticks;
		bench.answer(before + off);
		said.push(bench.log.take());
		equal(bench.clock.time - TRUE_TIME - bench.clock.ticks, Math.abs(off) < 1_000 ? before : before + off);
	}
	equal(said, [
		["timeSync one.test 400 false"],
		["timeSync one.test -999 false"],
		["timeSync one.test 1500 true"],
		["timeSync one.test -60000 true", "error the clock went back 60 s: it was ahead of one.test"],
	]);
});

test("time: a server that is silent, unknown or of no use gives way to the next", () => {
	const bench = syncBench();
	bench.sync.open();
	bench.clock.advance(0);
	bench.clock.advance(ANSWER_MS);
	equal(bench.log.take(), [`timeFailed one.test ${SyncFailure.Silent}`]);
	equal(bench.net.last.address, "192.0.2.2");
	bench.answer(0, { leap: 3 });
	equal(bench.log.take(), [`timeFailed two.test ${SyncFailure.Unsynchronised}`]);
	equal(bench.sync.phase, Phase.Resting);
	bench.addresses.delete("one.test");
	bench.clock.advance(2_000);
	equal(bench.log.take(), [`timeFailed one.test ${SyncFailure.Resolve}`]);
	bench.answer();
	equal(bench.synced, 1);
});

test("time: what is before the build, decades after it, or no time at all is refused", () => {
	for (const off of [BUILT - TRUE_TIME - 1, 40 * 365 * 86_400_000, 2 ** 41]) {
		const bench = syncBench({ timeServers: ["one.test"] });
		bench.sync.open();
		bench.clock.advance(0);
		bench.answer(off);
		equal(bench.log.take(), [`timeFailed one.test ${SyncFailure.Implausible}`]);
		equal(bench.clock.time, 0);
	}
	const bench = syncBench({ timeServers: ["one.test"] });
	bench.sync.open();
	bench.clock.advance(0);
	bench.answer(0, { zero: true });
	equal(bench.log.take(), [`timeFailed one.test ${SyncFailure.Unsynchronised}`]);
});

test("time: a kiss-o'-death is obeyed: the server is left alone for minutes (RFC 5905 §7.4)", () => {
	const bench = syncBench({ timeServers: ["one.test"] });
	bench.sync.open();
	bench.clock.advance(0);
	bench.answer(0, { stratum: 0 });
	equal(bench.log.take(), [`timeFailed one.test ${SyncFailure.KissOfDeath}`]);
	bench.clock.advance(149_000);
	equal(bench.net.sent.length, 1);
	bench.clock.advance(77_000);
	equal(bench.net.sent.length, 2);
});

test("time: an answer that does not repeat the request's number, or comes from elsewhere, changes nothing", () => {
	const bench = syncBench();
	bench.sync.open();
	bench.clock.advance(0);
	bench.answer(86_400_000, { origin: new Uint8Array(8) });
	bench.answer(86_400_000, { mode: 3 });
	bench.net.last.socket.receive(new Uint8Array(20), "192.0.2.1", 123);
	bench.net.last.socket.receive(new Uint8Array(48), "203.0.113.1", 123);
	equal(bench.log.take(), []);
	bench.answer();
	equal(bench.clock.time, TRUE_TIME);
});

test("time: a known clock is moved far only when a second server says the same", () => {
	const bench = syncBench();
	const day = 86_400_000;
	bench.sync.open();
	bench.clock.advance(0);
	bench.answer();
	bench.clock.advance(SYNC_MS);
	bench.log.take();
	bench.answer(day);
	equal(bench.log.take(), [`timeFailed one.test ${SyncFailure.Alone}`]);
	bench.answer();
	equal(bench.log.take(), ["timeSync two.test 0 false"]);
	bench.clock.advance(SYNC_MS);
	bench.answer(day);
	bench.answer(day + 900);
	equal(bench.log.take().at(-1), `timeSync two.test ${day + 900} true`);
});

test("time: rounds that fail are repeated with back-off, an hour long, and a look-up without an answer ends", () => {
	const bench = syncBench({ resolve: () => undefined, timeServers: ["one.test"] });
	bench.sync.open();
	bench.clock.advance(3_600_000);
	const failures = bench.log.take();
	ok(failures.length > 15 && failures.length < 60, `${failures.length}`);
	ok(failures.every((line) => line === `timeFailed one.test ${SyncFailure.Resolve}`));
	ok(RESOLVE_MS > 0);
	equal(bench.clock.time, 0);
});

test("time: where there is no socket it says so and tries again", () => {
	const bench = syncBench({ timeServers: ["one.test"] });
	bench.net.refuse = true;
	bench.sync.open();
	bench.clock.advance(0);
	equal(bench.log.take(), [`timeFailed one.test ${SyncFailure.NoSocket}`]);
	bench.net.refuse = false;
	bench.clock.advance(2_000);
	bench.answer();
	equal(bench.synced, 1);
});

test("time: close gives up what is under way, and nothing is asked any more", () => {
	const bench = syncBench();
	bench.sync.open();
	bench.clock.advance(0);
	bench.sync.close();
	bench.sync.close();
	equal(bench.net.open, 0);
	bench.clock.advance(86_400_000);
	equal(bench.net.sent.length, 1);
	bench.sync.open();
	bench.clock.advance(0);
	equal(bench.net.sent.length, 2, "open asks at once");
});

test("time: a defect in its owner's callback closes it and is told", () => {
	const bench = syncBench({
		onSynced: () => {
			throw new Error("planted");
		},
	});
	bench.sync.open();
	bench.clock.advance(0);
	bench.answer();
	equal(bench.faults.length, 1);
	equal(bench.sync.phase, Phase.Idle);
	throws(() => {
		throw bench.faults[0];
	}, "planted");
});

test("time: a link that comes and goes does not ask again what is known; one without the time asks, but not all the time (RFC 4330 §10)", () => {
	const bench = syncBench({ timeServers: ["one.test"] });
	const reopen = (): void => {
		bench.sync.close();
		bench.clock.advance(1_000);
		bench.sync.open();
		bench.clock.advance(0);
	};
	bench.sync.open();
	bench.clock.advance(0);
	for (let i = 0; i < 14; i++) reopen();
	equal(bench.net.sent.length, 1);
	reopen();
	equal(bench.net.sent.length, 2);
	bench.answer();
	const { ticks } = bench.clock;
	for (let i = 0; i < 20; i++) reopen();
	equal(bench.net.sent.length, 2);
	bench.clock.advance(SYNC_MS - (bench.clock.ticks - ticks));
	equal(bench.net.sent.length, 3, "and when it is due it is asked");
	bench.sync.close();
	bench.clock.advance(SYNC_MS);
	bench.sync.open();
	bench.clock.advance(0);
	equal(bench.net.sent.length, 4, "what became due meanwhile is asked at once");
});

test("time: a server that wants to be left alone is not asked sooner because the link came back", () => {
	const bench = syncBench({ timeServers: ["one.test"] });
	bench.sync.open();
	bench.clock.advance(0);
	bench.answer(0, { stratum: 0 });
	bench.sync.close();
	bench.sync.open();
	bench.clock.advance(149_000);
	equal(bench.net.sent.length, 1);
});
