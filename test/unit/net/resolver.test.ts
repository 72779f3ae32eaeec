import { FakeClock } from "fakes/clock";
import { seeded } from "fakes/random";
import { FakeUdpNet } from "fakes/udp";
import { equal, fromHex, ok, test } from "harness";
import { DNS_ANSWER_MS, Resolver } from "net/resolver";

function bench(servers: readonly string[] = ["192.0.2.53", "192.0.2.54"], random = seeded(1)) {
	const clock = new FakeClock();
	const net = new FakeUdpNet();
	const faults: unknown[] = [];
	const list = { servers };
	const answers: (string | undefined)[] = [];
	const resolver = new Resolver({
		clock,
		random,
		udp: net.io,
		nameServers: () => list.servers,
		onFault: (error) => faults.push(error),
	});
	return {
		clock,
		net,
		faults,
		list,
		answers,
		resolver,
		ask: (host: string) => resolver.resolve(host, (a) => answers.push(a)),
	};
}

/** The answer to a query: one A record, or none. */
function answerTo(query: Uint8Array, address: string | undefined): Uint8Array {
	const record = address === undefined ? "" : "c00c 0001 0001 0000003c 0004";
	const bytes = new Uint8Array([...query, ...fromHex(record), ...(address?.split(".").map(Number) ?? [])]);
	bytes.set(fromHex("8180"), 2);
	bytes[7] = address === undefined ? 0 : 1;
	return bytes;
}

test("resolver: it asks the network's own server, and each name anew", () => {
	const { net, answers, ask } = bench();
	ask("broker.test");
	equal([net.last.address, net.last.port], ["192.0.2.53", 53]);
	net.answer(answerTo(net.last.bytes, "198.51.100.1"));
	ask("broker.test");
	net.answer(answerTo(net.last.bytes, "198.51.100.2"));
	equal(answers, ["198.51.100.1", "198.51.100.2"]);
	equal(net.open, 0);
});

test("resolver: a lease that brings other servers is heeded by the next name", () => {
	const { net, list, ask } = bench();
	ask("broker.test");
	net.answer(answerTo(net.last.bytes, "198.51.100.1"));
	list.servers = ["192.0.2.99"];
	ask("broker.test");
	equal(net.last.address, "192.0.2.99");
});

test("resolver: a silent server gives way to the next; after two rounds there is no address", () => {
	const { clock, net, answers, ask } = bench();
	ask("broker.test");
	clock.advance(4 * DNS_ANSWER_MS);
	equal(
		net.sent.map(({ address }) => address),
		["192.0.2.53", "192.0.2.54", "192.0.2.53", "192.0.2.54"],
	);
	equal(answers, [undefined]);
	equal(net.open, 0);
	equal(clock.pending, 0);
});

test("resolver: a server that knows no address is not the last word while there is another", () => {
	const { net, answers, ask } = bench();
	ask("broker.test");
	net.answer(answerTo(net.last.bytes, undefined));
	net.answer(answerTo(net.last.bytes, "198.51.100.1"));
	equal(answers, ["198.51.100.1"]);
});

test("resolver: an answer from elsewhere, or to another question, is passed over", () => {
	const { net, answers, ask } = bench();
	ask("broker.test");
	const good = answerTo(net.last.bytes, "203.0.113.66");
	net.answer(good, "203.0.113.1");
	net.answer(good, "192.0.2.53", 5_353);
	net.answer(good.slice(0, 20));
	const guess = good.slice();
	guess[0] ^= 1;
	net.answer(guess);
	equal(answers, []);
	net.answer(answerTo(net.last.bytes, "198.51.100.1"));
	equal(answers, ["198.51.100.1"]);
});

test("resolver: each query has its own socket and identifier", () => {
	const { net, ask } = bench();
	for (let i = 0; i < 50; i++) ask("broker.test");
	equal(new Set(net.sent.map(({ socket }) => socket)).size, 50);
	ok(new Set(net.sent.map(({ bytes }) => bytes[0] * 256 + bytes[1])).size > 45);
});

test("resolver: an address is its own answer, and without any server there is none: later, and without asking", () => {
	const { clock, net, answers, ask, list } = bench();
	ask("198.51.100.7");
	ask("localhost");
	list.servers = [];
	ask("broker.test");
	equal(answers, []);
	clock.advance(0);
	equal(answers, ["198.51.100.7", "127.0.0.1", undefined]);
	equal(net.sent.length, 0);
});

test("resolver: where there is no socket there is no address, after both rounds", () => {
	const { clock, net, answers, ask, faults } = bench();
	net.refuse = true;
	ask("broker.test");
	clock.advance(0);
	equal(answers, [undefined]);
	equal(faults, []);
});

test("resolver: close answers nothing any more", () => {
	const { clock, net, answers, ask, resolver } = bench();
	ask("broker.test");
	resolver.close();
	resolver.close();
	net.answer(answerTo(net.last.bytes, "198.51.100.1"));
	clock.advance(60_000);
	equal(answers, []);
	equal(net.open, 0);
});

/** The answer to a query: these A records, in this order. */
function answerWith(query: Uint8Array, addresses: readonly string[]): Uint8Array {
	const records = addresses.flatMap((a) => [...fromHex("c00c 0001 0001 0000003c 0004"), ...a.split(".").map(Number)]);
	const bytes = new Uint8Array([...query, ...records]);
	bytes.set(fromHex("8180"), 2);
	bytes[7] = addresses.length;
	return bytes;
}

test("resolver: of several addresses each has its turn, whether or not the server turns them round as well", () => {
	const all = ["198.51.100.1", "198.51.100.200", "203.0.113.9"];
	for (const step of [0, 1, 2]) {
		const { net, answers, ask } = bench();
		for (let i = 0; i < 6; i++) {
			ask("broker.test");
			const turn = (i * step) % 3;
			net.answer(answerWith(net.last.bytes, [...all.slice(turn), ...all.slice(0, turn)]));
		}
		equal(new Set(answers.slice(0, 3)).size, 3, `${answers}`);
		equal(answers.slice(3), answers.slice(0, 3));
	}
});

test("resolver: not every board begins with the same address", () => {
	const first = new Set<string | undefined>();
	for (let i = 0; i < 40; i++) {
		const { net, answers, ask } = bench(["192.0.2.53"], seeded(i));
		ask("broker.test");
		net.answer(answerWith(net.last.bytes, ["10.0.0.1", "120.0.0.1", "200.0.0.1"]));
		first.add(answers[0]);
	}
	equal(first.size, 3);
});

test("resolver: a wrong answer lasts no longer than the attempt it was given for, also as one of several", () => {
	const { net, answers, ask } = bench();
	ask("broker.test");
	net.answer(answerWith(net.last.bytes, ["203.0.113.66"]));
	for (let i = 0; i < 4; i++) {
		ask("broker.test");
		net.answer(answerWith(net.last.bytes, ["198.51.100.1", "198.51.100.2"]));
	}
	equal([answers[0], answers.slice(1).includes("203.0.113.66")], ["203.0.113.66", false]);
	equal(new Set(answers.slice(1)).size, 2);
});

test("resolver: the turns of one name are not those of another", () => {
	const { net, answers, ask } = bench();
	for (const host of ["a.test", "b.test", "a.test", "b.test"]) {
		ask(host);
		net.answer(answerWith(net.last.bytes, ["198.51.100.1", "198.51.100.2"]));
	}
	ok(answers[0] !== answers[2] && answers[1] !== answers[3], `${answers}`);
});
