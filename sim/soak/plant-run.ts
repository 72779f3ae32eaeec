import type { RunnerMaker, Violation } from "./device";
import { type Device, deviceAt, fleet, YEAR } from "./fleet";
import { lotText, type Plant } from "./plant";
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
	const baseline = new Baseline(await host.build(undefined));
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
	baseline.close();
	return results;
}

async function findPlant(plant: Plant, baseline: Baseline, { seed, years, build }: PlantHost): Promise<PlantResult> {
	const lane = new Lane(await build(plant));
	const started = Date.now();
	const others = new Set<string>();
	let days = 0;
	let violation: Violation | undefined;
	let number = 0;
	for (const device of devicesOf(plant, seed, years)) {
		const result = await lane.run({ seed: device.seed, days: device.days, lot: plant.lot });
		number = device.number;
		days += result.days;
		for (const { rule } of result.violations) if (!plant.rules.includes(rule)) others.add(rule);
		violation = result.violations.find(({ rule }) => plant.rules.includes(rule));
		if (violation && !(await baseline.rulesOf(plant, device)).has(violation.rule)) break;
		violation = undefined;
	}
	const seconds = (Date.now() - started) / 1_000;
	lane.close();
	return { plant, violation, device: number, years: days / YEAR, seconds, others: [...others].sort() };
}

/** As in any soak, unless the plant's are to live as long as one another. */
function devicesOf({ lot }: Plant, seed: number, years: number): readonly Device[] {
	if (lot?.days === undefined) return fleet(seed, years);
	const { days } = lot;
	return Array.from({ length: Math.ceil((years * YEAR) / days) }, (_, number) => deviceAt(seed, number, days));
}

/** The rules that the firmware as it is violates; each device is run once with the same lot. */
class Baseline {
	readonly #lane: Lane;
	readonly #known = new Map<string, Set<string>>();
	#last: Promise<unknown> = Promise.resolve();

	constructor(make: RunnerMaker) {
		this.#lane = new Lane(make);
	}

	rulesOf(plant: Plant, device: Device): Promise<Set<string>> {
		const turn = this.#last.then(() => this.#run(plant, device));
		this.#last = turn;
		return turn;
	}

	close(): void {
		this.#lane.close();
	}

	async #run({ lot }: Plant, { number, seed, days }: Device): Promise<Set<string>> {
		const name = `${number} ${days} ${lotText(lot)}`;
		const known = this.#known.get(name);
		if (known) return known;
		const { violations } = await this.#lane.run({ seed, days, lot });
		const rules = new Set(violations.map(({ rule }) => rule));
		this.#known.set(name, rules);
		return rules;
	}
}

/** The table of plants, as Markdown that reads well in a terminal. */
export function plantTable(results: readonly PlantResult[]): string {
	const rows = results.map(({ plant, violation, years, seconds }) => [
		plant.name,
		plant.what,
		lotText(plant.lot),
		violation?.rule ?? "NOT FOUND",
		years.toFixed(2),
		seconds.toFixed(1),
	]);
	const all = [["plant", "what is wrong", "devices", "found by", "device-years", "seconds"], ...rows];
	const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
	const lines = all.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`);
	lines.splice(1, 0, `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`);
	return lines.join("\n");
}
