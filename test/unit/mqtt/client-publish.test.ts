import { Outcome } from "core/result";
import { connected } from "fakes/client";
import { equal, test } from "harness";
import { encodable } from "../../vectors/outbound";

test("client 3.3: a PUBLISH leaves in one write: QoS 0, DUP 0, RETAIN 0", () => {
	const { client, wire, log } = connected();
	equal(client.publish(encodable("channels/1/publish"), encodable("field1=1")), Outcome.Sent);
	equal(wire.last.take(), ["301c" + "0012" + "6368616e6e656c732f312f7075626c697368" + "6669656c64313d31"]);
	equal(log.take(), ["published channels/1/publish field1=1"]);
});

test("client: a PUBLISH that does not fit the transport's room is NoRoom, and no byte leaves", () => {
	const { client, wire, log } = connected();
	wire.last.open(5);
	equal(client.publish(encodable("a"), encodable("b")), Outcome.NoRoom);
	equal([wire.last.take(), log.take()], [[], []]);
	wire.last.open(6);
	equal(client.publish(encodable("a"), encodable("b")), Outcome.Sent);
	equal(client.publish(encodable("a"), encodable("b")), Outcome.NoRoom, "what was written is taken off the room");
});

test("client: a PUBLISH that does not fit the packet buffer is TooLong, and the session goes on", () => {
	const { client, wire } = connected({ packetSize: 64 });
	equal(client.publish(encodable("a"), encodable("x".repeat(64))), Outcome.TooLong);
	equal(client.publish(encodable("x".repeat(64)), encodable("b")), Outcome.TooLong);
	equal(client.publish(encodable(""), encodable("b")), Outcome.TooLong, "an empty topic name [MQTT-4.7.3-1]");
	equal(wire.last.take(), []);
	equal(client.publish(encodable("a"), encodable("b")), Outcome.Sent);
});

test("client: a write that the transport refuses is Failed and is not logged as published", () => {
	const { client, wire, log } = connected();
	wire.last.refuse = true;
	equal(client.publish(encodable("a"), encodable("b")), Outcome.Failed);
	equal(log.take(), []);
});

test("client: there is room again: the listener is told", () => {
	const { wire, listener } = connected();
	wire.last.open(100);
	equal(listener.events, ["room"]);
});

test("client: what a write costs besides its packet counts against the room", () => {
	const { client, wire } = connected({ overhead: 29 });
	wire.last.open(2 * (6 + 29) - 1);
	equal(client.publish(encodable("a"), encodable("b")), Outcome.Sent);
	equal(client.publish(encodable("a"), encodable("b")), Outcome.NoRoom);
});
