/** What `node tools/bench-lin.mjs` has mcconfig build: our firmware, and an application of the SDK's MQTT client over its TLS. */
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup.mjs";
import { buildForLinux } from "./sdk-build.mjs";
import { buildFolder, fromFolder, writeManifest } from "./settings-manifest.mjs";

const SOURCES = join(ROOT, "sim", "bench", "lin");
export const USER = "bench-user";
export const PASSWORD = "bench-password";
export const CHANNEL = "2345678";
/** Two sensors; all values have as many digits at any hour. */
const FIELDS = [
	"room.temperature",
	"room.humidity",
	"cellar.temperature",
	"cellar.humidity",
	"cellar.voltage",
	"room.temperature:mean",
	"room.temperature:min",
	"room.temperature:max",
];

/**
 * Our firmware with a channel of so many fields and the shortest pace there is, a message in two seconds. `serial`: the path of a terminal, its console. The next build of it has the same
 * name, since mcconfig then compiles only its settings anew: what it is to run is kept in the folder `keep`, as is its journal.
 */
export function buildOurs({ environment, id, fields, port, root, serial, keep }) {
	const name = "bench-lin-firmware";
	const folder = buildFolder(name);
	const flash = join(keep, `${id}.flash`);
	const settings = {
		"mqtt.host": "localhost",
		"mqtt.port": port,
		"mqtt.clientId": id,
		"mqtt.userName": USER,
		"mqtt.password": PASSWORD,
		"mqtt.ca": readFileSync(root, "utf8"),
		"console.log": "error",
		"sensor.room.model": "simulated",
		"sensor.room.interval": 1,
		"sensor.cellar.model": "simulated",
		"sensor.cellar.interval": 1,
		"channel.1.id": CHANNEL,
		"channel.1.interval": 2,
		"channel.1.minInterval": 1,
	};
	for (let i = 0; i < fields; i++) settings[`channel.1.field${i + 1}`] = FIELDS[i];
	const modules = { "setup/heap": fromFolder(folder, join(SOURCES, "heap")) };
	const config = { settings, flash, serial: { device: serial } };
	const app = join(keep, `${id}.so`);
	copyFileSync(built(environment, name, writeManifest(name, config, "manifest.json", { modules })), app);
	return app;
}

/** The SDK's client with these sessions (sim/bench/lin/sdk-app), one after the other. */
export function buildSdk({ environment, sessions, port, root }) {
	const name = "bench-lin-sdk";
	const folder = buildFolder(name);
	execFileSync("openssl", ["x509", "-in", root, "-outform", "der", "-out", join(folder, "root.der")]);
	const named = sessions.map((session) => ({ ...session, user: USER, password: PASSWORD }));
	const manifest = {
		include: [fromFolder(folder, join(SOURCES, "sdk-app", "manifest.json"))],
		config: { port, topic: `channels/${CHANNEL}/publish`, sessions: named },
		data: { "*": ["./root"] },
	};
	const file = join(folder, "manifest.json");
	writeFileSync(file, `${JSON.stringify(manifest, undefined, "\t")}\n`);
	return built(environment, name, file);
}

function built(environment, name, file) {
	const { app, said } = buildForLinux(environment, name, file);
	if (!app) throw new Error(`mcconfig cannot build ${name}:\n${said}`);
	return app;
}
