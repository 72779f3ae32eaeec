import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Patch } from "../patch";
import { bundleBench } from "./bundle";
import { buildHost, runHost } from "./host";

/** One figure, with what it may be. */
export interface Figure {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	/** What the tests hold it to; undefined where they do not. */
	readonly budget: number | undefined;
	/** What it is to reach; undefined where nobody has said. */
	readonly limit: number | undefined;
}

/** What budget.json says of a figure. */
interface Allowed {
	readonly budget: number;
	readonly limit?: number;
}

/** The scripts of the bench, below guest/: parts by themselves, and the whole firmware. Each runs on a machine of its own. */
export const ENTRIES = ["parts", "firmware"] as const;
export type Entry = (typeof ENTRIES)[number];

/** What to measure. */
export interface MeasureOptions {
	readonly root: string;
	readonly entries?: readonly Entry[];
	/** Defects to plant in the firmware. */
	readonly patches?: readonly Patch[];
}

/** Measures on the XS engine from npm: the same figures each time. Throws UsageError where that is not built. */
export async function measure({ root, entries = ENTRIES, patches = [] }: MeasureOptions): Promise<readonly Figure[]> {
	const host = buildHost(root);
	const lines: string[] = [];
	mkdirSync(join(root, "build/bench"), { recursive: true });
	const folder = mkdtempSync(join(root, "build/bench/run."));
	try {
		for (const entry of entries) {
			const outfile = join(folder, `${entry}.js`);
			await bundleBench({ root, entry, outfile, patches });
			lines.push(...runHost(host, outfile));
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	return toFigures(root, lines);
}

/** The figures of these lines, with what budget.json allows. */
export function toFigures(root: string, lines: readonly string[]): readonly Figure[] {
	const budgets = readBudgets(root);
	return lines.map((line) => {
		const { name, value, unit } = JSON.parse(line) as { name: string; value: number; unit: string };
		const allowed = budgets[name];
		return { name, value, unit, budget: allowed?.budget, limit: allowed?.limit };
	});
}

/** test/size/budget.json: by the figure's name. */
export function readBudgets(root: string): Readonly<Record<string, Allowed>> {
	return JSON.parse(readFileSync(join(root, "test/size/budget.json"), "utf8")) as Record<string, Allowed>;
}

/** One line for each figure above its budget: by how much. */
export function overBudget(figures: readonly Figure[]): readonly string[] {
	const lines: string[] = [];
	for (const { name, value, unit, budget } of figures) {
		if (budget === undefined || value <= budget) continue;
		lines.push(`${name}: ${value} ${unit}, ${value - budget} above the budget of ${budget}`);
	}
	return lines;
}
