import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { CliProcess, runCli } from "../fakes/cli";
import { ENGINES } from "../fakes/firmware";
import { findMosquitto, startMosquitto, subscribe } from "../fakes/mosquitto";

const missing = findMosquitto() ? false : "skipped: mosquitto not installed";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-generic-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function openBroker() {
	return startMosquitto(folder, (port) => [`listener ${port} 127.0.0.1`, "allow_anonymous true"]);
}

/** The simulator's arguments for a device called `shed 1` with a client identifier. */
function args(engine: string, port: number, settings: readonly string[]): string[] {
	const common = [
		"mqtt.profile=generic",
		"mqtt.transport=tcp",
		"mqtt.host=127.0.0.1",
		`mqtt.port=${port}`,
		"mqtt.clientId=shed-1",
		'device.name=shed "1"',
		"sensor.air.model=simulated",
		"sensor.air.interval=1",
		"channel.1.id=air",
		"channel.1.interval=2",
		"channel.1.field1=air.temperature",
		"channel.1.field2=air.humidity",
	];
	return ["--engine", engine, "--json", ...[...common, ...settings].flatMap((setting) => ["--set", setting])];
}

/** The messages that the broker keeps for those who subscribe later, `<retain> <topic> <payload>`. */
function kept(port: number, topic: string): string[] {
	const wanted = ["-h", "127.0.0.1", "-p", `${port}`, "-t", topic, "-F", "%r %t %p", "--retained-only", "-W", "1"];
	try {
		return execFileSync("mosquitto_sub", wanted, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
			.split("\n")
			.filter(Boolean);
	} catch (error) {
		const { stdout } = error as { stdout?: string }; // it ends with an error when its time is over
		return (stdout ?? "").split("\n").filter(Boolean);
	}
}

for (const { engine, skip } of ENGINES) {
	const options = { skip: missing || skip, timeout: 60_000 };

	test(
		`${engine}: generic: JSON of all fields, retained, and raw values of each; mosquitto_sub sees what was published`,
		options,
		async () => {
			const broker = await openBroker();
			const access = ["-h", "127.0.0.1", "-p", `${broker.port}`, "-t", "#", "-v"];
			const subscriber = await subscribe(access, () => broker.log().includes("Sending SUBACK"));
			const run = await runCli([
				...args(engine, broker.port, [
					"channel.1.topic=farm/{channel}",
					'channel.1.payload={"device":"{device}",{fields},"time":"{time}","ms":{ms},"rssi":{rssi}}',
					"channel.1.retain=true",
					"channel.2.id=raw",
					"channel.2.interval=4",
					"channel.2.feed=fields",
					"channel.2.topic=farm/{channel}/{field}",
					"channel.2.field1=air.temperature",
					"channel.2.field5=air.humidity:mean",
				]),
				...["--publishes", "5", "--for", "40"],
			]);
			const lines = await subscriber.close();
			assert.equal(run.code, 0, run.stderr);
			const published = run.events
				.filter(({ event }) => event === "published")
				.map(({ topic, payload }) => `${topic} ${payload}`);
			assert.deepEqual(lines, published, "each payload, in order, once");
			const [json] = lines.filter((line) => line.startsWith("farm/air "));
			const message = JSON.parse(json.slice("farm/air ".length)) as Record<string, unknown>;
			assert.deepEqual(Object.keys(message), ["device", "temperature", "humidity", "time", "ms", "rssi"]);
			assert.equal(message.device, 'shed "1"');
			assert.equal(typeof message.temperature, "number");
			assert.ok(Math.abs(Date.parse(String(message.time)) - Number(message.ms)) < 1_000);
			assert.equal(message.rssi, null);
			assert.ok(
				lines.some((line) => /^farm\/raw\/temperature -?\d+\.\d+$/.test(line)),
				lines.join("\n"),
			);
			assert.ok(lines.some((line) => /^farm\/raw\/humidity \d+\.\d+$/.test(line)));
			const last = lines.filter((line) => line.startsWith("farm/air ")).at(-1);
			assert.deepEqual(
				kept(broker.port, "farm/#"),
				[`1 ${last}`],
				"a later subscriber sees the last one, and no raw one",
			);
			await broker.close();
		},
	);

	test(
		`${engine}: generic: the birth message comes with the connection, and the Will when it is cut; both are retained`,
		options,
		async () => {
			const broker = await openBroker();
			const access = ["-h", "127.0.0.1", "-p", `${broker.port}`, "-t", "+/status", "-v"];
			const subscriber = await subscribe(access, () => broker.log().includes("Sending SUBACK"));
			const board = new CliProcess(
				args(engine, broker.port, [
					"device.name=shed",
					"mqtt.will.topic={device}/status",
					"mqtt.will.payload={device} is gone",
					"mqtt.will.retain=true",
					"mqtt.will.birth=here",
				]),
			);
			await board.says(/"event":"published".*shed\/air/);
			assert.deepEqual(kept(broker.port, "shed/status"), ["1 shed/status here"]);
			board.child.kill("SIGKILL");
			await board.done;
			const lines = await subscriber.close();
			assert.deepEqual(lines, ["shed/status here", "shed/status shed is gone"]);
			assert.deepEqual(kept(broker.port, "shed/status"), ["1 shed/status shed is gone"]);
			await broker.close();
		},
	);

	test(
		`${engine}: generic: clean session off, user name empty: the session that the broker has kept is taken up again`,
		options,
		async () => {
			const broker = await openBroker();
			const once = () =>
				runCli([
					...args(engine, broker.port, ["mqtt.cleanSession=false", "mqtt.password=planted-token"]),
					...["--publishes", "1", "--for", "20"],
				]);
			for (const run of [await once(), await once()]) {
				assert.equal(run.code, 0, run.stderr);
				assert.equal(`${run.stdout}${run.stderr}`.includes("planted-token"), false, "no secret (S2)");
			}
			const log = broker.log();
			assert.match(log, /as shed-1 \(p2, c0, k240/, "clean session 0");
			assert.match(
				log,
				/Sending CONNACK to shed-1 \(0, 0\)[\s\S]*Sending CONNACK to shed-1 \(1, 0\)/,
				"Session Present",
			);
			await broker.close();
		},
	);
}
