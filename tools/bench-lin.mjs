/**
 * The part of `npm run bench -- --sdk` that runs whole applications, as mcconfig builds them for Linux, in real time against a real mosquitto over TLS 1.2: TLS
 * records, bytes and writes of our firmware beside those of the SDK's MQTT client over the SDK's TLS, and what the firmware keeps alive. Tells a line
 * of JSON for each figure.
 *
 * Exit code 0: measured; 1: something failed; 2: the SDK or a program it takes is missing, and nothing was measured.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { importTs } from "./lib/import-ts.mjs";
import { buildOurs, buildSdk, PASSWORD, USER } from "./lib/lin-apps.mjs";
import { visitOurs, visitSdk } from "./lib/lin-visits.mjs";
import { buildWrites } from "./lib/lin-writes.mjs";
import { makeChain } from "./lib/pki.mjs";
import { freePort, stopAll } from "./lib/process.mjs";
import { brokerEnvironment, missingToRun } from "./lib/sdk.mjs";
import { brokerWith } from "./lib/sdk-broker.mjs";
import { startDisplay, startSimulator } from "./lib/sdk-simulator.mjs";
import { SdkTerminal } from "./lib/sdk-terminal.mjs";
import { ROOT } from "./setup.mjs";

const FOLDER = join(ROOT, "build", "bench-lin");
const PROGRAMS = ["mcsim", "mosquitto", "mosquitto_passwd", "Xvfb", "openssl", "cc"];
/** Messages of a session whose records are counted, and of that behind which the heap is: two seconds each. */
const FEW = 10;
const MANY = 50;
/** The second is to resume the first one's TLS session, the third that of the second, which was cut. */
const SDK_SESSIONS = [
	{ id: "sdk-first", fields: 1, publishes: FEW, goodbye: true },
	{ id: "sdk-second", fields: 8, publishes: FEW, goodbye: false },
	{ id: "sdk-third", fields: 8, publishes: 0, goodbye: false },
];

const environment = brokerEnvironment();
process.exitCode = await main();

async function main() {
	const missing = missingToRun(PROGRAMS, environment);
	if (missing.length > 0) return complain(`TLS beside the SDK's is not measured: ${missing.join("; ")}`, 2);
	for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stopAll().then(() => process.exit(1)));
	try {
		for (const figure of await measure()) process.stdout.write(`${JSON.stringify(figure)}\n`);
		return 0;
	} catch (error) {
		return complain(error.message, 1);
	} finally {
		await stopAll();
	}
}

async function measure() {
	rmSync(FOLDER, { recursive: true, force: true });
	mkdirSync(FOLDER, { recursive: true });
	const certificate = makeChain(FOLDER, "broker");
	const port = await freePort();
	const { startBroker } = brokerWith({ folder: FOLDER, userName: USER, password: PASSWORD, environment });
	const broker = await startBroker(port, certificate);
	const { Relay } = await importTs('export { Relay } from "./sim/bench/lin/relay";');
	const relays = await Promise.all(["one", "eight", "sdk"].map(() => Relay.open(port)));
	const serial = join(FOLDER, "console");
	const terminal = await SdkTerminal.open(ROOT, serial);
	try {
		return await visit({ broker, relays, serial, root: certificate.root });
	} finally {
		terminal.close();
		for (const relay of relays) relay.close();
	}
}

async function visit({ broker, relays: [one, eight, sdk], serial, root }) {
	progress("building applications for Linux with mcconfig: minutes, once; then half of one");
	const ours = { environment, root, serial, keep: FOLDER };
	const apps = [
		buildOurs({ ...ours, id: "ours-1", fields: 1, port: one.port }),
		buildOurs({ ...ours, id: "ours-8", fields: 8, port: eight.port }),
		buildSdk({ environment, root, sessions: SDK_SESSIONS, port: sdk.port }),
	];
	const watch = buildWrites(FOLDER);
	const display = await startDisplay(environment);
	progress("running them: two minutes");
	const [asOne, asEight, asSdk] = apps.map((app, i) => {
		const home = join(FOLDER, `home.${i}`);
		mkdirSync(home);
		const writes = join(home, "writes");
		return { broker, writes, program: startSimulator(watch(environment, writes), app, display, home) };
	});
	const [few, many, theirs] = await Promise.all([
		visitOurs({ ...asOne, id: "ours-1", fields: 1, passages: one.passages, messages: FEW }),
		visitOurs({ ...asEight, id: "ours-8", fields: 8, passages: eight.passages, messages: MANY }),
		visitSdk({ ...asSdk, passages: sdk.passages, sessions: SDK_SESSIONS }),
	]);
	return [...few.publish, ...many.publish, ...many.pingreq, ...many.handshakes, ...theirs, ...many.heap];
}

function progress(text) {
	process.stderr.write(`${text}\n`);
}

function complain(text, code) {
	process.stderr.write(`fieldfeed: ${text}\n`);
	return code;
}
