import { Outcome } from "core/result";
import { bench, connected } from "fakes/client";
import { equal, fromHex, test, throws } from "harness";
import { Phase } from "mqtt/client";
import { writeConnect } from "mqtt/connect";
import { encodable } from "../../vectors/outbound";

/** The phase behind this CONNACK. */
function phaseAfter(connack: string, cleanSession: boolean): Phase {
	const { client, clock, wire } = bench({ connect: { cleanSession } });
	client.open();
	clock.advance(0);
	wire.last.open();
	wire.last.receive(fromHex(connack));
	return client.phase;
}

test("client MQTT-3.2.2-2, -3: a session that was to be kept may be there or not; a clean one may not [MQTT-3.2.2-1]", () => {
	equal(phaseAfter("20020100", false), Phase.Ready);
	equal(phaseAfter("20020000", false), Phase.Ready);
	equal(phaseAfter("20020100", true), Phase.Waiting);
});

test("client MQTT-3.2.2-4: Session Present with a refusal, or any other bit of that byte, breaks the protocol", () => {
	for (const connack of ["20020105", "20020200", "20020300"]) equal(phaseAfter(connack, false), Phase.Waiting, connack);
});

test("connect MQTT-3.1.3-8: a session to be kept needs a client identifier", () => {
	throws(
		() => writeConnect(new Uint8Array(64), { clientId: new Uint8Array(0), keepAliveS: 240, cleanSession: false }),
		"client identifier",
	);
});

test("client MQTT-3.3.1-5: a message that the broker is to keep has RETAIN, the next one has not", () => {
	const { client, wire } = connected();
	equal(client.publish({ ...encodable("a"), retain: true }, encodable("b")), Outcome.Sent);
	equal(client.publish(encodable("a"), encodable("b")), Outcome.Sent);
	equal(wire.last.take(), ["310400016162", "300400016162"]);
});
