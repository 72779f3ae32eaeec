import { parseArgs } from "node:util";
import type { Result } from "core/result";

/** One option of a command: its help and its parser read the same row. */
export interface OptionRow {
	readonly name: string;
	/** What follows it; undefined where nothing does. */
	readonly value?: string;
	readonly help: string;
}

/** What was given, by name, options without a value as "". The error is one line. `refused`: what is wrong with a value, undefined when nothing is. */
export function readCommandLine<Row extends OptionRow>(
	args: readonly string[],
	rows: readonly Row[],
	refused: (row: Row, value: string) => string | undefined = () => undefined,
): Result<Map<string, string>> {
	const types = rows.map(({ name, value }) => [name, { type: value === undefined ? "boolean" : "string" }] as const);
	const { tokens } = parseArgs({ args: [...args], options: Object.fromEntries(types), strict: false, tokens: true });
	const given = new Map<string, string>();
	for (const token of tokens) {
		if (token.kind !== "option") return refuse("only options are taken; --help lists them");
		const name = token.rawName === "-h" ? "help" : token.rawName.replace(/^--/, "");
		const row = rows.find((one) => one.name === name);
		if (!row) return refuse(`unknown option ${token.rawName.slice(0, 32)}; --help lists them`);
		if ((row.value === undefined) !== (token.value === undefined) || token.value === "")
			return refuse(`use it so: ${usage(row)}`);
		const wrong = refused(row, token.value ?? "");
		if (wrong !== undefined) return refuse(wrong);
		given.set(name, token.value ?? "");
	}
	return { ok: true, value: given };
}

/** An option as it is typed: `--seed N`. */
export function usage({ name, value }: OptionRow): string {
	return value === undefined ? `--${name}` : `--${name} ${value}`;
}

/** The command line cannot be used, for this reason. */
export function refuse(error: string): { readonly ok: false; readonly error: string } {
	return { ok: false, error };
}
