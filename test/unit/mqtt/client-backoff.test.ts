import { BACKOFF_MAX_MS, BACKOFF_MIN_MS } from "core/backoff";
import { Failure } from "core/result";
import { bench, CONNACK, connected, PINGRESP } from "fakes/client";
import { equal, ok, test } from "harness";
import { Phase } from "mqtt/client";
import { STABLE_MS } from "mqtt/retry";

/** Every wait that is held to an exact length is a multiple of it. */
const STEP_MS = 10;

/** How long the client waits after its connection ended just now, in steps of STEP_MS. */
function waited({ client, clock }: ReturnType<typeof bench>): number {
	const start = clock.ticks;
	while (client.phase === Phase.Waiting) clock.advance(STEP_MS);
	return clock.ticks - start;
}

test("client B1: attempts are a minimum apart, and further each time up to five minutes", () => {
	const all = bench({ random: () => 0.999_999 });
	all.client.open();
	all.clock.advance(0);
	const waits: number[] = [];
	for (let i = 0; i < 12; i++) {
		all.wire.last.end(Failure.Unreachable);
		waits.push(waited(all));
	}
	for (let i = 1; i < waits.length; i++) ok(waits[i] >= waits[i - 1], `${waits}`);
	ok(waits[0] >= BACKOFF_MIN_MS && waits[0] <= 2_000);
	ok(waits[11] > BACKOFF_MAX_MS * 0.99 && waits[11] <= BACKOFF_MAX_MS);
});

test("client B1: even with the luckiest jitter attempts stay a minimum apart", () => {
	const all = bench({ random: () => 0 });
	all.client.open();
	all.clock.advance(0);
	for (let i = 0; i < 5; i++) {
		all.wire.last.end(Failure.Closed);
		equal(waited(all), BACKOFF_MIN_MS);
	}
});

test("client B1: CONNACK alone does not reset the back-off", () => {
	const all = bench({ random: () => 0.999_999 });
	all.client.open();
	all.clock.advance(0);
	const waits: number[] = [];
	for (let i = 0; i < 5; i++) {
		all.wire.last.open();
		all.wire.last.receive(CONNACK);
		all.wire.last.end(Failure.Closed);
		waits.push(waited(all));
	}
	ok(waits[4] > 16_000, `${waits}`);
});

test("client B1: a session that still answers after a while resets the back-off", () => {
	const all = bench({ random: () => 0.999_999 });
	all.client.open();
	all.clock.advance(0);
	for (let i = 0; i < 5; i++) {
		all.wire.last.end(Failure.Closed);
		waited(all);
	}
	all.wire.last.open();
	all.wire.last.receive(CONNACK);
	all.clock.advance(STABLE_MS);
	all.client.barrier();
	all.wire.last.receive(PINGRESP);
	all.wire.last.end(Failure.Closed);
	ok(waited(all) <= 2_000);
});

test("client B1: a session that lasted but never answered does not", () => {
	const all = connected({ random: () => 0.999_999 });
	for (let i = 0; i < 4; i++) {
		all.clock.advance(STABLE_MS);
		all.wire.last.end(Failure.Closed);
		waited(all);
		all.wire.last.open();
		all.wire.last.receive(CONNACK);
	}
	all.clock.advance(STABLE_MS);
	all.wire.last.end(Failure.Closed);
	ok(waited(all) > 16_000);
});

test("client: each attempt makes a new transport, and the last one is closed", () => {
	const all = bench();
	all.client.open();
	all.clock.advance(0);
	const first = all.wire.last;
	all.wire.last.open();
	all.wire.last.receive(Uint8Array.of(0x20));
	first.end(Failure.Closed);
	waited(all);
	equal([all.wire.connections.length, first.closed], [2, true]);
	all.wire.last.open();
	all.wire.last.receive(CONNACK);
	equal(all.client.phase, Phase.Ready, "half a CONNACK of the last connection is forgotten");
});
