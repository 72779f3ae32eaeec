import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { SettingsStore } from "settings/store";
import { FileStorage } from "../../sim/board/storage-file";
import { runCli } from "../fakes/cli";
import { FakeKeyValue } from "../fakes/key-value";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-bare-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** What the simulator says on standard error of its broker. */
const BROKER = /broker: host (\S+), port (\d+), CA (\S+), credentials (\S+)/;

/** ThingSpeak's plain text, line by line. */
function credentials(file: string): Readonly<Record<string, string>> {
	const lines = readFileSync(file, "utf8").trimEnd().split("\n");
	return Object.fromEntries(lines.map((line) => line.split(" = ")));
}

test("--bare: nothing is set, network and broker are told, the password is in a file for its owner alone, exit code 0", {
	timeout: 60_000,
}, async () => {
	const { code, stderr, stdout, events } = await runCli(["--bare", "--engine", "v8", "--json", "--for", "0.5"]);
	assert.equal(code, 0, stderr);
	assert.match(stderr, /Greenhouse \(password \w+\), Guest \(open\), Workshop \(hidden, password \w+\)/);
	const [, , , ca, file] = BROKER.exec(stderr) ?? [];
	assert.match(readFileSync(ca, "utf8"), /BEGIN CERTIFICATE/);
	assert.equal(statSync(file).mode & 0o777, 0o600);
	const { password } = credentials(file);
	assert.ok(password.length > 16);
	assert.equal(`${stdout}${stderr}`.includes(password), false);
	const names = events.map(({ event }) => event);
	assert.deepEqual([names.includes("joining"), names.includes("connecting")], [false, false]);
});

test("--bare: set up as a technician would, the board joins, asks for names and the time, and publishes over TLS", {
	timeout: 120_000,
}, async () => {
	const known = await runCli(["--bare", "--engine", "v8", "--json", "--for", "0.1"]);
	const [, , , ca, file] = BROKER.exec(known.stderr) ?? [];
	const path = join(folder, "board.json");
	const store = async (port: string): Promise<void> => {
		const { username, clientId, password } = credentials(file);
		const settings = {
			"net.wifi.1.ssid": "Workshop",
			"net.wifi.1.password": "screwdriver",
			"mqtt.host": "localhost",
			"mqtt.port": port,
			"mqtt.ca": readFileSync(ca, "utf8"),
			"mqtt.clientId": clientId,
			"mqtt.userName": username,
			"mqtt.password": password,
			"sensor.air.model": "sht3x",
			"sensor.air.interval": "1",
			"channel.1.id": "7",
			"channel.1.interval": "15",
			"channel.1.field1": "air.temperature",
		};
		const io = new FakeKeyValue();
		assert.ok(new SettingsStore({ io }).save(new Map(Object.entries(settings))).ok);
		const storage = new FileStorage(path);
		for (const [key, value] of io.values) {
			const name = Buffer.from(`fieldfeed/${key}`);
			storage.write(Uint8Array.of(name.length, ...name, ...value));
		}
	};
	// A port of its own: other simulators may be running.
	const port = String(20_000 + (process.pid % 20_000));
	await store(port);
	const args = ["--bare", "--engine", "v8", "--json", "--publishes", "1", "--for", "60", "--storage", path];
	const { code, stderr, stdout, events } = await runCli([...args, "--set", `mqtt.port=${port}`]);
	assert.equal(code, 0, stderr);
	const names = events.map(({ event }) => event);
	for (const name of ["joining", "linkUp", "timeSync", "connected", "published", "pingresp"])
		assert.ok(names.includes(name), `${name}: ${stdout}`);
	assert.ok(names.indexOf("timeSync") < names.indexOf("connected"), "TLS waits for the time");
	assert.match(String(events.find(({ event }) => event === "published")?.payload), /field1=2\d.*created_at=20/);
});
