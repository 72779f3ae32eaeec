import { readFileSync } from "node:fs";
import type { Environment } from "../board/environment";
import { UsageError } from "../usage";

/** The columns there may be, as in Environment. */
const NAMES: readonly (keyof Environment)[] = [
	"temperature",
	"humidity",
	"pressure",
	"illuminance",
	"co2",
	"pm1",
	"pm25",
	"pm10",
	"soilTemperature",
	"soilMoisture",
	"rainfall",
	"windRun",
	"distance",
	"batteryVoltage",
	"batteryCurrent",
];
const ROWS_MAX = 1_000_000;

/** What a column of a recording says, at which milliseconds behind its first row. */
interface Series {
	readonly times: readonly number[];
	readonly values: readonly number[];
}

/**
 * A recording in a CSV file, played back: its first line names the columns (`time`, then any of Environment's, in its units), `time` is seconds
 * or ISO 8601. In between two rows a value runs straight on; an empty cell is left out; behind the last row it stays. What the recording has
 * no column for is `otherwise`'s. Throws UsageError with one line that names the file and the row.
 */
export function playBack(file: string, now: () => number, otherwise: Environment): Environment {
	const columns = readColumns(file);
	const at = (name: keyof Environment): (() => number) => {
		const series = columns.get(name);
		return series ? () => valueAt(series, now()) : otherwise[name];
	};
	return Object.fromEntries(NAMES.map((name) => [name, at(name)])) as unknown as Environment;
}

function readColumns(file: string): ReadonlyMap<keyof Environment, Series> {
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch (error) {
		throw new UsageError(`--replay: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
	}
	const [head = "", ...rows] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
	const names = head.split(",").map((name) => name.trim());
	const unknown = names.slice(1).find((name) => !NAMES.includes(name as keyof Environment));
	if (names[0] !== "time" || names.length < 2 || unknown !== undefined)
		throw new UsageError(
			`--replay: the first line of ${file} names the columns: time, then any of ${NAMES.join(", ")}${unknown === undefined ? "" : `; got "${unknown.slice(0, 32)}"`}`,
		);
	const times: number[] = [];
	const cells: string[][] = [];
	for (const [i, row] of rows.entries()) {
		if (row.trim() === "") continue;
		if (cells.length === ROWS_MAX) throw new UsageError(`--replay: ${file} has more than ${ROWS_MAX} rows`);
		const words = row.split(",");
		const time = timeOf(words[0].trim());
		if (words.length !== names.length || !(time > (times.at(-1) ?? Number.NEGATIVE_INFINITY)))
			throw new UsageError(`--replay: line ${i + 2} of ${file}: ${names.length} cells and a rising time are wanted`);
		times.push(time);
		cells.push(words);
	}
	if (times.length === 0) throw new UsageError(`--replay: ${file} has no rows`);
	return new Map(
		names.slice(1).map((name, i) => [name as keyof Environment, seriesOf(file, name, i + 1, times, cells)]),
	);
}

function seriesOf(
	file: string,
	name: string,
	column: number,
	times: readonly number[],
	cells: readonly string[][],
): Series {
	const series = { times: [] as number[], values: [] as number[] };
	for (const [i, words] of cells.entries()) {
		const cell = words[column].trim();
		if (cell === "") continue;
		const value = Number(cell);
		if (!Number.isFinite(value))
			throw new UsageError(`--replay: row ${i + 1} of ${file}: ${name} is no number: "${cell.slice(0, 32)}"`);
		series.times.push(times[i] - times[0]);
		series.values.push(value);
	}
	if (series.times.length === 0) throw new UsageError(`--replay: ${file} has no value for ${name}`);
	return series;
}

/** Milliseconds; NaN for what is no time. */
function timeOf(text: string): number {
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1_000;
	return Date.parse(text);
}

function valueAt({ times, values }: Series, now: number): number {
	let low = 0;
	let high = times.length - 1;
	if (now <= times[0]) return values[0];
	if (now >= times[high]) return values[high];
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (times[middle] <= now) low = middle;
		else high = middle;
	}
	return values[low] + ((now - times[low]) / (times[high] - times[low])) * (values[high] - values[low]);
}
