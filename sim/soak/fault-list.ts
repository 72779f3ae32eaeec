import type { Result } from "core/result";
import type { Fault } from "./device";

/** What stands for a run without faults. */
const NONE = "none";
const NUMBER = "-?\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?";
const ITEM = new RegExp(`^([A-Za-z][\\w-]*)@(${NUMBER})\\+(${NUMBER})((?::[A-Za-z]\\w*=${NUMBER})*)$`);

/** Faults as words for a command line, which no shell takes apart: `dns-silent@3600+60:rate=0.5,reset@7200+0`, or `none`. */
export function formatFaults(faults: readonly Fault[]): string {
	return faults.length === 0 ? NONE : faults.map(formatFault).join(",");
}

function formatFault({ kind, start, length, parameters = {} }: Fault): string {
	const rest = Object.entries(parameters).map(([name, value]) => `:${name}=${value}`);
	return `${kind}@${start}+${length}${rest.join("")}`;
}

/** The faults of such words. The error says which one is wrong. */
export function parseFaults(text: string): Result<Fault[]> {
	const faults: Fault[] = [];
	if (text === NONE) return { ok: true, value: faults };
	for (const item of text.split(",")) {
		const match = ITEM.exec(item);
		if (!match) return { ok: false, error: `"${item.slice(0, 40)}" is no fault` };
		const pairs = match[4].split(":").slice(1);
		const parameters = Object.fromEntries(pairs.map((pair) => splitPair(pair)));
		const fault = { kind: match[1], start: Number(match[2]), length: Number(match[3]) };
		faults.push(pairs.length === 0 ? fault : { ...fault, parameters });
	}
	return { ok: true, value: faults };
}

function splitPair(pair: string): [string, number] {
	const equals = pair.indexOf("=");
	return [pair.slice(0, equals), Number(pair.slice(equals + 1))];
}
