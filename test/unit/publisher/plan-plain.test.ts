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

test("plan: tls needs no leave for any host", () => {
	for (const host of ["mqtt3.thingspeak.com", "127.0.0.1"])
		equal(planOf({ "mqtt.host": host, "mqtt.transport": "tls" }).errors, []);
});
