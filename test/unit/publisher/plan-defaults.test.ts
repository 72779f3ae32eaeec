import { GOOD, MODELS, planOf } from "fakes/plan-of";
import { Aggregation } from "feed/aggregate";
import { equal, test } from "harness";
import { FieldsPlan } from "publisher/fields-plan";

test("plan: without any setting there is ThingSpeak over TLS, no sensor and no channel, and nothing is wrong", () => {
	const { plan, errors } = planOf({});
	equal(errors, []);
	equal(plan.sensors, []);
	equal(plan.channels, []);
	equal(plan.broker, {
		host: "mqtt3.thingspeak.com",
		port: 8_883,
		usualPorts: true,
		transport: "tls",
		path: "/mqtt",
		ca: "",
		connect: {
			clientId: new Uint8Array(0),
			userName: undefined,
			password: undefined,
			keepAliveS: 240,
			cleanSession: true,
			will: undefined,
		},
		birth: undefined,
		certificate: "",
		key: "",
	});
});

test("plan: a channel and a sensor with nothing but what they must have get the defaults", () => {
	const { plan, errors } = planOf(GOOD);
	equal(errors, []);
	equal(plan.sensors, [
		{
			name: "room",
			model: "air",
			intervalMs: 5_000,
			address: undefined,
			bus: "default",
			options: {},
			quantities: MODELS[0].quantities,
			values: undefined,
			stuckAfter: 0,
		},
	]);
	equal(plan.channels, [
		{
			number: 1,
			id: "1417",
			perField: false,
			timeless: false,
			bare: false,
			echo: false,
			intervalMs: 60_000,
			minIntervalMs: 15_000,
			fields: new FieldsPlan(
				[{ field: 0, sensor: 0, quantity: 0, aggregation: Aggregation.Last, digits: 2 }],
				plan.sensors,
			),
			status: undefined,
			position: undefined,
			custom: undefined,
			delta: undefined,
			align: false,
			window: undefined,
		},
	]);
});

test("plan: the port is 1883 for tcp and 8883 for tls, unless it is set", () => {
	const port = (json: object): number | undefined => planOf({ "mqtt.host": "127.0.0.1", ...json }).plan.broker?.port;
	equal(port({ "mqtt.transport": "tcp" }), 1_883);
	equal(port({ "mqtt.transport": "tls" }), 8_883);
	equal(port({ "mqtt.transport": "tcp", "mqtt.port": 8_883 }), 8_883);
	equal(port({ "mqtt.transport": "tls", "mqtt.port": 1 }), 1);
});
