import { LinkFailure } from "core/network";
import { FakeClock } from "fakes/clock";
import { FakeLink, stationBench, stationUp } from "fakes/link";
import { networkBench } from "fakes/network";
import { equal, test } from "harness";
import { NetKind } from "net/plan";
import { Phase, SCAN_MS, SETTLE_MS } from "net/station-state";
import { LoneScan } from "net/wifi-scan";

/** Who asked, and what he heard. */
function listener() {
	const heard: string[] = [];
	return {
		heard,
		onFound: (ssid: string, rssi: number) => heard.push(`${ssid} ${rssi}`),
		onDone: (failure: LinkFailure) => heard.push(`done ${failure}`),
	};
}

test("scan: a station that is up scans for who asks, and stays up", () => {
	const { station, link, events } = stationUp();
	const who = listener();
	equal(station.scan(who), true);
	equal(link.take(), ["scan"]);
	equal(station.scan(listener()), false, "one at a time");
	link.scanned(["home", -60], ["", -70]);
	equal(who.heard, ["home -60", " -70", `done ${LinkFailure.None}`]);
	equal([station.phase, events, link.take()], [Phase.Up, [], []]);
	equal(station.scan(listener()), true, "and again");
});

test("scan: while a round scans it goes along, and hears all that the round does", () => {
	const { station, clock, link } = stationBench();
	station.open();
	clock.advance(0);
	link.take();
	const who = listener();
	equal([station.scan(who), station.scan(listener())], [true, false]);
	link.scanned(["home", -50], ["other", -40]);
	equal(who.heard, ["home -50", "other -40", `done ${LinkFailure.None}`]);
	equal(link.take(), ["join home home-password"]);
});

test("scan: it never disturbs a network that is being joined, nor a round that goes on to the next", () => {
	const { station, clock, link } = stationBench();
	const refused = (): unknown => [station.scan(listener()), link.take()];
	equal(refused(), [false, []], "not started");
	station.open();
	clock.advance(0);
	link.scanned(["home", -50], ["barn", -60]);
	link.take();
	equal(refused(), [false, []]);
	link.joined();
	equal(refused(), [false, []]);
	link.down(LinkFailure.Refused);
	link.take();
	equal([station.phase, refused()], [Phase.Resting, [false, []]]);
	station.close();
	link.take();
	equal(refused(), [false, []]);
});

test("scan: between two rounds it scans, and the next round waits for its end", () => {
	const { station, clock, link } = stationBench();
	station.open();
	clock.advance(0);
	link.scanned();
	clock.advance(500);
	link.take();
	const who = listener();
	equal([station.scan(who), link.take()], [true, ["scan"]]);
	clock.advance(5_000);
	equal([station.phase, link.take()], [Phase.Resting, []]);
	link.scanned(["home", -50]);
	equal(who.heard, ["home -50", `done ${LinkFailure.None}`]);
	clock.advance(SETTLE_MS);
	equal([station.phase, link.take()], [Phase.Scanning, ["scan"]]);
});

test("scan: a radio that never ends it is not waited for", () => {
	const { station, clock, link, events } = stationUp();
	const who = listener();
	station.scan(who);
	clock.advance(SCAN_MS - 1);
	equal(who.heard, []);
	clock.advance(1);
	equal(who.heard, [`done ${LinkFailure.ScanFailed}`]);
	link.scanned(["home", -60]);
	equal([who.heard.length, events], [1, []], "late news");
	const bench = stationBench();
	const rider = listener();
	bench.station.open();
	bench.clock.advance(0);
	bench.station.scan(rider);
	bench.clock.advance(SCAN_MS);
	equal(rider.heard, [`done ${LinkFailure.ScanFailed}`], "along with the round");
});

test("scan: who gives it up hears nothing more, and asks again for the scan that still runs", () => {
	const { station, link } = stationUp();
	const [first, second] = [listener(), listener()];
	station.scan(first);
	link.callbacks?.onFound("home", -60);
	station.cancelScan();
	station.cancelScan();
	equal([station.scan(second), link.take()], [true, ["scan"]]);
	link.scanned(["barn", -50]);
	equal([first.heard, second.heard], [["home -60"], ["barn -50", `done ${LinkFailure.None}`]]);
});

test("scan: a link that is lost meanwhile is told, and joined again behind the scan", () => {
	const { station, clock, link, events } = stationUp();
	station.scan(listener());
	link.take();
	link.down(LinkFailure.Lost);
	equal(events, [`down ${LinkFailure.Lost}`]);
	clock.advance(SCAN_MS + SETTLE_MS);
	equal([station.phase, link.take()], [Phase.Scanning, ["leave", "scan"]]);
});

test("scan: a cable and a radio that refuses have none; closing ends one without a word", () => {
	const { station, clock, link } = stationUp();
	link.willing = false;
	equal(station.scan(listener()), false);
	link.willing = true;
	link.wireless = false;
	equal(station.scan(listener()), false);
	link.wireless = true;
	const who = listener();
	station.scan(who);
	station.close();
	clock.advance(SCAN_MS);
	equal([who.heard, clock.pending], [[], 0]);
});

test("scan: what who asked throws closes the station and is told once", () => {
	const { station, link, faults } = stationUp();
	const onFound = (): void => {
		throw new Error("planted");
	};
	station.scan({ onFound, onDone: () => undefined });
	link.scanned(["home", -60], ["barn", -60]);
	equal([faults.length, station.phase], [1, Phase.Idle]);
});

/** A scan without a station. */
function loneBench() {
	const clock = new FakeClock();
	const links: FakeLink[] = [];
	const faults: unknown[] = [];
	const bench = { clock, links, faults, broken: false };
	const lone = new LoneScan({
		clock,
		link: (callbacks) => {
			if (bench.broken) throw new Error("no radio");
			const link = new FakeLink();
			link.callbacks = callbacks;
			links.push(link);
			return link;
		},
		onFault: (error) => faults.push(error),
	});
	return Object.assign(bench, { lone });
}

test("lone scan: the interface is made for it and given back behind it, before who asked hears the end", () => {
	const { lone, links, clock } = loneBench();
	const who = listener();
	equal([lone.begin(who), lone.begin(listener()), links.length], [true, false, 1]);
	links[0].scanned(["home", -60]);
	equal(who.heard, ["home -60", `done ${LinkFailure.None}`]);
	equal([links[0].take(), clock.pending], [["scan", "close"], 0]);
	equal([lone.begin(listener()), links.length], [true, 2]);
});

test("lone scan: it ends at its deadline, when it is given up, and where the radio refuses or does not start", () => {
	const bench = loneBench();
	const { lone, links, clock } = bench;
	const [late, given] = [listener(), listener()];
	lone.begin(late);
	clock.advance(SCAN_MS);
	equal([late.heard, links[0].take()], [[`done ${LinkFailure.ScanFailed}`], ["scan", "close"]]);
	lone.begin(given);
	lone.cancel();
	lone.cancel();
	links[1].scanned(["home", -60]);
	equal([given.heard, links[1].take(), clock.pending], [[], ["scan", "close"], 0]);
	bench.broken = true;
	equal(lone.begin(listener()), false);
	bench.broken = false;
	equal(lone.begin(listener()), true);
});

test("lone scan: what who asked throws gives the interface back and is told once", () => {
	const { lone, links, faults } = loneBench();
	const onDone = (): void => {
		throw new Error("planted");
	};
	lone.begin({ onFound: () => undefined, onDone });
	links[0].scanned(["home", -60]);
	equal([faults.length, links[0].take()], [1, ["scan", "close"]]);
});

test("network: scanWifi is the station's, or with nothing to join one of its own; close gives it up", () => {
	const own = networkBench();
	own.network.start(undefined);
	own.clock.advance(0);
	const who = listener();
	equal(own.network.scanWifi(who.onFound, who.onDone), true);
	own.link.scanned(["home", -50]);
	equal(who.heard, ["home -50", `done ${LinkFailure.None}`]);

	const lone = new FakeLink();
	const scanLink = (callbacks: NonNullable<FakeLink["callbacks"]>): FakeLink => {
		lone.callbacks = callbacks;
		return lone;
	};
	const bare = networkBench({ kind: NetKind.None, networks: [], link: undefined, scanLink });
	const other = listener();
	bare.network.start(undefined);
	equal(bare.network.scanWifi(other.onFound, other.onDone), true);
	bare.network.close();
	equal(lone.take(), ["scan", "close"]);
	equal(networkBench({ kind: NetKind.None, link: undefined }).network.scanWifi(other.onFound, other.onDone), false);
	equal(other.heard, []);
});
