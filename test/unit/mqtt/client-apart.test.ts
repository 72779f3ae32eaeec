import { BACKOFF_MIN_MS } from "core/backoff";
import { Failure } from "core/result";
import { bench, CONNACK, PINGRESP } from "fakes/client";
import { seeded } from "fakes/random";
import { equal, ok, ROUGH, test } from "harness";
import { Phase } from "mqtt/client";
import { TAKE_OVER_MAX_MS } from "mqtt/retry";

/** What may befall a client, one number each. */
const KINDS = 9;

/** One thing happens to it, whether or not it can just now. False: nothing but time passes. */
function happen({ client, wire }: ReturnType<typeof bench>, random: () => number): boolean {
	const { phase } = client;
	const live = phase !== Phase.Idle && phase !== Phase.Waiting;
	switch (Math.floor(random() * KINDS)) {
		case 0:
			client.open(random() < 0.5);
			return true;
		case 1:
			client.pause(random() < 0.5 ? Failure.Local : Failure.LinkDown);
			return true;
		case 2:
			if (live) wire.last.end(random() < 0.5 ? Failure.Closed : Failure.TlsUntrusted);
			return true;
		case 3:
			if (phase === Phase.Opening) wire.last.open();
			return true;
		case 4:
			if (phase === Phase.Handshaking) wire.last.receive(CONNACK);
			return true;
		case 5:
			if (client.barrier()) wire.last.receive(PINGRESP);
			return true;
		case 6:
			client.close();
			return true;
		default:
			return false;
	}
}

/** Lets things happen to a client in any order; ticks of its attempts. */
function befall(seed: number, steps: number): number[] {
	const random = seeded(seed);
	const all = bench({ random });
	const { client, clock, wire, faults } = all;
	const attempts: number[] = [];
	const pass = (ms: number): void => {
		for (const end = clock.ticks + ms; clock.ticks < end; ) {
			clock.advance(Math.min(50, end - clock.ticks));
			if (wire.connections.length > attempts.length) attempts.push(clock.ticks);
		}
	};
	for (let step = 0; step < steps; step++) pass(happen(all, random) ? 50 : 50 + random() ** 6 * 200_000);
	equal(faults, []);
	client.open();
	pass(TAKE_OVER_MAX_MS);
	ok(clock.ticks - (attempts.at(-1) ?? 0) < TAKE_OVER_MAX_MS, "and it never stops trying");
	return attempts;
}

test("client B1: whatever happens, attempts are at least the minimum back-off apart, and never end", () => {
	let most = 0;
	for (let seed = 1; seed <= 30; seed += ROUGH) {
		const attempts = befall(seed, 150);
		for (let i = 1; i < attempts.length; i++)
			ok(attempts[i] - attempts[i - 1] >= BACKOFF_MIN_MS - 50, `seed ${seed}: ${attempts[i - 1]} ${attempts[i]}`);
		most = Math.max(most, attempts.length);
	}
	ok(most > 10, "there were attempts");
});
