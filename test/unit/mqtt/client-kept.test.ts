import { Outcome } from "core/result";
import { connected } from "fakes/client";
import { equal, fromHex, test } from "harness";
import { encodable } from "../../vectors/outbound";

/** What the client keeps of one message for the next (mqtt/outbox) must never show in its bytes. */
const A = encodable("a");
const B = encodable("bb");

test("kept: messages of two topics, and of several lengths, are what they would be alone", () => {
	const { client, wire } = connected();
	client.publish(A, encodable("1"));
	client.publish(A, encodable("2"));
	client.publish(B, encodable("3"));
	client.publish(A, encodable("44"));
	client.publish(A, encodable("5"));
	equal(wire.last.take(), ["300400016131", "300400016132", "30050002626233", "30050001613434", "300400016135"]);
});

test("kept: RETAIN is each topic's own [MQTT-3.3.1-9], behind one that did not fit, too", () => {
	const { client, wire } = connected({ packetSize: 64 });
	const kept = { ...A, retain: true };
	for (const topic of [kept, kept, A, { ...A, retain: false }, kept]) client.publish(topic, encodable("1"));
	equal(wire.last.take(), ["310400016131", "310400016131", "300400016131", "300400016131", "310400016131"]);
	equal(client.publish(encodable("t".repeat(100)), encodable("1")), Outcome.TooLong);
	for (const topic of [A, kept]) client.publish(topic, encodable("1"));
	equal(wire.last.take(), ["300400016131", "310400016131"]);
});

test("kept: an acknowledgement in between, which is built in the same buffer, spoils nothing", () => {
	const { client, wire } = connected();
	client.publish(A, encodable("1"));
	wire.last.receive(fromHex("3206 0001 61 1234 78"));
	client.publish(A, encodable("1"));
	equal(wire.last.take(), ["300400016131", "40021234", "300400016131"]);
});

test("kept: a longer message has its Remaining Length in two bytes, and the short one behind it in one", () => {
	const { client, wire } = connected();
	client.publish(A, encodable("x".repeat(125)));
	client.publish(A, encodable("1"));
	equal(wire.last.take(), [`308001000161${"78".repeat(125)}`, "300400016131"]);
});

test("kept: what did not fit leaves nothing behind", () => {
	const { client, wire } = connected({ packetSize: 64 });
	client.publish(A, encodable("1"));
	equal(client.publish(A, encodable("x".repeat(100))), Outcome.TooLong);
	equal(client.publish(encodable("t".repeat(100)), encodable("1")), Outcome.TooLong);
	client.publish(A, encodable("1"));
	equal(wire.last.take(), ["300400016131", "300400016131"]);
});
