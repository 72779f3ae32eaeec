import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { FakeSystem } from "fakes/system";
import { equal, ok, test } from "harness";
import { FEED_MS, Health, QUICK_RESETS, SAFE_MS, STABLE_MS } from "health/health";
import { ResetReason, RestartCode } from "health/system";

/** One boot of a board whose memory `system` is. */
function bootBoard(system: FakeSystem) {
	const clock = new FakeClock();
	const log = new RecordingLog();
	let calm = 0;
	const health = new Health({ clock, log, system, onCalm: () => calm++ });
	health.start();
	return { clock, log, health, calm: () => calm };
}

/** Boots that end in a panic after `ms` each; returns the boot behind the last of them. */
function crash(system: FakeSystem, times: number, ms = 1_000) {
	for (let i = 0; i < times; i++) {
		bootBoard(system).clock.advance(ms);
		system.reason = ResetReason.Panic;
	}
	return bootBoard(system);
}

test("the watchdog is fed for as long as the alarms come, and bears one feed that is missed within its 30 s", () => {
	const system = new FakeSystem();
	const { clock } = bootBoard(system);
	ok(system.watched);
	clock.advance(600_000);
	equal(system.feeds, 600_000 / FEED_MS + 1);
	ok(FEED_MS * 2 < 30_000);
});

test("after a defect in the machine itself nobody feeds, so that the watchdog restarts the board", () => {
	const system = new FakeSystem();
	const { clock, log } = bootBoard(system);
	system.broken = true;
	clock.advance(FEED_MS);
	system.broken = false;
	const before = system.feeds;
	clock.advance(60_000);
	equal(system.feeds, before);
	equal(log.take().length, 1);
});

test("a power-on is nothing to tell; any other reset is, with the restart that was asked for", () => {
	const system = new FakeSystem();
	equal(bootBoard(system).log.take(), []);
	system.reason = ResetReason.BrownOut;
	equal(bootBoard(system).log.take(), [`reset ${ResetReason.BrownOut} 0 1`]);
	bootBoard(system).health.restart(RestartCode.Console);
	equal(system.restarts, 1);
	const { log, health } = bootBoard(system);
	equal(log.take(), [`reset ${ResetReason.Software} ${RestartCode.Console} 0`]);
	equal(
		[health.reason, health.code, health.counts[ResetReason.Software]],
		[ResetReason.Software, RestartCode.Console, 1],
	);
});

test("several quick resets in a row are safe mode; one fewer is not", () => {
	equal(crash(new FakeSystem(), QUICK_RESETS - 1).health.safe, false);
	const { health, log } = crash(new FakeSystem(), QUICK_RESETS);
	equal([health.safe, health.quick, health.counts[ResetReason.Panic]], [true, QUICK_RESETS, QUICK_RESETS]);
	equal(log.take(), [`reset ${ResetReason.Panic} 0 ${QUICK_RESETS}`, "safeMode true"]);
});

test("a boot that lasts ends the row", () => {
	const system = new FakeSystem();
	crash(system, QUICK_RESETS - 1).clock.advance(STABLE_MS);
	system.reason = ResetReason.Panic;
	const { health } = bootBoard(system);
	equal([health.safe, health.quick], [false, 1]);
	equal(crash(new FakeSystem(), QUICK_RESETS * 3, STABLE_MS).health.safe, false);
});

test("safe mode ends by itself after a stable while, once", () => {
	const { health, log, clock, calm } = crash(new FakeSystem(), QUICK_RESETS);
	log.take();
	clock.advance(SAFE_MS - 1);
	equal([health.safe, calm()], [true, 0]);
	clock.advance(1);
	equal([health.safe, calm(), log.take()], [false, 1, ["safeMode false"]]);
	clock.advance(SAFE_MS * 3);
	equal(calm(), 1);
});

test("a reset within safe mode stays in it; power, the button or a restart from the console leave it", () => {
	const system = new FakeSystem();
	crash(system, QUICK_RESETS + 1);
	equal(bootBoard(system).health.safe, true);
	for (const reason of [ResetReason.PowerOn, ResetReason.External]) {
		const other = new FakeSystem();
		crash(other, QUICK_RESETS);
		other.reason = reason;
		equal(bootBoard(other).health.safe, false);
	}
	bootBoard(system).health.restart(RestartCode.Console);
	equal(bootBoard(system).health.safe, false);
});

test("the first proof of a session marks the image valid, once", () => {
	const system = new FakeSystem();
	const { health } = bootBoard(system);
	equal(system.marks, 0);
	for (let i = 0; i < 3; i++) health.proved();
	equal(system.marks, 1);
});

test("a stopped machine neither feeds nor counts", () => {
	const system = new FakeSystem();
	const { clock, health } = bootBoard(system);
	health.stop();
	equal(clock.pending, 0);
});

test("a person has wished a start from the console, for new settings, by button, USB or debugger; nobody any other", () => {
	const wished: string[] = [];
	for (let reason = ResetReason.Unknown; reason <= ResetReason.External; reason++) {
		for (let code = RestartCode.None; code <= RestartCode.Subscription; code++) {
			const system = new FakeSystem();
			bootBoard(system).health.restart(code);
			system.reason = reason;
			if (bootBoard(system).health.wished) wished.push(`${reason} ${code}`);
		}
	}
	const { Software, External } = { Software: ResetReason.Software, External: ResetReason.External };
	const outside = [0, 1, 2, 3, 4, 5].map((code) => `${External} ${code}`);
	equal(wished, [`${Software} ${RestartCode.Console}`, `${Software} ${RestartCode.Settings}`, ...outside]);
});
