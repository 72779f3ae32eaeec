import { readFileSync } from "node:fs";
import { importTs } from "../import-ts.mjs";
import { parseCsv } from "./csv.mjs";

/**
 * The boards to be set up, from a settings file, a table, or both: `{ row, port, name, bytes }` each, checked before any port is opened.
 * Throws an Error with one line; none has a value of a setting.
 */
export async function loadBoards({ file, csv, port }) {
	const { planBoard, checkHeader } = await importTs('export * from "./tools/lib/provision/plan";');
	const common =
		file === undefined
			? "{}"
			: read(file)
					.toString("utf8")
					.replace(/^\uFEFF/, "");
	const { header, rows } = csv === undefined ? { header: [], rows: [{ cells: [] }] } : readTable(csv);
	const wrong = checkHeader(header);
	if (wrong) throw new Error(`${csv}: ${wrong}`);
	if (rows.length === 0) throw new Error(`${csv}: there is no board in it, only the first row`);
	return rows.map(({ line, cells }, index) => {
		const columns = header.map((name, i) => ({ name, cell: cells[i].trim() }));
		const own = columns.find(({ name }) => name.toLowerCase() === "port")?.cell;
		const planned = planBoard(
			common,
			columns.filter(({ name }) => name.toLowerCase() !== "port"),
		);
		const where = line === undefined ? file : `${csv}: line ${line}`;
		if (!planned.ok) throw new Error(`${where}: ${planned.error}`);
		if (!own && !port) throw new Error(`${where}: neither a port here nor --port`);
		return { row: index + 1, port: own || port, name: planned.name, bytes: planned.bytes, lock: planned.lock };
	});
}

function read(file) {
	try {
		return readFileSync(file);
	} catch (error) {
		throw new Error(
			`${file}: ${error.code === "ENOENT" ? "there is no such file" : `it cannot be read (${error.code})`}`,
		);
	}
}

function readTable(file) {
	const bytes = read(file);
	try {
		return parseCsv(bytes);
	} catch (error) {
		throw new Error(`${file}: ${error.message}`);
	}
}
