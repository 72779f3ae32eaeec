import { LinkFailure } from "core/network";
import { stationBench, stationUp } from "fakes/link";
import { equal, test } from "harness";
import { ADDRESS_MS, JOIN_MS, Phase, SCAN_MS, SETTLE_MS } from "net/station-state";

test("station: it scans, joins the strongest network it knows, waits for an address, and is up", () => {
	const { station, clock, link, log, events } = stationBench();
	station.open();
	equal(link.take(), [], "nothing from inside open");
	clock.advance(0);
	equal(link.take(), ["scan"]);
	link.scanned(["home", -70], ["barn", -50], ["other", -20]);
	equal(link.take(), ["join barn "]);
	link.joined();
	equal(station.phase, Phase.Addressing);
	equal(station.dns, [], "none before the link is up");
	link.up();
	equal(events, ["up"]);
	equal(station.dns, ["192.0.2.53"]);
	equal(log.take(), ["joining barn", "linkUp 192.0.2.7 192.0.2.53"]);
});

test("station: a network that cannot be had gives way to the next, then the round is over, with the first's reason", () => {
	const { station, clock, link, log } = stationBench();
	station.open();
	clock.advance(0);
	link.scanned(["home", -50], ["barn", -70]);
	link.take();
	link.down(LinkFailure.WrongPassword);
	equal(link.take(), ["leave"]);
	clock.advance(SETTLE_MS);
	equal(link.take(), ["join barn "]);
	link.down(LinkFailure.Refused);
	equal(station.phase, Phase.Resting);
	const wrong = `linkDown ${LinkFailure.WrongPassword}`;
	equal(log.take(), ["joining home", `${wrong} 500`, "joining barn", `${wrong} 1000`]);
	link.take();
	clock.advance(1_000);
	equal(link.take(), ["scan"], "the next round");
});

test("station: every phase has a deadline, and each its own reason", () => {
	const { station, clock, link, log } = stationBench();
	const reasons = (): string[] => log.take().filter((line) => line.startsWith("linkDown"));
	station.open();
	clock.advance(0);
	clock.advance(SCAN_MS);
	equal(reasons(), [`linkDown ${LinkFailure.ScanFailed} 1000`]);
	clock.advance(1_000);
	link.scanned();
	equal(reasons(), [`linkDown ${LinkFailure.NoNetwork} 1000`]);
	clock.advance(1_000);
	link.scanned(["home", -50]);
	clock.advance(JOIN_MS);
	equal(reasons(), [`linkDown ${LinkFailure.JoinTimeout} 1000`]);
	clock.advance(1_000);
	link.scanned(["home", -50]);
	link.joined();
	clock.advance(ADDRESS_MS);
	equal(reasons(), [`linkDown ${LinkFailure.NoAddress} 1000`]);
	link.willing = false;
	clock.advance(1_000);
	equal(reasons(), [`linkDown ${LinkFailure.ScanFailed} 1000`], "an interface that refuses");
});

test("station: a cable is not scanned", () => {
	const { station, clock, link, log, events } = stationBench();
	link.wireless = false;
	station.open();
	clock.advance(0);
	equal(link.take(), ["join cable "]);
	link.up();
	equal(events, ["up"]);
	equal(log.take()[0], "joining cable");
});

test("station: late news of what was left means nothing", () => {
	const { station, clock, link, events } = stationBench();
	station.open();
	clock.advance(0);
	clock.advance(SCAN_MS);
	link.scanned(["home", -50]);
	link.up();
	link.down(LinkFailure.Lost);
	equal(station.phase, Phase.Resting);
	equal(events, []);
});

test("station: close leaves and releases the interface, and nothing is done any more", () => {
	const { station, clock, link, events } = stationUp();
	station.close();
	station.close();
	equal(link.take(), ["close", "close"]);
	clock.advance(86_400_000);
	link.down(LinkFailure.Lost);
	equal(events, []);
	equal(clock.pending, 0);
});

test("station: a defect in its owner's callback closes it and is told once", () => {
	const { station, clock, link, faults } = stationBench({
		onUp: () => {
			throw new Error("planted");
		},
	});
	station.open();
	clock.advance(0);
	link.scanned(["home", -50]);
	link.up();
	equal(faults.length, 1);
	equal(station.phase, Phase.Idle);
	equal(link.take().at(-1), "close");
});
