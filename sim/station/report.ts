import { grouped } from "../soak/report";
import type { StationResult } from "./station";

/** True when every field was right, every row came, every fault that was long enough was told, and no sample was late. */
export function isGood({ books, due, crashes, breakdowns }: StationResult): boolean {
	return (
		books.wrong.length === 0 &&
		crashes.length === 0 &&
		books.rows >= due - ROWS_OPEN &&
		unfound({ books, breakdowns }).length === 0
	);
}

/** Rows that may be under way at the end: one a channel. */
const ROWS_OPEN = 3;

/** Faults that were switched on and never told of, `sensor.fault`. */
function unfound({ books, breakdowns }: Pick<StationResult, "books" | "breakdowns">): readonly string[] {
	const silent = new Set<string>();
	for (const { sensor, fault } of breakdowns)
		if (!fault.mild && !books.sensors.get(sensor.name)?.found.has(fault.name))
			silent.add(`${sensor.name}.${fault.name}`);
	return [...silent];
}

/** The report of a run, for people. */
export function reportText(result: StationResult, days: number, seconds: number): string {
	const { books, breakdowns, due, crashes } = result;
	const silent = unfound(result);
	const lines = [
		`${days} days, ${books.sensors.size} sensors, ${grouped(books.rows)} rows of ${grouped(due)} that were due, ${grouped(books.values)} fields compared, ${seconds.toFixed(0)} s`,
		"",
		"  sensor     samples   faults  broken  late (ms)  furthest off, as a part of what is allowed",
	];
	for (const [name, book] of books.sensors) {
		const broken = breakdowns.filter(({ sensor }) => sensor.name === name).length;
		const off = [...book.off].map(([quantity, part]) => `${quantity} ${part.toFixed(2)}`).join(", ");
		lines.push(
			`  ${name.padEnd(8)} ${grouped(book.samples).padStart(9)} ${grouped(book.faults).padStart(8)} ${String(broken).padStart(7)} ${String(Math.max(0, Math.round(book.late))).padStart(10)}  ${off}`,
		);
	}
	lines.push("", "  faults told, by sensor");
	for (const [name, book] of books.sensors) {
		if (book.kinds.size === 0) continue;
		const kinds = [...book.kinds].map(([words, count]) => `${words.split(":")[0]} ${grouped(count)}`);
		lines.push(`  ${name.padEnd(8)} ${kinds.join(", ")}`);
	}
	lines.push("", `wrong: ${books.wrong.length}`, ...books.wrong.map((text) => `  ${text}`));
	if (silent.length > 0) lines.push(`switched on and never told: ${silent.join(", ")}`);
	for (const crash of crashes) lines.push(`the firmware crashed: ${crash.split("\n")[0]}`);
	return lines.join("\n");
}

/** The same for programs. */
export function reportJson(result: StationResult, days: number): object {
	const { books, breakdowns, due, crashes } = result;
	const sensors = Object.fromEntries(
		[...books.sensors].map(([name, { samples, faults, kinds, late }]) => [
			name,
			{ samples, faults, kinds: Object.fromEntries(kinds), lateMs: Math.max(0, Math.round(late)) },
		]),
	);
	const { rows, values, wrong } = books;
	return { days, rows, due, values, breakdowns: breakdowns.length, sensors, wrong, silent: unfound(result), crashes };
}
