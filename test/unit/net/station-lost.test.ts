import { LinkFailure } from "core/network";
import { stationBench, stationUp } from "fakes/link";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";
import { BOARD_MS, RADIO_ROUNDS } from "net/recovery";
import { HEALTH_MS, Phase, STABLE_MS } from "net/station-state";

test("station: a lost link is told to its owner, and joined again after a back-off", () => {
	const { station, clock, link, log, events } = stationUp();
	link.down(LinkFailure.Lost);
	equal(events, [`down ${LinkFailure.Lost}`]);
	equal(log.take(), [`linkDown ${LinkFailure.Lost} 1000`]);
	equal(station.dns, []);
	equal(link.take(), ["leave"]);
	clock.advance(1_000);
	link.scanned(["home", -60]);
	link.up();
	equal(events.at(-1), "up");
});

test("station: an address that is gone is a lost link, though no event says so", () => {
	const { clock, link, events } = stationUp();
	clock.advance(HEALTH_MS);
	equal(events, []);
	link.address = undefined;
	clock.advance(HEALTH_MS);
	equal(events, [`down ${LinkFailure.AddressLost}`]);
});

test("station: waits grow with full jitter to five minutes, and start over only behind a stable link", () => {
	const { station, clock, link, log } = stationBench({ random: seeded(7) });
	const waits: number[] = [];
	station.open();
	clock.advance(0);
	for (let i = 0; i < 40; i++) {
		link.scanned();
		const line = log.take().find((one) => one.startsWith("linkDown")) ?? "";
		const wait = Number(line.split(" ")[2]);
		waits.push(wait);
		clock.advance(wait);
	}
	ok(waits.every((wait) => wait >= 1_000 && wait <= 300_000));
	ok(Math.max(...waits) > 200_000 && new Set(waits.slice(10)).size > 25, "spread");
	for (const [lastsMs, least] of [
		[STABLE_MS / 2, 2_001],
		[STABLE_MS + HEALTH_MS, 1_000],
	]) {
		link.scanned(["home", -60]);
		link.up();
		clock.advance(lastsMs);
		log.take();
		link.down(LinkFailure.Lost);
		const wait = Number(log.take()[0].split(" ")[2]);
		ok(wait >= least && (least > 2_000 || wait <= 2_000), `${wait} ms behind ${lastsMs} ms`);
		clock.advance(wait);
	}
});

test("station: after failed rounds the radio is restarted, and the board is not", () => {
	const { station, clock, link, events } = stationBench({ mayRestart: () => true });
	station.open();
	clock.advance(0);
	for (let i = 1; i <= 3 * RADIO_ROUNDS; i++) {
		link.scanned();
		equal(link.take().includes("restart"), i % RADIO_ROUNDS === 0, `round ${i}`);
		clock.advance(1_000);
	}
	equal(events, []);
});

for (const allowed of [false, true]) {
	test(`station: hours without a link restart the board ${allowed ? "when nothing is lost by it" : "never while that loses readings"}`, () => {
		const { station, clock, link, events } = stationUp({ mayRestart: () => allowed });
		clock.advance(10 * BOARD_MS);
		link.down(LinkFailure.Lost);
		const from = clock.ticks;
		events.splice(0);
		while (clock.ticks - from < BOARD_MS - 60_000) {
			clock.advance(1_000);
			if (station.phase === Phase.Scanning) link.scanned();
		}
		equal(events, [], "not before");
		for (let i = 0; i < 600; i++) {
			clock.advance(1_000);
			if (station.phase === Phase.Scanning && events.length === 0) link.scanned();
		}
		equal(events.slice(0, 1), allowed ? ["restart no network for 240 min"] : []);
	});
}
