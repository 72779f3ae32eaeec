import { findRoot } from "../root";
import { UsageError } from "../usage";
import { measure, overBudget } from "./figures";
import { toJson, toTable } from "./report";
import { measureSdk } from "./sdk";

const EXIT_USAGE = 2;
const HELP = `npm run bench [-- OPTION ...]

  --json   the figures as JSON
  --sdk    on the Moddable SDK's engine, too: its own MQTT client on the same feed, the heap as on a board, bytecode by module, TLS; needs MODDABLE
  --help   this

Exit code 1: a figure is above its budget (test/size/budget.json).
`;
const OPTIONS = ["--json", "--sdk", "--help"];

/** Runs the benchmark with the arguments of the command line; resolves to the exit code. */
export async function run(args: readonly string[]): Promise<number> {
	const unknown = args.find((arg) => !OPTIONS.includes(arg));
	if (unknown !== undefined) return complain(`unknown option ${unknown}; --help lists them`, EXIT_USAGE);
	if (args.includes("--help")) {
		process.stdout.write(HELP);
		return 0;
	}
	try {
		return await bench(args.includes("--json"), args.includes("--sdk"));
	} catch (error) {
		if (error instanceof UsageError) return complain(error.message, EXIT_USAGE);
		return complain(error instanceof Error ? error.message.split("\n")[0] : String(error), 1);
	}
}

async function bench(json: boolean, sdk: boolean): Promise<number> {
	const root = findRoot();
	const own = await measure({ root });
	const figures = sdk
		? [...own, ...(await measureSdk({ root, environment: process.env, progress: tellProgress }))]
		: own;
	const over = overBudget(figures);
	process.stdout.write(`${json ? toJson(figures) : toTable(figures)}\n`);
	for (const line of over) process.stderr.write(`fieldfeed: ${line}\n`);
	return over.length > 0 ? 1 : 0;
}

/** What takes long says so, where figures are not. */
function tellProgress(line: string): void {
	process.stderr.write(`${line}\n`);
}

function complain(text: string, code: number): number {
	process.stderr.write(`fieldfeed: ${text}\n`);
	return code;
}
