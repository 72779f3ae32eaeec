import type { Figure } from "./figures";

/** The figures as a table for people: value, budget and limit, and what is above them. */
export function toTable(figures: readonly Figure[]): string {
	const rows = [["figure", "value", "unit", "budget", "limit", ""], ...figures.map(row)];
	const widths = rows[0].map((_, i) => Math.max(...rows.map((cells) => cells[i].length)));
	return rows.map((cells) => `${cells.map((cell, i) => pad(cell, widths[i], i)).join("  ")}`.trimEnd()).join("\n");
}

/** The figures for programs. What a figure has not is null. */
export function toJson(figures: readonly Figure[]): string {
	const plain = figures.map(({ name, value, unit, budget, limit }) => {
		return { name, value, unit, budget: budget ?? null, limit: limit ?? null };
	});
	return JSON.stringify({ figures: plain });
}

function row({ name, value, unit, budget, limit }: Figure): string[] {
	const over = budget !== undefined && value > budget;
	const missed = limit !== undefined && value > limit;
	const mark = over ? "over budget" : missed ? "over the limit" : "";
	return [name, String(value), unit, String(budget ?? ""), String(limit ?? ""), mark];
}

/** Numbers to the right. */
function pad(cell: string, width: number, column: number): string {
	return column === 1 || column === 3 || column === 4 ? cell.padStart(width) : cell.padEnd(width);
}
