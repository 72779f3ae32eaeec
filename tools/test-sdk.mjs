/**
 * `npm run test:sdk`: builds the firmware with the Moddable SDK for Linux and runs it against a real mosquitto over TLS, TCP and WebSockets.
 *
 * Exit code 0: all passed; 1: something failed; 2: the SDK or a program it takes is missing, and nothing was tested.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import tls from "node:tls";
import { makeChain, makeClient, makeImpostor, makeServer } from "./lib/pki.mjs";
import { freePort, stopAll, until } from "./lib/process.mjs";
import { brokerEnvironment, missingToRun } from "./lib/sdk.mjs";
import { checkBoards } from "./lib/sdk-boards.mjs";
import { brokerWith } from "./lib/sdk-broker.mjs";
import { buildForLinux } from "./lib/sdk-build.mjs";
import { checkConsole } from "./lib/sdk-console.mjs";
import { checkSensors } from "./lib/sdk-cross-check.mjs";
import { checkJournal } from "./lib/sdk-journal.mjs";
import { startDisplay, startSimulator } from "./lib/sdk-simulator.mjs";
import { SdkTerminal } from "./lib/sdk-terminal.mjs";
import { writeManifest } from "./lib/settings-manifest.mjs";
import { ROOT, setupOrExit } from "./setup.mjs";

const NAME = "test-sdk";
const FOLDER = join(ROOT, "build", NAME);
const FLASH = join(FOLDER, "journal.flash");
const USER = "sdk-user";
const PASSWORD = "sdk-password";
const CLIENT_ID = "sdk-client";
const CHANNEL = "4711";
const KEEP_ALIVE_S = 45;
/** Many times the first wait of a back-off that is not slow: 2 s at most. */
const REFUSED_S = 10;
const PROGRAMS = ["mcsim", "mosquitto", "mosquitto_sub", "mosquitto_passwd", "Xvfb", "openssl"];

const environment = brokerEnvironment();
const { startBroker, subscribe } = brokerWith({ folder: FOLDER, userName: USER, password: PASSWORD, environment });
const results = { passed: 0, failed: 0 };

process.exitCode = await main();

async function main() {
	if (environment.MODDABLE) setupOrExit(); // tsc comes with the dependencies
	const missing = missingToRun(PROGRAMS, environment);
	if (missing.length > 0) {
		process.stderr.write(`test:sdk: nothing was tested: ${missing.join("; ")}\n`);
		return 2;
	}
	for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stopAll().then(() => process.exit(1)));
	try {
		await test();
	} catch (error) {
		check(error instanceof Error ? error.message : String(error), false);
	} finally {
		await stopAll();
	}
	process.stdout.write(`${results.passed} passed, ${results.failed} failed\n`);
	return results.failed === 0 ? 0 : 1;
}

async function test() {
	rmSync(FOLDER, { recursive: true, force: true });
	mkdirSync(FOLDER, { recursive: true });
	await checkBoards({ environment, check, step });
	step("certificates");
	const trusted = makeChain(FOLDER, "trusted");
	const client = makeClient(FOLDER, "trusted");
	const refused = {
		"whose authority it does not know": makeChain(FOLDER, "unknown"),
		"whose certificate is for another host": makeServer(FOLDER, "trusted", "subjectAltName=DNS:example.org\n"),
		"that shows the right authority, which has not signed its certificate": makeImpostor(FOLDER, "trusted"),
	};
	const port = await freePort();
	step("build (mcconfig -m -p lin, release)");
	const firmware = build(port, trusted, certificateOf(client));
	check("the SDK builds the firmware", firmware !== undefined);
	if (!firmware) return;
	const display = await startDisplay(environment);
	await checkSensors({ environment, display, check, step });
	await testPublishing({ port, trusted, client, firmware, display });
	for (const [what, server] of Object.entries(refused)) await testRefused({ what, port, server, firmware, display });
	await testResumed({ port, trusted, firmware, display });
	await testConsole({ port, trusted, other: refused["whose authority it does not know"], display });
	for (const transport of ["tcp", "ws", "wss"]) {
		step(`build with mqtt.transport ${transport}`);
		const other = build(port, trusted, { "mqtt.transport": transport }, { flash: FLASH });
		check("the SDK builds it", other !== undefined);
		if (!other) continue;
		await testTransport({ transport, port, trusted, firmware: other, display });
		if (transport === "tcp") {
			const run = () => startSimulator(environment, other, display);
			await checkJournal({
				file: FLASH,
				run,
				broker: () => startBroker(port),
				heard: () => subscribe(port),
				check,
				step,
			});
		}
	}
}

async function testPublishing({ port, trusted, client, firmware, display }) {
	step("firmware against mosquitto over TLS 1.2, which requires a client certificate");
	const broker = await startBroker(port, trusted, { more: ["require_certificate true"] });
	const subscriber = subscribe(port, ["--cafile", trusted.root, "--cert", client.chain, "--key", client.key]);
	await until(() => broker.output.includes("Received SUBSCRIBE"), 10);
	const simulator = startSimulator(environment, firmware, display);
	const messages = () => subscriber.output.split("\n").filter((line) => line !== "");
	await until(() => messages().length >= 2 && count(broker, `Received PINGREQ from ${CLIENT_ID}`) >= 2, 60);

	const heard = messages();
	check(`mosquitto_sub saw ${heard.length} publishes, 2 wanted`, heard.length >= 2);
	for (const line of heard) step(`  ${line}`);
	check("each has the channel's topic name and a sane payload", heard.length > 0 && heard.every(isSane));
	const session = new RegExp(
		`New client connected from \\S+ as ${CLIENT_ID} \\(p2, c1, k${KEEP_ALIVE_S}, u'${USER}'\\)`,
	);
	check("CONNECT: MQTT 3.1.1, clean session, client identifier, user name, keep alive", session.test(broker.output));
	const publish = new RegExp(`Received PUBLISH from ${CLIENT_ID} \\(d0, q0, r0, m0, 'channels/${CHANNEL}/publish'`);
	check("PUBLISH: QoS 0, no DUP, no RETAIN", publish.test(broker.output));
	check("a PINGREQ follows each publish", count(broker, `Received PINGREQ from ${CLIENT_ID}`) >= 2);
	check("each got its PINGRESP", count(broker, `Sending PINGRESP to ${CLIENT_ID}`) >= 2);
	check("one connection carried all of it", count(broker, ` as ${CLIENT_ID} (`) === 1);
	check("the firmware still runs", simulator.exit === undefined);
	await simulator.stop();
	await subscriber.stop();
	await broker.stop();
}

async function testRefused({ what, port, server, firmware, display }) {
	step(`the same firmware against a server ${what}`);
	const broker = await startBroker(port, server);
	const simulator = startSimulator(environment, firmware, display);
	const connections = () => count(broker, "New connection from");
	check("it tries", await until(() => connections() >= 1, 30));
	await until(() => connections() >= 2, REFUSED_S);
	check(`it does not try again within ${REFUSED_S} s: only a person can mend that`, connections() === 1);
	const silent = !broker.output.includes("New client connected") && !broker.output.includes("Received ");
	check("mosquitto sees no CONNECT and no other control packet", silent);
	check("the firmware still runs", simulator.exit === undefined);
	await simulator.stop();
	await broker.stop();
}

/**
 * The console over a real pseudo-terminal. The firmware is built to trust another authority, so that only the PEM that is pasted can bring
 * it to the broker; that PEM has the broker's authority last.
 */
async function testConsole({ port, trusted, other, display }) {
	step("build with a serial port, for the console");
	const device = join(FOLDER, "console");
	const firmware = build(port, other, {}, { serial: { device } });
	check("the SDK builds it", firmware !== undefined);
	if (!firmware) return;
	step("the console on a pseudo-terminal");
	const broker = await startBroker(port, trusted);
	const terminal = await SdkTerminal.open(ROOT, device);
	const simulator = startSimulator(environment, firmware, display);
	try {
		await checkConsole({ terminal, pem: longPem(other, trusted), password: PASSWORD, check });
	} finally {
		terminal.close();
	}
	check("the firmware still runs", simulator.exit === undefined);
	await simulator.stop();
	await broker.stop();
}

/** `other`'s root as often as it takes to be more than 4 KB, with the root of `trusted` last. */
function longPem(other, trusted) {
	const filler = readFileSync(other.root, "utf8");
	return filler.repeat(Math.ceil(4_096 / filler.length)) + readFileSync(trusted.root, "utf8");
}

/** A server that hangs up on each CONNECT: the next connection is a resumed one. */
async function testResumed({ port, trusted, firmware, display }) {
	step("the same firmware against a server that hangs up");
	const seen = [];
	const shown = { cert: readFileSync(trusted.chain), key: readFileSync(trusted.key), maxVersion: "TLSv1.2" };
	const server = tls.createServer(shown, (socket) => {
		socket.on("error", () => socket.destroy());
		socket.once("data", (data) => {
			seen.push({ resumed: socket.isSessionReused(), connect: data[0] === 0x10 && data.length === data[1] + 2 });
			socket.end();
		});
	});
	await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
	const simulator = startSimulator(environment, firmware, display);
	await until(() => seen.length >= 2, 40);
	check("the first handshake is a full one", seen[0]?.resumed === false);
	check("the second resumes its session", seen[1]?.resumed === true);
	check("CONNECT is one record, each time", seen.length >= 2 && seen.every(({ connect }) => connect));
	check("the firmware still runs", simulator.exit === undefined);
	await simulator.stop();
	server.close();
}

async function testTransport({ transport, port, trusted, firmware, display }) {
	step(`firmware against mosquitto over ${transport}`);
	const broker = await startBroker(port, transport === "wss" ? trusted : undefined, {
		webSockets: transport !== "tcp",
	});
	const simulator = startSimulator(environment, firmware, display);
	const answered = () => count(broker, `Sending PINGRESP to ${CLIENT_ID}`) >= 1;
	check("it publishes, and its PINGREQ is answered", await until(answered, 40));
	check("the firmware still runs", simulator.exit === undefined);
	await simulator.stop();
	await broker.stop();
}

function certificateOf({ chain, key }) {
	return { "mqtt.certificate": readFileSync(chain, "utf8"), "mqtt.key": readFileSync(key, "utf8") };
}

/**
 * `more`: settings besides; `serial`: of targets/lin/device, what its serial port is; without it there is none, and no console; `flash`: of
 * targets/lin/flash, the file that the journal is in.
 */
function build(port, { root }, more = {}, { serial, flash } = {}) {
	const manifest = writeManifest(NAME, {
		serial,
		flash,
		settings: {
			"mqtt.host": "127.0.0.1",
			"mqtt.port": port,
			"mqtt.clientId": CLIENT_ID,
			"mqtt.userName": USER,
			"mqtt.password": PASSWORD,
			"mqtt.keepAlive": KEEP_ALIVE_S,
			"mqtt.ca": readFileSync(root, "utf8"),
			"sensor.room.model": "simulated",
			"sensor.room.interval": 1,
			"channel.1.id": CHANNEL,
			"channel.1.interval": 15,
			"channel.1.field1": "room.temperature",
			"channel.1.field2": "room.humidity:mean",
			...more,
		},
	});
	const { app, said } = buildForLinux(environment, NAME, manifest);
	if (!app) process.stdout.write(said);
	return app;
}

function isSane(line) {
	const match = /^(\S+) field1=(-?\d+\.\d+)&field2=(-?\d+\.\d+)(?:&created_at=(\S+))?$/.exec(line);
	if (!match) return false;
	const [, topic, temperature, humidity, time] = match;
	const age = time === undefined ? 0 : Math.abs(Date.now() - Date.parse(decodeURIComponent(time)));
	const inRange = Math.abs(Number(temperature)) < 100 && Number(humidity) >= 0 && Number(humidity) <= 100;
	return topic === `channels/${CHANNEL}/publish` && inRange && age < 300_000;
}

function count(program, text) {
	return program.output.split(text).length - 1;
}

function step(text) {
	process.stdout.write(`${text}\n`);
}

function check(text, passed) {
	results[passed ? "passed" : "failed"]++;
	process.stdout.write(`${passed ? "ok    " : "FAILED"} ${text}\n`);
}
