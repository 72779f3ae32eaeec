import assert from "node:assert/strict";
import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { test } from "node:test";
import { runCli } from "../fakes/cli";

/** A PUBLISH of 1,000 bytes at QoS 0. */
const MESSAGE = Buffer.concat([Buffer.from([0x30, 0xe8, 0x07, 0, 1, 0x61]), Buffer.alloc(997)]);

test("a broker that floods does not stop the samples, and is read no faster than the firmware can", async (t) => {
	let sent = 0;
	const server = net.createServer((socket) => {
		const flood = (): void => {
			while (!socket.destroyed && socket.writableLength < 1_000_000) {
				socket.write(MESSAGE);
				sent += MESSAGE.length;
			}
		};
		socket.on("error", () => socket.destroy());
		socket.once("data", () => {
			socket.write(Buffer.from([0x20, 2, 0, 0]));
			socket.on("drain", flood);
			flood();
		});
	});
	t.after(() => server.close());
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const sets = ["mqtt.host=127.0.0.1", `mqtt.port=${port}`, "mqtt.transport=tcp", "sensor.host.interval=1"];
	const run = await runCli(["--engine", "v8", "--json", "--for", "6", ...sets.flatMap((set) => ["--set", set])]);
	const samples = run.events.filter(({ event }) => event === "sample").map(({ ticks }) => ticks);
	// Six on an idle machine; a loaded one is late, but a firmware that drowned took the first one alone.
	assert.ok(samples.length >= 2 && samples[samples.length - 1] > 2_000, `samples at ${samples}`);
	assert.ok(sent > 2_000_000, `it did flood: ${sent} bytes`);
});
