import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { findRoot } from "../../sim/root";

const TOOLS = join(findRoot(), "tools/lib/provision");
const { parseCsv, toCell } = await import(pathToFileURL(join(TOOLS, "csv.mjs")).href);

function parse(text: string) {
	const { header, rows } = parseCsv(new TextEncoder().encode(text));
	return {
		header,
		cells: rows.map((row: { cells: string[] }) => row.cells),
		lines: rows.map((row: { line: number }) => row.line),
	};
}

test("quotes, CR LF, a byte order mark, blank lines and an end without line end", () => {
	const { header, cells, lines } = parse(
		`${'\uFEFFa,b\r\n"x, ""y""\r\nz", 1 \r\n\r\n,"" \r\n'.replace('"" \r', '""\r')}p,q`,
	);
	assert.deepEqual(header, ["a", "b"]);
	assert.deepEqual(cells, [
		['x, "y"\r\nz', " 1 "],
		["", ""],
		["p", "q"],
	]);
	assert.deepEqual(lines, [2, 5, 6]);
});

test("semicolons and tabs, as spreadsheets of other countries write them", () => {
	assert.deepEqual(parse("a;b\n1,5;2").cells, [["1,5", "2"]]);
	assert.deepEqual(parse("a\tb\n1\t2,3;4").cells, [["1", "2,3;4"]]);
});

test("what a column could be shifted by is refused, with its line and nothing of what is in it", () => {
	for (const [text, expected] of [
		["", /empty/],
		["a,b\nsecret-9", /line 2 has 1 cells, the first one has 2/],
		["a,b\n1,2\n1,2,secret-9", /line 3 has 3 cells/],
		['a,b\n1,"secret-9', /line 2: a quote is never closed/],
		['a,b\n1,"x"secret-9', /line 2: something behind a quote/],
		['a,b\n1,x"secret-9"', /line 2: a quote in the middle/],
		['a,b\n"1\n2",3\n4', /line 4 has 1 cells/],
	] as const) {
		assert.throws(
			() => parse(text),
			(error: Error) => expected.test(error.message) && !error.message.includes("secret"),
		);
	}
	assert.throws(() => parseCsv(Uint8Array.of(0xff, 0xfe, 0x61, 0)), /UTF-8/);
});

test("any cells come back as they went", () => {
	const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r", "\t", " ", "ü") });
	fc.assert(
		fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
			const text = ["a,b", ...rows.map((row) => row.map(toCell).join(","))].join("\r\n");
			assert.deepEqual(parse(text).cells, rows);
		}),
	);
});
