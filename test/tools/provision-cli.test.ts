import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
const FOLDER = mkdtempSync(join(tmpdir(), "provision-"));
const SECRET = "hunter2-9";
const { toCsv, toTable, toJson } = await import(pathToFileURL(join(ROOT, "tools/lib/provision/report.mjs")).href);
const { whyNotOpen } = await import(pathToFileURL(join(ROOT, "tools/lib/provision/serial.mjs")).href);

after(() => rmSync(FOLDER, { recursive: true }));

function file(name: string, text: string): string {
	writeFileSync(join(FOLDER, name), text);
	return join(FOLDER, name);
}

function run(...words: string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "tools/provision.mjs"), ...words], {
		encoding: "utf8",
		input: "",
	});
	return { status, stdout, lines: stderr.split("\n").filter((line) => line !== "") };
}

/** It ends at once, with exit code 2 and one line. */
function refuses(words: string[], expected: RegExp): void {
	const { status, lines } = run(...words);
	assert.deepEqual([status, lines.length], [2, 1], lines.join("\n"));
	assert.match(lines[0], expected);
	assert.equal(lines[0].includes(SECRET), false);
}

const GOOD = file("good.json", '{"device":{"name":"shed"},"mqtt.password":"hunter2-9"}');

test("--help says all there is, and nothing else is wanted", () => {
	const { status, stdout } = run("--help");
	assert.equal(status, 0);
	for (const option of ["--port", "--csv", "--fresh", "--password-file", "--test", "--report", "--json", "--list"])
		assert.ok(stdout.includes(option), option);
});

test("wrong use is one line with what is wanted", () => {
	refuses([], /a settings file is missing; usage: npm run provision -- --port DEV/);
	refuses([GOOD], /--port is missing/);
	refuses(["--port"], /--port wants a value/);
	refuses(["--port", "--csv", "x"], /--port wants a value/);
	refuses(["--port", "x", GOOD, GOOD], /one settings file is enough/);
	refuses(["--prot", "x", GOOD], /unknown option --prot/);
});

test("settings are checked before a port is opened, by the board's own rules and without a value", () => {
	const port = ["--port", "/dev/no-such-port"];
	refuses([...port, join(FOLDER, "none.json")], /none\.json: there is no such file/);
	refuses([...port, FOLDER], /it cannot be read/);
	refuses([...port, file("broken.json", `{"a": ${SECRET}}`)], /broken\.json: no usable JSON, line 1: /);
	refuses([...port, file("list.json", "[]")], /an object with keys/);
	refuses(
		[...port, file("wrong.json", `{"mqtt":{"port":"${SECRET}"}}`)],
		/wrong\.json: mqtt\.port: allowed is a whole/,
	);
	refuses(
		[...port, file("key.json", `{"mqtt.pasword":"${SECRET}"}`)],
		/key\.json: an unknown key, at its start: mqtt has/,
	);
	refuses([...port, file("short.json", '{"console.password":"short9"}')], /console\.password: .*8 to 64 bytes/);
	refuses([...port, "--password-file", join(FOLDER, "none"), GOOD], /--password-file .*cannot be read \(ENOENT\)/);
	refuses([...port, "--report", join(FOLDER, "no/report.csv"), GOOD], /--report .*cannot be written \(ENOENT\)/);
});

test("a table's columns are keys, each once, and its rows are checked as a file is", () => {
	const csv = (text: string) => ["--port", "/dev/no-such-port", "--csv", file("fleet.csv", text)];
	refuses(csv(""), /fleet\.csv: the file is empty/);
	refuses(csv("device.name\n"), /there is no board in it/);
	refuses(csv(`device.name,${SECRET}\na,b`), /column 2 is neither a key nor port/);
	refuses(csv("device.name,DEVICE.NAME\na,b"), /device\.name has two columns/);
	refuses(csv(`mqtt.port,mqtt.password\n1883,a\n${SECRET},b`), /fleet\.csv: line 3: mqtt\.port: allowed is/);
	refuses(csv(`device.name,mqtt.password\nshed\n`), /line 2 has 1 cells/);
	refuses(["--csv", file("ports.csv", "port,device.name\n,a\n")], /line 2: neither a port here nor --port/);
});

test("a board that fails does not keep the next one waiting; the report has every row and no secret", {
	skip:
		process.platform === "win32" ||
		(!existsSync(join(ROOT, "node_modules/serialport")) && "the package serialport could not be installed here"),
}, () => {
	const report = join(FOLDER, "report.csv");
	const table = file(
		"two.csv",
		`port,device.name,mqtt.password\n/dev/no-such-1,one,${SECRET}\n/dev/no-such-2,two,${SECRET}\n`,
	);
	const { status, stdout, lines } = run("--csv", table, "--report", report, "--json", GOOD);
	assert.deepEqual([status, lines], [1, []]);
	const boards = stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));
	assert.deepEqual(
		boards.map(({ name, ok }) => [name, ok]),
		[
			["one", false],
			["two", false],
		],
	);
	assert.match(boards[1].error, /^\/dev\/no-such-2: there is no such port/);
	const rows = readFileSync(report, "utf8").split("\r\n");
	assert.deepEqual([rows.length, rows[2].startsWith("2,/dev/no-such-2,two,failed,0,")], [4, true]);
	assert.equal(`${stdout}${rows.join()}`.includes(SECRET), false);
});

test("results as a table, CSV and JSON", () => {
	const good = {
		row: 1,
		port: "COM3",
		name: "a, b",
		ok: true,
		keys: 9,
		version: "1",
		repeats: 0,
		seconds: 1.5,
		text: "",
	};
	const bad = { ...good, row: 2, ok: false, text: 'said "no"' };
	assert.deepEqual(toCsv([good, bad]).split("\r\n"), [
		"row,port,name,result,keys,version,repeats,seconds,text",
		'1,COM3,"a, b",ok,9,1,0,1.5,',
		'2,COM3,"a, b",failed,9,1,0,1.5,"said ""no"""',
		"",
	]);
	assert.match(toTable([good, bad])[1], /^1 +COM3 +a, b +ok +9 +1 +0 +1\.5$/);
	assert.deepEqual(JSON.parse(toJson(bad)).error, 'said "no"');
	assert.equal("error" in JSON.parse(toJson(good)), false);
});

test("why a port does not open, in words and with what to do", () => {
	for (const [message, expected] of [
		["Error: No such file or directory, cannot open /dev/x", /no such port.*data/],
		["Opening COM9: File not found", /no such port/],
		["Error: Permission denied, cannot open /dev/x", /dialout/],
		["Error Resource temporarily unavailable Cannot lock port", /another program/],
		["Error: Device or resource busy, cannot open /dev/x", /another program/],
		["Opening COM3: Access denied", /another program/],
		["Inappropriate ioctl for device", /cannot be opened as a serial port/],
	] as const)
		assert.match(whyNotOpen("/dev/x", message), expected);
});
