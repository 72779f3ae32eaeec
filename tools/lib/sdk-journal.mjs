/** The journal of the firmware that the SDK has built for Linux, which is in a file. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { until } from "./process.mjs";

/**
 * Rows that no broker took are in `file` when the app is killed, and go out when it is started again; it is killed once more behind the first of them.
 * `run`, `broker` and `heard` start the firmware, the broker, and a program that writes a line for each publish; `check(text, passed)` takes
 * each result.
 */
export async function checkJournal({ file, run, broker, heard, check, step }) {
	step("the same firmware without a broker, and kill -9");
	rmSync(file, { force: true });
	const offline = run();
	check(`${ROWS} rows are in the journal's file`, await until(() => rowsIn(file).length >= ROWS, 120));
	await offline.kill();
	const written = rowsIn(file);
	step("started again with a broker, and kill -9 behind the first row");
	const server = await broker();
	const subscriber = heard();
	await until(() => server.output.includes("Received SUBSCRIBE"), 10);
	const publishes = () => subscriber.output.split("\n").slice(0, -1).map(parse);
	const interrupted = run();
	check("a row is published", await until(() => publishes().length > 0, 60));
	await interrupted.kill();
	await until(() => false, 1); // what is on its way arrives
	const before = publishes().length;
	check("what was in the file is there still, and at the same place", startsWith(rowsIn(file), written));
	const kept = rowsIn(file);
	step("started again");
	const online = run();
	const arrived = (row) => publishes().some((publish) => isSame(row, publish));
	check(
		`all ${kept.length} rows arrive, with their values and their created_at`,
		await until(() => kept.every(arrived), 120),
	);
	const all = publishes();
	check("in order, each once a start", isRising(all.slice(0, before)) && isRising(all.slice(before)));
	const again = all.slice(before).filter(({ time }) => all.slice(0, before).some((publish) => publish.time === time));
	const same = again.every(({ line }) => all.slice(0, before).some((publish) => publish.line === line));
	check(`${again.length} sent again, the same to the letter`, same);
	check("the firmware still runs", online.exit === undefined);
	for (const program of [online, subscriber, server]) await program.stop();
}

/** Rows that are waited for: two minimum intervals apart, since none leaves. */
const ROWS = 2;
/** Bytes of a sector, of its header, and of a record (modules/journal): a row's first byte is its channel's number + 1. */
const SECTOR = 4_096;
const HEADER = 37;
const RECORD = 41;
const CHANNELS = 10;
/** Where a record's values and its time stand. */
const VALUES = 1;
const TIME = 33;
/** Half of the last decimal that a value is published with. */
const PRECISION = 0.005;

/** The rows of all channels in the flash that know their time, in its order; the log is in its first round. */
function rowsIn(file) {
	if (!existsSync(file)) return [];
	const bytes = readFileSync(file);
	const rows = [];
	for (let sector = 0; sector < bytes.length; sector += SECTOR) {
		for (let at = sector + HEADER; at + RECORD <= sector + SECTOR; at += RECORD) {
			if (bytes[at] < 1 || bytes[at] > CHANNELS) continue;
			const values = [0, 1].map((field) => decimal(bytes.readInt32BE(at + VALUES + field * 4)));
			rows.push({ time: bytes.readUInt32BE(at + TIME) * 1_000, values });
		}
	}
	return rows;
}

/** 28 bits of mantissa, 4 of exponent, which is -7 for 0. */
function decimal(word) {
	return (word >> 4) * 10 ** ((word & 15) - 7);
}

function parse(line) {
	const fields = new URLSearchParams(line.slice(line.indexOf(" ") + 1));
	const values = [Number(fields.get("field1")), Number(fields.get("field2"))];
	return { line, values, time: Date.parse(fields.get("created_at")) };
}

function isSame(row, publish) {
	return publish.time === row.time && row.values.every((value, i) => Math.abs(value - publish.values[i]) <= PRECISION);
}

function startsWith(rows, beginning) {
	return beginning.every(({ time }, i) => rows[i]?.time === time);
}

function isRising(publishes) {
	return publishes.every(({ time }, i) => i === 0 || time > publishes[i - 1].time);
}
