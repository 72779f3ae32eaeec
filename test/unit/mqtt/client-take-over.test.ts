import { BACKOFF_MAX_MS } from "core/backoff";
import { Failure } from "core/result";
import { bench, CONNACK, PINGRESP } from "fakes/client";
import { asciiBytes, RecordingInbox } from "fakes/subscriber";
import { equal, ok, test } from "harness";
import { Phase } from "mqtt/client";
import { EARLY_CLOSES, STABLE_MS, TAKE_OVER_MAX_MS, TAKE_OVER_MIN_MS } from "mqtt/retry";

const LETTER = {
	encode(target: Uint8Array, at: number): number {
		target[at] = 0x61;
		return at + 1;
	},
};

/** A client whose broker closes its sessions. */
function victim(options: Parameters<typeof bench>[0] = {}) {
	const all = bench(options);
	const { client, clock, wire, log } = all;
	client.open();
	/** Waits for the next attempt, and opens a session. */
	const session = (): void => {
		while (client.phase === Phase.Waiting) clock.advance(100);
		wire.last.open();
		wire.last.receive(CONNACK);
	};
	/** The next session lasts `lastsMs`, and ends for `failure`; what the log says of its end. */
	const lose = (lastsMs: number, failure = Failure.Closed): string => {
		session();
		clock.advance(lastsMs);
		log.take();
		wire.last.end(failure);
		return log.take().join();
	};
	return { ...all, session, lose };
}

test("take-over: three sessions in a row that the broker closed within a minute of CONNACK wait 5 to 15 minutes, and say so", () => {
	for (const [random, wait] of [
		[0, TAKE_OVER_MIN_MS],
		[0.5, 600_000],
		[0.999_999_9, TAKE_OVER_MAX_MS - 1],
	] as const) {
		const { client, clock, lose, listener } = victim({ random: () => random });
		for (let i = 1; i < EARLY_CLOSES; i++) ok(lose(STABLE_MS - 1).startsWith(`disconnected ${Failure.Closed} `));
		equal(lose(0), `disconnected ${Failure.TakenOver} ${wait}`);
		equal(listener.events.at(-1), `lost ${Failure.TakenOver}`);
		clock.advance(wait - 1);
		equal(client.phase, Phase.Waiting);
		clock.advance(1);
		equal(client.phase, Phase.Opening);
		ok(lose(1_000).startsWith(`disconnected ${Failure.TakenOver} `), "and again, at once, when it goes on");
	}
});

test("take-over: a session that lasts a minute clears the count, whatever ends it", () => {
	for (const end of [Failure.Closed, Failure.PingrespTimeout]) {
		const { lose } = victim();
		lose(1_000);
		lose(1_000);
		lose(STABLE_MS, end);
		ok(lose(1_000).startsWith(`disconnected ${Failure.Closed} `));
		ok(lose(1_000).startsWith(`disconnected ${Failure.Closed} `));
		ok(lose(1_000).startsWith(`disconnected ${Failure.TakenOver} `));
	}
});

test("take-over: what fails in between, and what is no close by the broker, neither counts nor clears", () => {
	const { clock, wire, client, lose } = victim();
	lose(1_000);
	for (const failure of [Failure.Resolve, Failure.Unreachable, Failure.Closed]) {
		while (client.phase === Phase.Waiting) clock.advance(100);
		wire.last.end(failure);
	}
	lose(1_000, Failure.Protocol);
	lose(1_000);
	client.pause(Failure.LinkDown);
	client.open();
	ok(lose(1_000).startsWith(`disconnected ${Failure.TakenOver} `));
});

test("take-over: closed behind what it published each time, it is no take-over: that wait has the publisher's reason", () => {
	const { client, clock, wire, log, session } = victim({ random: () => 0.999 });
	for (let i = 0; i < 12; i++) {
		session();
		equal(client.publish(LETTER, LETTER), 0);
		client.barrier();
		clock.advance(50);
		log.take();
		wire.last.end(Failure.Closed);
		const [, failure, wait] = log.take().join().split(" ").map(Number);
		equal(failure, Failure.Closed);
		ok(wait <= BACKOFF_MAX_MS, `${wait}`);
	}
});

test("take-over: what was published and proved is not the reason of a close", () => {
	const { client, clock, wire, log, session } = victim();
	for (let i = 0; i < EARLY_CLOSES; i++) {
		session();
		client.publish(LETTER, LETTER);
		client.barrier();
		wire.last.receive(PINGRESP);
		clock.advance(500);
		log.take();
		wire.last.end(Failure.Closed);
	}
	ok(log.take().join().startsWith(`disconnected ${Failure.TakenOver} `));
});

test("take-over: a close instead of a SUBACK is the answer to that, and does not count", () => {
	const { lose } = victim({ subscriptions: { filters: [asciiBytes("a/b")], listener: new RecordingInbox() } });
	ok(lose(10).startsWith("subscribeRefused"));
	ok(lose(10).startsWith("subscribeRefused"));
	for (let i = 1; i < EARLY_CLOSES; i++) ok(lose(10).startsWith(`disconnected ${Failure.Closed} `), "left out now");
	ok(lose(10).startsWith(`disconnected ${Failure.TakenOver} `));
});

test("take-over: somebody who asks for the connection does not wait for it", () => {
	const { client, clock, lose } = victim();
	for (let i = 0; i < EARLY_CLOSES; i++) lose(1_000);
	client.pause(Failure.Local);
	client.open(true);
	clock.advance(0);
	equal(client.phase, Phase.Opening);
});

test("client: TLS faults that only a person mends are tried again slowly, the others as usual; none longer than five minutes", () => {
	const slow = [
		Failure.TlsUntrusted,
		Failure.TlsWrongHost,
		Failure.TlsVersion,
		Failure.TlsBadCertificate,
		Failure.TlsBadKey,
		Failure.TlsKeyMismatch,
		Failure.TlsClientRefused,
		Failure.NotWebSocket,
		Failure.Subprotocol,
	];
	for (let failure = Failure.Closed; failure <= Failure.TlsClientRefused; failure++) {
		if (failure === Failure.TakenOver) continue;
		const { client, clock, wire, log } = bench({ random: () => 0.999 });
		client.open();
		clock.advance(0);
		log.take();
		wire.last.end(failure);
		const wait = Number(log.take().join().split(" ")[2]);
		equal(wait > BACKOFF_MAX_MS / 2, slow.includes(failure), `failure ${failure}: ${wait} ms`);
		ok(wait <= BACKOFF_MAX_MS, `${wait}`);
	}
});
