import assert from "node:assert/strict";
import { test } from "node:test";
import { CliProcess } from "../fakes/cli";
import { ENGINES } from "../fakes/firmware";
import { MqttStream } from "../fakes/mqtt-stream";
import { channelOptions, DEVICE, startEmulator } from "../fakes/thingspeak";

/** Who publishes what the board listens to. */
const OTHER = { ...DEVICE, clientId: "other", channels: [{ id: 44, publish: true, subscribe: false }] };

for (const { engine, skip } of ENGINES) {
	test(`${engine}: a channel feed of the emulator sets an interval, a field feed is logged, a channel that is not allowed is refused`, {
		skip,
		timeout: 60_000,
	}, async (t) => {
		const channels = [42, 43, 44].map((id) => channelOptions(id, { intervalMs: 0 }));
		const { emulator } = await startEmulator({}, { devices: [DEVICE, OTHER], channels });
		const settings: Readonly<Record<string, string | number>> = {
			"mqtt.host": "localhost",
			"mqtt.port": emulator.port("tls"),
			"mqtt.ca": emulator.ca,
			"mqtt.clientId": DEVICE.clientId,
			"mqtt.userName": DEVICE.userName,
			"mqtt.password": DEVICE.password,
			"sensor.air.model": "simulated",
			"channel.1.id": 42,
			"channel.1.field1": "air.temperature",
			"subscription.1.channel": 44,
			"subscription.1.field": 1,
			"subscription.1.do": "set channel.1.interval",
			"subscription.2.channel": 44,
			"subscription.2.feed": "fields",
			"subscription.2.field": "+",
			"subscription.2.do": "log",
			"subscription.3.channel": 43,
			"subscription.3.do": "log",
		};
		const sets = Object.entries(settings).flatMap(([key, value]) => ["--set", `${key}=${value}`]);
		const cli = new CliProcess(["--engine", engine, "--json", ...sets]);
		t.after(() => cli.child.kill());
		await cli.says(/"event":"subscribed","topic":"channels\/44\/subscribe\/fields\/\+"/);
		await cli.says(/"event":"subscribeRefused","topic":"channels\/43\/subscribe"/);
		const other = await MqttStream.connected(emulator, "tcp", { clientId: "other" });
		other.send({
			cmd: "publish",
			topic: "channels/44/publish",
			payload: "field1=77",
			qos: 0,
			dup: false,
			retain: false,
		});
		await cli.says(/"event":"acted","subscription":2,"done":true/);
		await cli.says(/"event":"acted","subscription":1,"done":true,"text":"[^"]*channel\.1\.interval = 77/);
		const run = await cli.stop();
		const told = run.events.filter(({ event }) => event === "subscribed").map(({ topic }) => topic);
		// The new interval makes new parts, which connect and subscribe anew.
		assert.ok(told.filter((topic) => topic === "channels/44/subscribe").length >= 1, told.join());
		assert.equal(run.events.filter(({ event, subscription }) => event === "acted" && subscription === 1).length, 1);
	});
}
