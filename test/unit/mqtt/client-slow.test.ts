import { BACKOFF_MAX_MS } from "core/backoff";
import { Failure } from "core/result";
import { bench } from "fakes/client";
import { equal, ok, test } from "harness";
import { Phase } from "mqtt/client";

test("client: one that must not be hurried waits minutes before each attempt, the first one too", () => {
	const { client, clock, wire } = bench({ slow: true, random: () => 0 });
	client.open();
	for (let i = 0; i < 4; i++) {
		clock.advance(BACKOFF_MAX_MS / 2 - 1);
		equal(client.phase, Phase.Waiting);
		clock.advance(1);
		equal(client.phase, Phase.Opening);
		wire.last.end(Failure.Unreachable);
	}
	ok(client.phase === Phase.Waiting);
});
