import { planOf } from "fakes/plan-of";
import { equal, test } from "harness";

const allowed = (host: string, json: object = {}): boolean =>
	planOf({ "mqtt.host": host, "mqtt.transport": "tcp", ...json }).plan.broker !== undefined;

test("plan: plain tcp goes to a loopback or private address without being asked", () => {
	for (const host of ["localhost", "LocalHost", "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.20", "169.254.1.1"])
		equal(allowed(host), true, host);
});

test("plan: plain tcp to anything else needs mqtt.allowPlain=true", () => {
	for (const host of ["mqtt3.thingspeak.com", "8.8.8.8", "172.32.0.1", "127.0.0.1.example.com", "broker.local"]) {
		equal(allowed(host), false, host);
		equal(allowed(host, { "mqtt.allowPlain": false }), false, host);
		equal(allowed(host, { "mqtt.allowPlain": true }), true, host);
	}
});

test("plan: ws is plain as well, and wss takes its place", () => {
	const { plan, errors } = planOf({ "mqtt.host": "broker.example", "mqtt.transport": "ws" });
	equal([plan.broker, errors.length, errors[0].includes("use wss")], [undefined, 1, true]);
	equal(allowed("192.168.1.5", { "mqtt.transport": "ws" }), true);
	for (const transport of ["wss", "auto"]) equal(allowed("broker.example", { "mqtt.transport": transport }), true);
});

test("plan: each transport has its usual port, and the one that is set goes before", () => {
	for (const [transport, port] of Object.entries({ tls: 8883, tcp: 1883, ws: 80, wss: 443, auto: 8883 })) {
		const usual = planOf({ "mqtt.host": "10.0.0.1", "mqtt.transport": transport }).plan.broker;
		equal([usual?.port, usual?.usualPorts], [port, true], transport);
		const own = planOf({ "mqtt.host": "10.0.0.1", "mqtt.transport": transport, "mqtt.port": 1234 }).plan.broker;
		equal([own?.port, own?.usualPorts], [1234, false], transport);
	}
});

test("plan: tls needs no leave for any host", () => {
	for (const host of ["mqtt3.thingspeak.com", "127.0.0.1"])
		equal(planOf({ "mqtt.host": host, "mqtt.transport": "tls" }).errors, []);
});
