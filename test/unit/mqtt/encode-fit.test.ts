import { equal, ok, test } from "harness";
import { writeConnect } from "mqtt/connect";
import { writeString, writeTopic, writeUint16 } from "mqtt/packet";
import { writeSubscribe, writeUnsubscribe } from "mqtt/subscribe";
import { encodable, utf8 } from "../../vectors/outbound";

const will = { topic: utf8("t"), message: utf8("bye"), retain: true };
const connect = { clientId: utf8("id"), userName: utf8("u"), password: utf8("p"), keepAliveS: 240, will };

/** Writes into a buffer of `size` bytes with a guard zone behind it; returns the result and whether the guard zone is untouched. */
function writeInto(size: number, write: (packet: Uint8Array) => number): { end: number; clean: boolean } {
	const memory = new Uint8Array(256).fill(0xaa);
	const end = write(memory.subarray(0, size));
	return { end, clean: memory.subarray(size).every((byte) => byte === 0xaa) };
}

const WRITERS: readonly [string, (packet: Uint8Array) => number][] = [
	["CONNECT", (packet) => writeConnect(packet, connect)],
	["SUBSCRIBE", (packet) => writeSubscribe(packet, 1, [utf8("a"), utf8("b/#")])],
	["UNSUBSCRIBE", (packet) => writeUnsubscribe(packet, 1, [utf8("a"), utf8("b/#")])],
	["a topic", (packet) => writeTopic(packet, encodable("channels/1/publish"))],
	["a string", (packet) => writeString(packet, 0, utf8("text"))],
	["a number", (packet) => writeUint16(packet, 0, 0xffff)],
];

for (const [name, write] of WRITERS) {
	test(`encode: ${name} that does not fit is -1 at every length, and nothing is written outside`, () => {
		const { end } = writeInto(200, write);
		ok(end > 0);
		for (let size = 0; size < end; size++) {
			equal(writeInto(size, write), { end: -1, clean: true }, `${size} bytes`);
		}
		equal(writeInto(end, write), { end, clean: true });
	});
}
