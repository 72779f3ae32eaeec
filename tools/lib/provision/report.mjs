import { toCell } from "./csv.mjs";

const COLUMNS = ["row", "port", "name", "result", "keys", "version", "repeats", "seconds", "text"];

function cells(result) {
	return { ...result, result: result.ok ? "ok" : "failed" };
}

/** The results as CSV, for a file. */
export function toCsv(results) {
	const rows = results.map((result) => COLUMNS.map((name) => toCell(cells(result)[name])).join(","));
	return [COLUMNS.join(","), ...rows, ""].join("\r\n");
}

/** The results as a table for people. */
export function toTable(results) {
	const rows = [COLUMNS, ...results.map((result) => COLUMNS.map((name) => String(cells(result)[name] ?? "")))];
	const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i].length)));
	return rows.map((row) =>
		row
			.map((cell, i) => cell.padEnd(widths[i]))
			.join("  ")
			.trimEnd(),
	);
}

/** The result of one board as one line of JSON. */
export function toJson({ row, port, name, ok, keys, version, repeats, seconds, tested, text }) {
	return JSON.stringify({
		row,
		port,
		name,
		ok,
		keys,
		version,
		repeats,
		seconds,
		tested,
		...(ok ? {} : { error: text }),
	});
}
