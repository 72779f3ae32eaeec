import type { Done, Failed, Lines } from "console/command";

/** Lines that stand in for an answer's data, at most. */
const LINES_MAX = 64;

/** The one line of an answer for programs. */
export function jsonDone(command: string, { data, lines }: Done): string {
	if (data !== undefined || !lines) return JSON.stringify({ ok: true, command, ...data });
	return JSON.stringify({ ok: true, command, lines: listed(lines) });
}

/** The one line of an error for programs. `notRun`: the commands behind it. */
export function jsonFailed({ code, text, data }: Failed, notRun: readonly string[]): string {
	const rest = notRun.length === 0 ? {} : { notRun };
	return JSON.stringify({ ok: false, error: code, text, ...data, ...rest });
}

function listed(lines: Lines): string[] {
	const list: string[] = [];
	for (let line = lines(); line !== undefined && list.length < LINES_MAX; line = lines()) list.push(line);
	return list;
}
