import assert from "node:assert/strict";
import { test } from "node:test";
import { MqttStream } from "../fakes/mqtt-stream";
import { startEmulator } from "../fakes/thingspeak";

const WAYS = ["tcp", "tls", "ws", "wss"] as const;

for (const way of WAYS) {
	test(`thingspeak: ${way}: one session from CONNECT to the entry and back to a subscriber`, async () => {
		const { emulator, told } = await startEmulator({}, {}, { [way]: 0 });
		const client = await MqttStream.connected(emulator, way);
		assert.deepEqual(await client.subscribe("channels/42/subscribe", "channels/42/subscribe/fields/+"), [0, 0]);
		client.publish("channels/42/publish", "field1=21.5&field2=40");
		await client.settle();
		await client.settle();
		assert.deepEqual(client.received.map((line) => line.split(" ")[0]).sort(), [
			"channels/42/subscribe",
			"channels/42/subscribe/fields/field1",
			"channels/42/subscribe/fields/field2",
		]);
		assert.deepEqual(told("taken"), ["channel 42 entry 1: created_at=2026-06-01T12:00:00Z field1=21.5 field2=40"]);
	});
}

for (const way of WAYS) {
	test(`thingspeak: ${way}: a refusal arrives before the connection ends`, async () => {
		const { emulator } = await startEmulator({}, {}, { [way]: 0 });
		const client = await MqttStream.open(emulator, way);
		assert.equal(await client.connect({ password: Buffer.from("wrong") }), 4);
		await client.ended();
	});
}

test("thingspeak: CONNACK says 4 to wrong credentials, 5 to another's identifier, a Will and a kept session", async () => {
	const { emulator, told } = await startEmulator({}, {}, { tcp: 0 });
	const will = { topic: "channels/42/publish", payload: Buffer.from("field1=1"), qos: 0, retain: false } as const;
	for (const [code, change] of [
		[4, { password: Buffer.from("wrong") }],
		[4, { username: "stranger" }],
		[5, { clientId: "stranger" }],
		[5, { will }],
		[5, { clean: false }],
		[0, {}],
	] as const) {
		const client = await MqttStream.open(emulator);
		assert.equal(await client.connect(change), code);
		if (code !== 0) await client.ended();
	}
	assert.equal(told("refused").length, 5);
	assert.equal(told("refused").join().includes("wrong user name or password"), true);
});

test("thingspeak: only MQTT 3.1.1 is spoken: 3.1 gets CONNACK 1", async () => {
	const { emulator, told } = await startEmulator({}, {}, { tcp: 0 });
	const client = await MqttStream.open(emulator);
	assert.equal(await client.connect({ protocolId: "MQIsdp", protocolVersion: 3 }), 1);
	await client.ended();
	assert.deepEqual(told("refused"), ["station: not MQTT 3.1.1 (return code 1)"]);
});

test("thingspeak: a second connection with the same client identifier takes over", async () => {
	const { emulator, told } = await startEmulator({}, {}, { tcp: 0, tls: 0 });
	const first = await MqttStream.connected(emulator, "tcp");
	const second = await MqttStream.connected(emulator, "tls");
	await first.ended();
	second.publish("channels/42/publish", "field1=1");
	await second.settle();
	assert.deepEqual(told("left"), ["station: another connection has its client identifier"]);
	assert.equal(told("taken").length, 1);
});

test("thingspeak: a PUBLISH with QoS 1 closes the connection, and where it is dropped it is acknowledged", async () => {
	const strict = await startEmulator({}, {}, { tcp: 0 });
	const closed = await MqttStream.connected(strict.emulator);
	closed.publish("channels/42/publish", "field1=1", { qos: 1 });
	await closed.ended();
	assert.equal(strict.emulator.service.channel(42)?.lastEntryId, 0);
	const mild = await startEmulator({ qos: "drop" }, {}, { tcp: 0 });
	const client = await MqttStream.connected(mild.emulator);
	client.publish("channels/42/publish", "field1=1", { qos: 1 });
	await client.next("puback");
	assert.equal(mild.emulator.service.channel(42)?.lastEntryId, 0);
});

test("thingspeak: what comes too soon or to another's channel is dropped, and the connection stays", async () => {
	const { emulator, told } = await startEmulator({}, {}, { tcp: 0 });
	const client = await MqttStream.connected(emulator);
	for (const topic of ["channels/42/publish", "channels/42/publish", "channels/99/publish", "elsewhere"])
		client.publish(topic, "field1=1");
	await client.settle();
	assert.equal(client.closed, false);
	assert.equal(told("taken").length, 1);
	assert.equal(told("dropped").length, 3);
});

test("thingspeak: nothing is retained, even where RETAIN is taken", async () => {
	const { emulator } = await startEmulator({ retain: "take" }, {}, { tcp: 0 });
	const client = await MqttStream.connected(emulator);
	client.publish("channels/42/publish", "field1=1", { retain: true });
	await client.settle();
	assert.deepEqual(await client.subscribe("channels/42/subscribe"), [0]);
	await client.settle();
	assert.deepEqual(client.received, []);
});

test("thingspeak: SUBACK says 0x80 to a filter that is not allowed, and a rule closes instead", async () => {
	const mild = await startEmulator({}, {}, { tcp: 0 });
	const client = await MqttStream.connected(mild.emulator);
	assert.deepEqual(await client.subscribe("channels/43/subscribe", "channels/44/subscribe", "#"), [128, 0, 128]);
	assert.equal(mild.told("refused").length, 2);
	const strict = await startEmulator({ subscribe: "close" }, {}, { tcp: 0 });
	const closed = await MqttStream.connected(strict.emulator);
	await assert.rejects(closed.subscribe("channels/43/subscribe"), /closed before suback/);
});

test("thingspeak: a new subscriber gets the last entry where the rules say so, behind SUBACK", async () => {
	const { emulator } = await startEmulator({ lastEntry: true }, {}, { tcp: 0 });
	const client = await MqttStream.connected(emulator);
	client.publish("channels/42/publish", "field1=1");
	await client.settle();
	await client.subscribe("channels/42/subscribe/fields/field1", "channels/42/subscribe/fields/field2");
	await client.settle();
	assert.deepEqual(client.received, ["channels/42/subscribe/fields/field1 1"]);
});

test("thingspeak: subscriptions end with the connection", async () => {
	const { emulator, time } = await startEmulator({}, {}, { tcp: 0 });
	const first = await MqttStream.connected(emulator);
	await first.subscribe("channels/42/subscribe");
	const second = await MqttStream.connected(emulator);
	time.now += 15_000;
	second.publish("channels/42/publish", "field1=1");
	await second.settle();
	assert.deepEqual(second.received, []);
});

test("thingspeak: an hour without a packet ends a connection, and a PINGREQ is a packet", async () => {
	const { emulator, time, told } = await startEmulator({}, {}, { tcp: 0 });
	const client = await MqttStream.connected(emulator);
	time.now += 3_599_000;
	emulator.sweep();
	await client.settle();
	time.now += 3_599_000;
	emulator.sweep();
	assert.equal(client.closed, false);
	time.now += 1_000;
	emulator.sweep();
	await client.ended();
	assert.deepEqual(told("closed"), ["station: idle for 3600 s"]);
});

test("thingspeak: one and a half times the keep alive without a packet ends a connection", async () => {
	const { emulator, told } = await startEmulator({}, {}, { tcp: 0 });
	const client = await MqttStream.connected(emulator, "tcp", { keepalive: 1 });
	const start = performance.now();
	await client.ended();
	assert.ok(performance.now() - start > 1_000);
	assert.deepEqual(told("closed"), ["station: silent beyond its keep alive"]);
});

test("thingspeak: with generic rules it is a plain broker: any topic, QoS 1, RETAIN", async () => {
	const { emulator } = await startEmulator({ generic: true }, {}, { tcp: 0 });
	const client = await MqttStream.connected(emulator);
	client.publish("sensors/attic", "21", { qos: 1, retain: true });
	await client.next("puback");
	await client.subscribe("sensors/#");
	await client.settle();
	assert.deepEqual(client.received, ["sensors/attic 21"]);
});
