/**
 * Sets boards up over a serial port: `npm run provision -- --port DEV device.json`; `--help` says more. docs/provisioning.md has the
 * protocol and the work with many boards.
 */
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { HELP, parseOptions } from "./lib/provision/options.mjs";
import { setupOrExit } from "./setup.mjs";

process.exitCode = await main(process.argv.slice(2));

async function main(words) {
	const options = parseOptions(words);
	if (options.help) process.stdout.write(HELP);
	if (options.help) return 0;
	if (options.error) return wrong(options.error);
	setupOrExit();
	try {
		return await (options.list ? list() : provision(options));
	} catch (error) {
		return wrong(error.message);
	}
}

function wrong(text) {
	process.stderr.write(`provision: ${text}\n`);
	return 2;
}

async function list() {
	const { listPorts } = await import("./lib/provision/serial.mjs");
	const ports = await listPorts();
	for (const { path, what } of ports) process.stdout.write(`${path}${what === "" ? "" : `  ${what}`}\n`);
	if (ports.length === 0) process.stdout.write("no serial port: is a board plugged in, and its cable one for data?\n");
	return 0;
}

async function provision(options) {
	const { loadBoards } = await import("./lib/provision/boards.mjs");
	const { People } = await import("./lib/provision/people.mjs");
	const { toCsv } = await import("./lib/provision/report.mjs");
	const boards = await loadBoards(options);
	const people = new People(options);
	const password = passwordOf(options, people);
	checkReport(options.report);
	const results = [];
	for (const board of boards) {
		if (results.some(({ port }) => port === board.port)) await people.waitForNext(board.port);
		results.push(await one(board, boards.length, { ...options, password }, people));
		// After each board: who stops in the middle has what was done.
		if (options.report) writeFileSync(options.report, toCsv(results));
	}
	if (boards.length > 1) await tell(results, people);
	return results.every(({ ok }) => ok) ? 0 : 1;
}

async function one(board, count, options, people) {
	const { provisionBoard } = await import("./lib/provision/board.mjs");
	const { toJson } = await import("./lib/provision/report.mjs");
	if (count > 1) people.say(`board ${board.row} of ${count}${board.name ? `: ${board.name}` : ""}`);
	const outcome = await provisionBoard(board, options, {
		say: (text) => people.say(`  ${text}`),
		progress: (share) => people.progress(share),
	});
	const result = { row: board.row, port: board.port, name: board.name, ...outcome };
	if (options.json) process.stdout.write(`${toJson(result)}\n`);
	else if (result.ok) people.say(`  done in ${result.seconds} s`);
	else {
		people.say("  failed");
		process.stderr.write(`provision: ${result.text}\n`);
	}
	return result;
}

async function tell(results, people) {
	const { toTable } = await import("./lib/provision/report.mjs");
	people.say("");
	for (const line of toTable(results)) people.say(line);
	people.say(`${results.filter(({ ok }) => ok).length} of ${results.length} boards are set up`);
}

/** Found out before the first board and not behind the last one. */
function checkReport(file) {
	if (file === undefined) return;
	try {
		closeSync(openSync(file, "a"));
	} catch (error) {
		throw new Error(`--report ${file}: it cannot be written (${error.code})`);
	}
}

/** Asks for the console's password once; the boards of a fleet have the same. */
function passwordOf({ passwordFile }, people) {
	let known;
	if (passwordFile !== undefined) {
		try {
			[known] = readFileSync(passwordFile, "utf8").split(/\r?\n/);
		} catch (error) {
			throw new Error(`--password-file ${passwordFile}: it cannot be read (${error.code})`);
		}
	}
	return async () => {
		known ??= await people.askPassword();
		return known;
	};
}
