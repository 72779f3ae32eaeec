import { equal, test, throws } from "harness";
import { writeConnect } from "mqtt/connect";
import { writeTopic } from "mqtt/packet";
import { isTopicFilter, isTopicName, writeSubscribe, writeUnsubscribe } from "mqtt/subscribe";
import { encodable, utf8 } from "../../vectors/outbound";

const packet = new Uint8Array(64);

test("encode MQTT-3.1.2-22: a password without a user name throws", () => {
	throws(() => writeConnect(packet, { clientId: utf8("id"), password: utf8("p"), keepAliveS: 240 }), "user name");
});

test("encode 3.1.2.10: a keep alive outside of 1 to 65535 throws", () => {
	for (const keepAliveS of [0, -1, 65_536, Number.NaN]) {
		throws(() => writeConnect(packet, { clientId: utf8("id"), keepAliveS }), "keep alive");
	}
});

test("encode MQTT-4.7.3-1: an empty topic name is not written", () => {
	equal(writeTopic(packet, encodable("")), -1);
});

test("encode MQTT-3.8.3-3, MQTT-3.10.3-2: no topic filter throws", () => {
	throws(() => writeSubscribe(packet, 1, []), "filter");
	throws(() => writeUnsubscribe(packet, 1, []), "filter");
});

test("encode MQTT-2.3.1-1: packet identifier 0 throws", () => {
	throws(() => writeSubscribe(packet, 0, [utf8("a")]), "identifier");
	throws(() => writeUnsubscribe(packet, 65_536, [utf8("a")]), "identifier");
});

test("encode MQTT-4.7.1-2, -3: where wildcards may stand in a filter", () => {
	for (const good of ["a", "#", "+", "a/#", "+/a", "a/+/b", "/", "/+", "+/+/#"])
		equal(isTopicFilter(utf8(good)), true, good);
	for (const bad of ["", "a#", "#/a", "a/#/b", "a+", "+a", "a/+b", "##"]) equal(isTopicFilter(utf8(bad)), false, bad);
});

test("encode MQTT-3.3.2-2: a topic name has no wildcard", () => {
	for (const [name, good] of [
		["a/b", true],
		["a/+", false],
		["#", false],
		["", false],
	] as const) {
		equal(isTopicName(utf8(name), 0, utf8(name).length), good, name);
	}
});
