import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { toShown } from "core/utf8";
import { findWorker } from "../engine/xs";
import { findRoot } from "../root";
import { UsageError } from "../usage";
import { bundleSoak } from "./bundle";
import type { RunnerMaker } from "./device";
import { KeptDevices } from "./kept";
import { parseSoakOptions, type SoakOptions, soakHelp } from "./options";
import { dealt, type Plant } from "./plant";
import { findPlants, plantTable } from "./plant-run";
import { PLANTS } from "./plants";
import { type SoakHost, soak, soakDevice } from "./soak";
import { ThreadRunner } from "./thread";
import { FAULT_KINDS } from "./world/faults";

import { XsRunner } from "./xs-process";

const EXIT_USAGE = 2;
/** How long each plant is looked for. */
const PLANT_YEARS = 3;
/** Where the output is no terminal, progress is a line of its own so often. */
const PROGRESS_MS = 15_000;

/** Runs the soak with the arguments of the command line; resolves to the exit code. */
export async function run(args: readonly string[]): Promise<number> {
	process.stdout.on("error", () => process.exit(1)); // whoever read our output has gone
	const options = parseSoakOptions(args);
	if (!options.ok) return complain(options.error, EXIT_USAGE);
	if (options.value.help) {
		process.stdout.write(soakHelp());
		return 0;
	}
	try {
		return (await perform(options.value)) ? 0 : 1;
	} catch (error) {
		if (error instanceof UsageError) return complain(error.message, EXIT_USAGE);
		return complain(error instanceof Error ? error.message.split("\n")[0] : String(error), 1);
	}
}

async function perform(options: SoakOptions): Promise<boolean> {
	const root = findRoot();
	const plant = plantOf(options.plant);
	if (options.plants) return runPlants(root, options, plant ? [plant] : PLANTS);
	const { engine, seed, json } = options;
	const { script, make } = await makerFor(root, options, plant);
	const kept = options.keep === undefined ? undefined : new KeptDevices(options.keep, seed, script);
	const host = makeHost(options, dealt(make, plant?.lot), kept);
	const repeat = { engine, plant: plant?.name };
	const { device, days, faults, log } = options;
	if (device !== undefined) return soakDevice({ seed, json, repeat, device, days, faults, log }, host);
	return soak({ seed, years: options.years ?? 1, json, repeat }, host);
}

function plantOf(name: string | undefined): Plant | undefined {
	if (name === undefined) return undefined;
	const plant = PLANTS.find((one) => one.name === name);
	if (!plant) throw new UsageError(`--plant: allowed is ${PLANTS.map((one) => one.name).join(", ")}`);
	return plant;
}

/** The world and the firmware in one script, and what runs it. */
interface Built {
	readonly script: string;
	readonly make: RunnerMaker;
}

/** Bundles the world and the firmware, with the plant in it, for the engine. */
async function makerFor(root: string, { engine }: SoakOptions, plant: Plant | undefined): Promise<Built> {
	const worker = engine === "xs" ? findWorker(root) : undefined;
	if (engine === "xs" && worker === undefined)
		throw new UsageError(
			"--engine xs: the XS engine is not built (it needs a C compiler and make); --engine v8 needs neither",
		);
	const script = await bundleSoak({ root, patches: plant?.patches ?? [] });
	return { script, make: worker === undefined ? () => new ThreadRunner(script) : () => new XsRunner(worker, script) };
}

function jobsOf({ jobs }: SoakOptions): number {
	return jobs ?? availableParallelism();
}

function makeHost(options: SoakOptions, make: RunnerMaker, kept: KeptDevices | undefined): SoakHost {
	const { svg } = options;
	return {
		make,
		kept,
		kinds: FAULT_KINDS,
		jobs: jobsOf(options),
		out: (line) => process.stdout.write(`${line}\n`),
		err: (line) => process.stderr.write(`${line}\n`),
		progress: progressTo(process.stderr),
		saveSvg: svg === undefined ? undefined : (text) => saveSvg(svg, text),
	};
}

function saveSvg(file: string, text: string): void {
	try {
		writeFileSync(file, text);
	} catch (error) {
		throw new UsageError(`--svg: ${toShown(file)} cannot be written (${(error as NodeJS.ErrnoException).code})`);
	}
}

function progressTo(stream: NodeJS.WriteStream): (line: string | undefined) => void {
	if (stream.isTTY) return (line) => stream.write(`\r\u001b[K${line ?? ""}`);
	let told = Date.now();
	return (line) => {
		if (line === undefined || Date.now() - told < PROGRESS_MS) return;
		told = Date.now();
		stream.write(`${line}\n`);
	};
}

async function runPlants(root: string, options: SoakOptions, plants: readonly Plant[]): Promise<boolean> {
	const progress = progressTo(process.stderr);
	let done = 0;
	const results = await findPlants(plants, {
		seed: options.seed,
		years: options.years ?? PLANT_YEARS,
		jobs: jobsOf(options),
		build: async (plant) => (await makerFor(root, options, plant)).make,
		done: ({ plant, violation }) =>
			progress(`${++done} of ${plants.length} plants, last ${plant.name}: ${violation ? "found" : "NOT FOUND"}`),
	});
	progress(undefined);
	process.stdout.write(`${plantTable(results)}\n`);
	for (const { plant, violation, others } of results) {
		if (violation) continue;
		const seen = others.length === 0 ? "" : ` (but ${others.join(", ")})`;
		process.stdout.write(`${plant.name}: none of ${plant.rules.join(", ")} was violated${seen}\n`);
	}
	return results.every(({ violation }) => violation !== undefined);
}

function complain(text: string, code: number): number {
	process.stderr.write(`fieldfeed: ${toShown(text)}\n`);
	return code;
}
