import { GOOD, planOf } from "fakes/plan-of";
import { fieldsOf } from "fakes/plans";
import { Aggregation } from "feed/aggregate";
import { equal, fromHex, test } from "harness";

test("plan: what is set for the broker reaches CONNECT, as UTF-8", () => {
	const { plan, errors } = planOf({
		mqtt: {
			host: "Broker.Example.com",
			port: 8_884,
			clientId: "é",
			userName: "u",
			password: "a+/=",
			keepAlive: 30,
		},
	});
	equal(errors, []);
	equal(plan.broker?.host, "broker.example.com");
	equal(plan.broker?.port, 8_884);
	equal(plan.broker?.connect, {
		clientId: fromHex("c3a9"),
		userName: fromHex("75"),
		password: fromHex("612b2f3d"),
		keepAliveS: 30,
		cleanSession: true,
		will: undefined,
	});
});

test("plan: an empty user name and password are none, not empty ones [MQTT-3.1.2-18, MQTT-3.1.2-20]", () => {
	const { plan } = planOf({ "mqtt.userName": "", "mqtt.password": "" });
	equal([plan.broker?.connect.userName, plan.broker?.connect.password], [undefined, undefined]);
});

test("plan: seconds become milliseconds, an address and a bus reach the sensor", () => {
	const { plan, errors } = planOf({
		...GOOD,
		"sensor.room.model": "chip",
		"sensor.room.interval": 7,
		"sensor.room.address": "0x45",
		"sensor.room.bus": "grove",
		"channel.1.interval": 120,
		"channel.1.minInterval": 20,
	});
	equal(errors, []);
	const [sensor] = plan.sensors;
	equal([sensor.intervalMs, sensor.address, sensor.bus], [7_000, 0x45, "grove"]);
	const [channel] = plan.channels;
	equal([channel.intervalMs, channel.minIntervalMs], [120_000, 20_000]);
});

test("plan: every aggregation a field can name, its decimals those of its quantity, but none for a count", () => {
	const { plan, errors } = planOf({
		"sensor.room.model": "air",
		channel: {
			3: {
				id: "3",
				field1: "room.temperature",
				field2: "room.cpuLoad:last",
				field3: "Room.CPULoad:Mean",
				field4: "room.cpuload:min",
				field5: "room.cpuload:max",
				field6: "room.temperature:sum",
				field8: "room.temperature:count",
			},
		},
	});
	equal(errors, []);
	const { fields, number } = plan.channels[0];
	equal(number, 3);
	equal(
		fieldsOf(fields).map(({ field, quantity, aggregation, digits }) => [field, quantity, aggregation, digits]),
		[
			[0, 0, Aggregation.Last, 2],
			[1, 1, Aggregation.Last, 3],
			[2, 1, Aggregation.Mean, 3],
			[3, 1, Aggregation.Min, 3],
			[4, 1, Aggregation.Max, 3],
			[5, 0, Aggregation.Sum, 2],
			[7, 0, Aggregation.Count, 0],
		],
	);
});

test("plan: a field finds its own sensor among several, and channels come in the order of their numbers", () => {
	const { plan, errors } = planOf({
		channel: { 10: { id: "10", field1: "b.temperature" }, 1: { id: "1", field1: "c.temperature" } },
		sensor: { a: { model: "air" }, b: { model: "air" }, c: { model: "air" } },
	});
	equal(errors, []);
	const found = plan.channels.map(({ number, fields }) => [number, plan.sensors[fieldsOf(fields)[0].sensor].name]);
	equal(found, [
		[1, "c"],
		[10, "b"],
	]);
});

test("plan: a status alone is something to publish, in UTF-8", () => {
	const { plan, errors } = planOf({ "channel.1.id": "1", "channel.1.status": "é" });
	equal(errors, []);
	equal(plan.channels[0].status?.parts, [fromHex("c3a9")]);
	equal(plan.channels[0].fields.length, 0);
});
