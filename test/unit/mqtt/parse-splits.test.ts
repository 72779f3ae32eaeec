import { bench } from "fakes/client";
import { equal, fromHex, ok, test, toHex } from "harness";

/** CONNACK, then what a broker may send a QoS 0 client: messages at each QoS, a release, an empty payload. */
const SESSION = fromHex(
	"2002 0000 3005 0001 61 6869 3206 0001 61 1234 68 3405 0001 61 0001 6202 0001 3003 0001 61 3104 0001 61 68 d0 00",
);

/** Everything that can be seen of a client which gets the session in these pieces. */
function observe(pieces: readonly Uint8Array[]): string {
	const { client, clock, wire, log, listener, faults } = bench();
	client.open();
	clock.advance(0);
	wire.last.open();
	for (const piece of pieces) wire.last.receive(piece);
	return [
		...wire.last.writes.map(toHex),
		...log.lines,
		...listener.events,
		`${wire.last.closed} ${faults.length}`,
	].join("\n");
}

test("parse: every cut of a recorded session into two pieces gives the same events", () => {
	const whole = observe([SESSION]);
	ok(whole.includes("40021234") && whole.includes("50020001") && whole.includes("70020001"), "the session is answered");
	for (let cut = 1; cut < SESSION.length; cut++) {
		equal(observe([SESSION.subarray(0, cut), SESSION.subarray(cut)]), whole, `cut at ${cut}`);
	}
});

test("parse: every cut of a recorded session into three pieces gives the same events", () => {
	const whole = observe([SESSION]);
	for (let first = 1; first < SESSION.length - 1; first++) {
		for (let second = first + 1; second < SESSION.length; second++) {
			const pieces = [SESSION.subarray(0, first), SESSION.subarray(first, second), SESSION.subarray(second)];
			equal(observe(pieces), whole, `cut at ${first} and ${second}`);
		}
	}
});

test("parse: a session in single bytes gives the same events", () => {
	equal(observe(Array.from(SESSION, (byte) => Uint8Array.of(byte))), observe([SESSION]));
});
