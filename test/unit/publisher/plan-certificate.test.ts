import { pem } from "fakes/pem";
import { planOf } from "fakes/plan-of";
import { KEY } from "fakes/private-key";
import { equal, ok, test } from "harness";

const CERTIFICATE = pem();
const BOTH = { "mqtt.certificate": CERTIFICATE, "mqtt.key": KEY };

test("plan: a client certificate and its key go to the broker over tls", () => {
	const { plan, errors } = planOf(BOTH);
	equal(errors, []);
	equal([plan.broker?.certificate, plan.broker?.key], [CERTIFICATE, KEY]);
});

test("plan: a client certificate without its key, or a key alone, is one line, and there is no broker", () => {
	for (const [json, key] of [
		[{ "mqtt.certificate": CERTIFICATE }, "mqtt.key"],
		[{ "mqtt.key": KEY }, "mqtt.certificate"],
	] as const) {
		const { plan, errors } = planOf(json);
		equal([plan.broker, errors.length], [undefined, 1]);
		ok(errors[0].startsWith(`${key}: not set; `) && errors[0].includes("set both or unset"), errors[0]);
	}
});

test("plan: tcp has no client certificates: one line, and there is no broker", () => {
	const { plan, errors } = planOf({ ...BOTH, "mqtt.transport": "tcp", "mqtt.host": "10.0.0.1" });
	equal([plan.broker, errors.length], [undefined, 1]);
	ok(errors[0].startsWith("mqtt.certificate: tcp has no ") && errors[0].includes("mqtt.transport=tls"), errors[0]);
	equal(errors[0].includes("BEGIN"), false);
});
