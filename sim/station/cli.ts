import { writeFileSync } from "node:fs";
import { bundleGuest } from "../bundle";
import { VIRTUAL_EPOCH_MS } from "../clock/virtual";
import { makerOf } from "../engine/makers";
import { findRoot } from "../root";
import { UsageError } from "../usage";
import type { ArrivedRow } from "./broker";
import { parseStationOptions, type StationOptions, stationHelp } from "./options";
import { drawStation } from "./picture";
import { isGood, reportJson, reportText } from "./report";
import { runStation } from "./station";

const EXIT_USAGE = 2;

/** Runs the station with the arguments of the command line; resolves to the exit code. */
export async function run(args: readonly string[]): Promise<number> {
	process.stdout.on("error", () => process.exit(1)); // whoever read our output has gone
	const options = parseStationOptions(args);
	if (!options.ok) return complain(options.error, EXIT_USAGE);
	if (options.value.help) {
		process.stdout.write(stationHelp());
		return 0;
	}
	try {
		return (await perform(options.value)) ? 0 : 1;
	} catch (error) {
		if (error instanceof UsageError) return complain(error.message, EXIT_USAGE);
		return complain(error instanceof Error ? error.message.split("\n")[0] : String(error), 1);
	}
}

async function perform({ days, seed, engine, json, svg }: StationOptions): Promise<boolean> {
	const root = findRoot();
	const maker = makerOf(engine, root);
	if (!maker) throw new UsageError(`--engine ${engine}: it is not built (a C compiler and make build it)`);
	const begun = performance.now();
	const rows: ArrivedRow[] = [];
	const result = await runStation({
		days,
		seed,
		engine: maker,
		script: await bundleGuest({ root }),
		onDay: (day) => progress(`${day} of ${days} days`),
		onRow: (row) => {
			if (svg !== undefined) rows.push(row);
		},
	});
	progress("");
	if (svg !== undefined) writeFileSync(svg, drawStation(rows, result.breakdowns, VIRTUAL_EPOCH_MS, days));
	process.stdout.write(`${reportText(result, days, (performance.now() - begun) / 1_000)}\n`);
	if (json) process.stdout.write(`${JSON.stringify(reportJson(result, days))}\n`);
	return isGood(result);
}

/** On a terminal alone, in one line that goes away. */
function progress(text: string): void {
	if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

function complain(text: string, code: number): number {
	process.stderr.write(`fieldfeed: ${text}\n`);
	return code;
}
