import { LinkFailure, Need } from "core/network";
import { Failure } from "core/result";
import { FakeClock } from "fakes/clock";
import { networkBench } from "fakes/network";
import { ntpAnswer } from "fakes/ntp";
import { equal, ok, test } from "harness";
import { SPREAD_MS } from "net/network";
import { NetKind } from "net/plan";

const NOW = Date.UTC(2026, 10, 22);

/** As networkBench, with a time server that answers when it is told to. */
function bench(...changes: Parameters<typeof networkBench>) {
	const parts = networkBench(...changes);
	const { clock, net } = parts;
	const tell = (): void => {
		for (let i = 0; i < 400 && net.open === 0; i++) clock.advance(1_000);
		net.answer(ntpAnswer(net.last.bytes, NOW + clock.ticks));
	};
	return { ...parts, tell };
}

test("network: the client is opened when link and time are there, and it is said what it waits for", () => {
	const { network, clock, log, client, up, tell, take } = bench();
	network.start(client);
	equal(log.take(), [`waiting ${Need.Link}`]);
	up();
	clock.advance(60_000);
	equal(
		log.take().filter((line) => line.startsWith("waiting")),
		[`waiting ${Need.Clock}`],
	);
	equal(take(), []);
	clock.advance(10_000);
	tell();
	equal(take(), ["open"]);
});

test("network: a time that somebody sets by hand opens the client at once, one that is just there within a minute", () => {
	for (const told of [true, false]) {
		const { network, clock, client, up, take } = bench();
		network.start(client);
		up();
		clock.advance(10_000);
		equal(take(), []);
		clock.epoch = NOW;
		if (told) network.onTime();
		else clock.advance(60_000);
		equal(take(), ["open"]);
	}
});

test("network: without TLS the time is not waited for", () => {
	const { network, client, up, take } = bench({ needsTime: false });
	network.start(client);
	up();
	equal(take(), ["open"]);
});

test("network: down pauses the client, up opens it again; a time once known is not waited for again", () => {
	const { network, clock, link, net, client, up, tell, take } = bench();
	network.start(client);
	up();
	tell();
	take();
	link.down(LinkFailure.Lost);
	equal(take(), [`pause ${Failure.LinkDown}`]);
	clock.advance(0);
	equal(net.open, 0, "and nothing is asked");
	up();
	equal(take(), ["open"]);
});

test("network: names are looked up by the network's own servers while it is up, otherwise by the platform", () => {
	const { network, net, asked, client, up, link } = bench();
	network.start(client);
	network.resolve("broker.test", () => undefined);
	equal(asked, ["broker.test"]);
	up();
	network.resolve("broker.test", () => undefined);
	equal([net.last.address, net.last.port], ["192.0.2.53", 53]);
	link.dns = [];
	network.resolve("other.test", () => undefined);
	equal(asked, ["broker.test", "other.test"]);
});

test("network: a platform that is online by itself opens the client at once, and its clock is left alone", () => {
	const clock = new FakeClock();
	const { network, net, client, take, log } = bench(
		{
			link: undefined,
			clock,
			networkPlan: { kind: NetKind.None, networks: [], fixed: undefined, hostname: "pc", timeServers: ["192.0.2.123"] },
		},
		{ online: true, keepsTime: true },
	);
	network.start(client);
	equal(take(), ["open"]);
	clock.advance(86_400_000);
	equal(net.sent.length, 0);
	equal(log.take(), []);
});

test("network: where the platform keeps a time that is not there yet, it is looked for", () => {
	const clock = new FakeClock(0);
	const { network, client, take } = bench({ link: undefined, clock }, { online: true, keepsTime: true });
	network.start(client);
	equal(take(), []);
	clock.epoch = NOW;
	clock.advance(5_000);
	equal(take(), ["open"]);
});

test("network: an interface that is wanted and not there is told", () => {
	for (const online of [false, true]) {
		const { network, log, client } = bench({ link: undefined }, { online });
		network.start(client);
		const [line] = log.take();
		ok(
			line.startsWith("error net.kind: this platform has no such interface") && line.includes("own network") === online,
			line,
		);
	}
});

test("network: close stops everything", () => {
	const { network, clock, link, net, client, up } = bench();
	network.start(client);
	up();
	clock.advance(0);
	network.close();
	network.close();
	equal(net.open, 0);
	ok(link.calls.includes("close"));
	equal(clock.pending, 0);
});

/** Milliseconds from the link being up for the first time until the client is opened and the first question for the time is sent. */
function firstOpened(random: number): readonly [opened: number, asked: number] {
	const { network, clock, net, client, up, take } = networkBench({
		needsTime: false,
		awaited: false,
		random: () => random,
	});
	network.start(client);
	up();
	const start = clock.ticks;
	let asked = -1;
	for (;;) {
		clock.advance(1);
		if (net.sent.length > 0 && asked < 0) asked = clock.ticks - start;
		if (take().includes("open")) return [clock.ticks - start, asked];
	}
}

test("network: boards that start together by themselves ask and connect spread over a few seconds", () => {
	equal(
		[0, 0.2, 0.999].map((random) => firstOpened(random)[0]),
		[1, 1_000, Math.floor(SPREAD_MS * 0.999)],
	);
	ok(firstOpened(0.999)[1] >= SPREAD_MS * 0.99, "the time servers as well");
});

test("network: only the first time: behind a link that was lost the client's own back-off decides", () => {
	const { network, clock, link, client, up, take } = networkBench({ needsTime: false, awaited: false });
	network.start(client);
	up();
	equal(take(), []);
	clock.advance(SPREAD_MS);
	equal(take(), ["open"]);
	link.down(LinkFailure.Lost);
	up();
	equal(take(), [`pause ${Failure.LinkDown}`, "open"]);
});

test("network: a link that is lost again before is not taken for one that is up", () => {
	const { network, clock, link, client, up, take } = networkBench({ needsTime: false, awaited: false });
	network.start(client);
	up();
	link.down(LinkFailure.Lost);
	take();
	clock.advance(SPREAD_MS);
	equal(take(), []);
});
