import { BACKOFF_MIN_MS } from "core/backoff";
import { Failure } from "core/result";
import { bench, connected } from "fakes/client";
import { equal, ok, test } from "harness";
import { Phase } from "mqtt/client";

test("pause: a session is given up without a goodbye, its listener hears of it, and nothing is tried", () => {
	const { client, clock, wire, log, listener } = connected();
	client.pause(Failure.LinkDown);
	equal(client.phase, Phase.Idle);
	equal(wire.last.closed, true);
	equal(wire.last.writes.length, 0);
	equal(listener.events, [`lost ${Failure.LinkDown}`]);
	equal(log.take(), [`disconnected ${Failure.LinkDown} 0`]);
	clock.advance(86_400_000);
	equal(wire.connections.length, 1);
});

/** The link is lost and found again every two seconds, for an hour; ticks of all attempts. */
function flapping(random: () => number): number[] {
	const { client, clock, wire } = bench({ random });
	const attempts: number[] = [];
	for (let up = true; clock.ticks < 3_600_000; up = !up) {
		if (up) client.open();
		else client.pause(Failure.LinkDown);
		for (let i = 0; i < 20; i++) {
			clock.advance(100);
			if (wire.connections.length > attempts.length) attempts.push(clock.ticks);
		}
	}
	return attempts;
}

test("pause B1: a link that comes and goes is no way around the back-off, which grows", () => {
	for (const random of [() => 0, () => 0.5, () => 0.999]) {
		const attempts = flapping(random);
		for (let i = 1; i < attempts.length; i++) ok(attempts[i] - attempts[i - 1] >= BACKOFF_MIN_MS, `${attempts}`);
		if (random() > 0) ok(attempts.length < 40, `${attempts.length} attempts in an hour`);
		if (random() > 0) ok(attempts.length > 12, "and it goes on");
	}
});

test("pause: behind an outage that was longer than the wait, open tries at once", () => {
	const { client, clock, wire } = connected();
	client.pause(Failure.LinkDown);
	clock.advance(60_000);
	client.open();
	clock.advance(0);
	equal(wire.connections.length, 2);
});

test("pause: between two attempts the wait goes on, and nobody hears of it", () => {
	const { client, clock, wire, listener, log } = bench({ random: () => 0.999 });
	client.open();
	clock.advance(0);
	for (let i = 0; i < 5; i++) {
		wire.last.end(Failure.Unreachable);
		while (client.phase === Phase.Waiting) clock.advance(1_000);
	}
	wire.last.end(Failure.Unreachable); // 64 s from here
	log.take();
	listener.events.splice(0);
	clock.advance(20_000);
	client.pause(Failure.LinkDown);
	equal([log.take(), listener.events], [[], []]);
	clock.advance(10_000);
	const before = wire.connections.length;
	client.open();
	clock.advance(30_000);
	equal(wire.connections.length, before);
	clock.advance(5_000);
	equal(wire.connections.length, before + 1);
});

test("pause: who asks for the connection waits for no back-off, but attempts stay a minimum apart (B1)", () => {
	const { client, clock, wire } = bench({ random: () => 0.999 });
	client.open();
	clock.advance(0);
	const attempts = [clock.ticks];
	for (let i = 0; i < 100; i++) {
		client.pause(Failure.Local);
		client.open(true);
		clock.advance(100);
		if (wire.connections.length > attempts.length) attempts.push(clock.ticks);
	}
	equal(attempts.length, 11);
	for (let i = 1; i < attempts.length; i++) ok(attempts[i] - attempts[i - 1] >= BACKOFF_MIN_MS, `${attempts}`);
	wire.last.end(Failure.Unreachable);
	const before = wire.connections.length;
	clock.advance(30_000);
	equal(wire.connections.length, before, "and the back-off is as long as if nobody had asked");
});

test("pause: other settings are tried soon, but not sooner than a minimum behind the last attempt (B1)", () => {
	const before = bench();
	before.client.open();
	before.clock.advance(0);
	const after = bench({ clock: before.clock });
	before.client.close();
	after.client.adopt(before.client);
	after.client.open();
	before.clock.advance(BACKOFF_MIN_MS - 1);
	equal(after.wire.connections.length, 0);
	before.clock.advance(1);
	equal(after.wire.connections.length, 1);
});

test("pause: for ourselves it says goodbye first [MQTT-3.14.4-1], and its listener hears of it", () => {
	const { client, wire, listener } = connected();
	client.pause(Failure.Local);
	equal([wire.last.take(), wire.last.closed], [["e000"], true]);
	equal(listener.events, [`lost ${Failure.Local}`]);
});
