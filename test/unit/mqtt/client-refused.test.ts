import { BACKOFF_MAX_MS } from "core/backoff";
import { bench } from "fakes/client";
import { equal, ok, test } from "harness";
import { Phase } from "mqtt/client";

/** Connects and is refused with `code`; returns how long the client then waits. */
function refused(code: number) {
	const all = bench();
	all.client.open();
	all.clock.advance(0);
	all.wire.last.open();
	all.wire.last.receive(Uint8Array.of(0x20, 2, 0, code));
	return { ...all, line: all.log.lines.at(-1) ?? "" };
}

for (const code of [1, 2, 4, 5]) {
	test(`client MQTT-3.2.2-5: return code ${code} ends the connection, is told, and is tried again slowly`, () => {
		const { client, wire, listener, line } = refused(code);
		equal([client.phase, wire.last.closed, listener.events], [Phase.Waiting, true, ["lost 9"]]);
		equal(line, `refused ${code} ${BACKOFF_MAX_MS * 0.75}`);
	});
}

test("client MQTT-3.2.2-5: return code 3 ends the connection and backs off as usual", () => {
	const { client, wire, line } = refused(3);
	equal([client.phase, wire.last.closed], [Phase.Waiting, true]);
	equal(line, "refused 3 1500");
});

for (const code of [6, 127, 255]) {
	test(`client 3.2.2.3: return code ${code} is a violation of the protocol`, () => {
		const { client, listener } = refused(code);
		equal([client.phase, listener.events], [Phase.Waiting, ["lost 8"]]);
	});
}

test("client MQTT-3.1.4-5: what a broker sends behind a refusal is not looked at", () => {
	const { client, clock, wire, listener } = bench();
	client.open();
	clock.advance(0);
	wire.last.open();
	wire.last.receive(Uint8Array.of(0x20, 2, 0, 5, 0x20, 2, 0, 0, 0xd0, 0));
	equal([client.phase, listener.events], [Phase.Waiting, ["lost 9"]]);
	ok(!listener.events.includes("ready"));
});
