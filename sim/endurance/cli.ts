import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toShown } from "core/utf8";
import { findRoot } from "../root";
import { untilStopped } from "../until-stopped";
import { Endurance } from "./endurance";
import { findMosquitto } from "./mosquitto";
import { type EnduranceCliOptions, enduranceHelp, parseEnduranceOptions } from "./options";
import { findings, reportLines, reportObject } from "./report";

const EXIT_USAGE = 2;

/** Runs the endurance test with the arguments of the command line; resolves to the exit code. */
export async function run(args: readonly string[]): Promise<number> {
	process.stdout.on("error", () => process.exit(1)); // whoever read our output has gone
	const options = parseEnduranceOptions(args);
	if (!options.ok) return complain(options.error, EXIT_USAGE);
	if (options.value.help) {
		process.stdout.write(enduranceHelp());
		return 0;
	}
	const program = findMosquitto();
	if (program === undefined)
		return complain("mosquitto is not installed: install the broker, it is all that is needed", EXIT_USAGE);
	try {
		return await endure(options.value, program);
	} catch (error) {
		return complain(error instanceof Error ? error.message.split("\n")[0] : String(error), 1);
	}
}

async function endure(options: EnduranceCliOptions, program: string): Promise<number> {
	const { seed = randomInt(2 ** 32), json } = options;
	const folder = mkdtempSync(join(tmpdir(), "fieldfeed-endurance-"));
	const stop = new AbortController();
	untilStopped().then(() => stop.abort());
	const say = (line: string): void => {
		process.stderr.write(`${line}\n`);
	};
	try {
		say(`fieldfeed: ${options.forMs / 1_000} s against mosquitto through the fault proxy, seed ${seed}; Ctrl-C stops`);
		const report = await Endurance.run({
			...options,
			root: findRoot(),
			folder,
			program,
			seed,
			signal: stop.signal,
			say,
		});
		process.stdout.write(
			json ? `${JSON.stringify({ seed, ...reportObject(report) })}\n` : `${reportLines(report).join("\n")}\n`,
		);
		return findings(report).length === 0 ? 0 : 1;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function complain(text: string, code: number): number {
	process.stderr.write(`fieldfeed: ${toShown(text)}\n`);
	return code;
}
