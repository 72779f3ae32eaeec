/** The journal of the firmware that the SDK has built for Linux, which is in a file. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { until } from "./process.mjs";

/**
 * Rows that no broker took are in `file` when the app is ended without a word, and go out when it is started again. `run`, `broker` and `heard` start the
 * firmware, the broker, and a program that writes a line for each publish; `check(text, passed)` takes each result.
 */
export async function checkJournal({ file, run, broker, heard, check, step }) {
	step("the same firmware without a broker, ended, and started again with one");
	rmSync(file, { force: true });
	const offline = run();
	check("rows are in the journal's file", await until(() => written(file) >= ROWS, 90));
	await offline.stop();
	const ended = Date.now();
	const server = await broker();
	const subscriber = heard();
	await until(() => server.output.includes("Received SUBSCRIBE"), 10);
	const online = run();
	const times = () => (subscriber.output.match(/created_at=\S+/g) ?? []).map(toTime);
	const kept = () => times().filter((time) => time < ended).length >= ROWS;
	check("they are published, with the time of their samples", await until(kept, 90));
	const rising = times().every((time, i, all) => i === 0 || time > all[i - 1]);
	check(`in order, each once: ${times().length} publishes`, rising);
	check("the firmware still runs", online.exit === undefined);
	for (const program of [online, subscriber, server]) await program.stop();
}

/** Rows that are waited for: one a channel's interval. */
const ROWS = 2;
/** Bytes of a sector, of its header, and of a record (modules/journal): a row's first byte is its channel's number + 1. */
const SECTOR = 4_096;
const HEADER = 37;
const RECORD = 41;
const CHANNELS = 10;

/** Rows of all channels in the flash. */
function written(file) {
	if (!existsSync(file)) return 0;
	const bytes = readFileSync(file);
	let rows = 0;
	for (let sector = 0; sector < bytes.length; sector += SECTOR) {
		for (let at = sector + HEADER; at + RECORD <= sector + SECTOR; at += RECORD) {
			const slot = bytes[at] & 0x0f;
			if (bytes[at] < 0x20 && slot >= 1 && slot <= CHANNELS) rows++;
		}
	}
	return rows;
}

function toTime(text) {
	return Date.parse(decodeURIComponent(text.slice("created_at=".length)));
}
