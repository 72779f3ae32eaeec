import { LinkFailure } from "core/network";
import { FakeClock } from "fakes/clock";
import { FakeInterface, fakePlatform } from "fakes/interface";
import { equal, test } from "harness";
import { linkFor, scanLinkFor } from "net/interfaces";
import type { Link } from "net/link";
import { NetKind, type NetworkPlan } from "net/plan";

const FIXED = { address: "192.168.1.20", mask: "255.255.255.0", gateway: "192.168.1.1", dns: "192.168.1.53" };

function bench(kind: NetKind, fixed?: NetworkPlan["fixed"]) {
	const { platform, calls } = fakePlatform();
	const clock = new FakeClock();
	const events: string[] = [];
	const plan: NetworkPlan = { kind, networks: [], fixed, hostname: "hut", timeServers: [] };
	const link = linkFor(
		plan,
		platform,
		clock,
	)?.({
		onFound: (ssid, rssi) => events.push(`found ${ssid} ${rssi}`),
		onScanned: () => events.push("scanned"),
		onState: (state, failure) => events.push(`state ${state} ${failure}`),
	}) as Link;
	return { link, io: FakeInterface.last, clock, calls, events, take: () => events.splice(0) };
}

test("wifi: scan and join go to the interface; what it finds and becomes comes back", () => {
	const { link, io, take } = bench(NetKind.Wifi);
	equal(link.scan(), true);
	io.scanning?.onFound({ SSID: "home", RSSI: -60 });
	io.scanning?.onComplete();
	equal(take(), ["found home -60", "scanned"]);
	equal(link.join("home", "12345678"), true);
	io.become(300);
	io.become(400);
	io.become(500, "192.0.2.7");
	equal(take(), ["state 1 0", "state 2 0"]);
	equal(link.address, "192.0.2.7");
	io.become(200);
	equal(take(), [`state 0 ${LinkFailure.WrongPassword}`], "with the reason that the platform knows");
	link.join("open", "");
	equal(io.calls, [
		'configure {"hostname":"hut"}',
		"scan",
		'connect {"SSID":"home","password":"12345678"}',
		'connect {"SSID":"open"}',
	]);
});

test("wifi: what comes of a network that was left is not told", () => {
	const { link, io, take } = bench(NetKind.Wifi);
	link.join("home", "12345678");
	link.leave();
	io.become(200);
	io.become(500, "192.0.2.7");
	equal(take(), []);
});

test("link: an IPv6 address of its own making is no address", () => {
	const { link, io } = bench(NetKind.Wifi);
	io.address = "FE80::1234:56FF:FE78:9ABC";
	equal(link.address, undefined);
});

test("link: an interface that throws has refused, and nothing leaves", () => {
	const { link, io } = bench(NetKind.Wifi);
	io.broken = true;
	equal(link.scan(), false);
	equal(link.join("home", ""), false);
	link.leave();
	link.close();
	link.close();
	equal(link.scan(), false);
	equal(link.address, undefined);
});

test("link: a fixed address is configured before anything is joined, with its name server", () => {
	const { link, io, calls } = bench(NetKind.Wifi, FIXED);
	const { address, mask, gateway } = FIXED;
	equal(io.calls, [
		'configure {"hostname":"hut"}',
		`configure ${JSON.stringify({ static: { address, mask, gateway } })}`,
	]);
	equal(calls, ["setDns 192.168.1.53"]);
	equal(link.dns, ["192.168.1.53"]);
});

test("ethernet: connect is called once, disconnect never, and an address that is there already is told", () => {
	const { link, io, clock, take } = bench(NetKind.Ethernet);
	equal(link.wireless, false);
	equal(link.scan(), false);
	link.join("cable", "");
	io.become(500, "192.0.2.7");
	equal(take(), ["state 2 0"]);
	link.leave();
	link.join("cable", "");
	equal(take(), [], "not from inside join");
	clock.advance(0);
	equal(take(), ["state 2 0"]);
	io.become(200);
	io.become(400);
	equal(take(), [`state 0 ${LinkFailure.Lost}`]);
	equal(io.calls, ['configure {"hostname":"hut"}', "connect {}"]);
});

test("ethernet: with a fixed address connect would lie, and is left out", () => {
	const { link, io } = bench(NetKind.Ethernet, FIXED);
	equal(link.join("cable", ""), true);
	equal(
		io.calls.some((call) => call.startsWith("connect")),
		false,
	);
});

test("link: a kind that the platform lacks, or none, has no link", () => {
	const clock = new FakeClock();
	const plan = (kind: NetKind): NetworkPlan => ({
		kind,
		networks: [],
		fixed: undefined,
		hostname: "hut",
		timeServers: [],
	});
	const { platform } = fakePlatform({ ethernet: undefined });
	equal(linkFor(plan(NetKind.Ethernet), platform, clock), undefined);
	equal(linkFor(plan(NetKind.None), platform, clock), undefined);
});

test("link: the strength of the access point is the interface's; a cable has none", () => {
	const { link, io } = bench(NetKind.Wifi);
	equal(link.rssi, Number.NaN);
	io.RSSI = -67;
	equal(link.rssi, -67);
	equal(bench(NetKind.Ethernet).link.rssi, Number.NaN);
});

test("link: for a scan alone there is a radio with nothing set, but none on a board with a cable or without one", () => {
	const clock = new FakeClock();
	const { platform } = fakePlatform();
	const plan = (kind: NetKind): NetworkPlan => ({ kind, networks: [], fixed: FIXED, hostname: "hut", timeServers: [] });
	const callbacks = { onFound: () => undefined, onScanned: () => undefined, onState: () => undefined };
	const link = scanLinkFor(plan(NetKind.None), platform, clock)?.(callbacks);
	equal(link?.scan(), true);
	equal(FakeInterface.last.calls, ['configure {"hostname":"hut"}', "scan"], "and no fixed address is given to it");
	equal(scanLinkFor(plan(NetKind.Ethernet), platform, clock), undefined);
	equal(scanLinkFor(plan(NetKind.None), fakePlatform({ wifi: undefined }).platform, clock), undefined);
});
