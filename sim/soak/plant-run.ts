import type { RunnerMaker, Violation } from "./device";
import { type Device, fleet } from "./fleet";
import type { Plant } from "./plant";
import { Lane } from "./pool";

/** What became of the search for one plant. */
export interface PlantResult {
	readonly plant: Plant;
	/** Undefined: not found. */
	readonly violation: Violation | undefined;
	readonly device: number;
	/** Device-years that were run to find it. */
	readonly years: number;
	readonly seconds: number;
	/** Rules that were violated, but are not the plant's. */
	readonly others: readonly string[];
}

/** What a search for plants needs. */
export interface PlantHost {
	readonly seed: number;
	/** So long is looked for each. */
	readonly years: number;
	readonly jobs: number;
	/** Makes runners of the firmware with the plant in it, or of the firmware as it is. */
	readonly build: (plant: Plant | undefined) => Promise<RunnerMaker>;
	readonly done: (result: PlantResult) => void;
}

/**
 * Looks for each plant, `jobs` at a time. It is found when a device violates one of the plant's rules which the same device without the
 * plant does not. The results come in the order of the plants.
 */
export async function findPlants(plants: readonly Plant[], host: PlantHost): Promise<PlantResult[]> {
	const base = new Lane(await host.build(undefined));
	const baseline = new Baseline(base);
	const results: PlantResult[] = [];
	let next = 0;
	const work = async (): Promise<void> => {
		while (next < plants.length) {
			const number = next++;
			const result = await findPlant(plants[number], baseline, host);
			results[number] = result;
			host.done(result);
		}
	};
	await Promise.all(Array.from({ length: Math.min(host.jobs, plants.length) }, work));
	base.close();
	return results;
}

async function findPlant(plant: Plant, baseline: Baseline, { seed, years, build }: PlantHost): Promise<PlantResult> {
	const lane = new Lane(await build(plant));
	const started = Date.now();
	const others = new Set<string>();
	let days = 0;
	let violation: Violation | undefined;
	let number = 0;
	for (const device of fleet(seed, years)) {
		const result = await lane.run({ seed: device.seed, days: device.days });
		number = device.number;
		days += result.days;
		for (const { rule } of result.violations) if (!plant.rules.includes(rule)) others.add(rule);
		violation = result.violations.find(({ rule }) => plant.rules.includes(rule));
		if (violation && !(await baseline.rulesOf(device)).has(violation.rule)) break;
		violation = undefined;
	}
	const seconds = (Date.now() - started) / 1_000;
	lane.close();
	return { plant, violation, device: number, years: days / 365.25, seconds, others: [...others].sort() };
}

/** The rules that the firmware as it is violates; each device is run once. */
class Baseline {
	readonly #lane: Lane;
	readonly #known = new Map<number, Set<string>>();
	#last: Promise<unknown> = Promise.resolve();

	constructor(lane: Lane) {
		this.#lane = lane;
	}

	rulesOf(device: Device): Promise<Set<string>> {
		const turn = this.#last.then(() => this.#run(device));
		this.#last = turn;
		return turn;
	}

	async #run({ number, seed, days }: Device): Promise<Set<string>> {
		const known = this.#known.get(number);
		if (known) return known;
		const { violations } = await this.#lane.run({ seed, days });
		const rules = new Set(violations.map(({ rule }) => rule));
		this.#known.set(number, rules);
		return rules;
	}
}

/** The table of plants, as Markdown that reads well in a terminal. */
export function plantTable(results: readonly PlantResult[]): string {
	const rows = results.map(({ plant, violation, years, seconds }) => [
		plant.name,
		plant.what,
		violation?.rule ?? "NOT FOUND",
		years.toFixed(2),
		seconds.toFixed(1),
	]);
	const all = [["plant", "what is wrong", "found by", "device-years", "seconds"], ...rows];
	const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
	const lines = all.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`);
	lines.splice(1, 0, `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`);
	return lines.join("\n");
}
