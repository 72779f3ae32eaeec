import { Failure } from "core/result";
import { bench, connected } from "fakes/client";
import { equal, test } from "harness";
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

test("pause: open tries at once, whatever the back-off had grown to", () => {
	const { client, clock, wire, listener, log } = bench({ random: () => 0.999 });
	client.open();
	clock.advance(0);
	for (let i = 0; i < 10; i++) {
		wire.last.end(Failure.Unreachable);
		clock.advance(300_000);
	}
	wire.last.end(Failure.Unreachable);
	log.take();
	listener.events.splice(0);
	client.pause(Failure.LinkDown);
	equal(log.take(), [], "between attempts there is nothing to lose");
	equal(listener.events, []);
	const before = wire.connections.length;
	client.open();
	clock.advance(0);
	equal(wire.connections.length, before + 1);
});

test("pause: for ourselves it says goodbye first [MQTT-3.14.4-1], and its listener hears of it", () => {
	const { client, wire, listener } = connected();
	client.pause(Failure.Local);
	equal([wire.last.take(), wire.last.closed], [["e000"], true]);
	equal(listener.events, [`lost ${Failure.Local}`]);
});
