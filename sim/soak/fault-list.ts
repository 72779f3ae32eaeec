import type { Result } from "core/result";
import type { Fault } from "./device";

/** What stands for a run without faults. */
const NONE = "none";
const ITEM = /^([A-Za-z][\w.-]*)@(\d+(?:\.\d+)?)\+(\d+(?:\.\d+)?):(\d+)$/;

/** Faults as words for a command line, which no shell takes apart: `dns-silent@3600000+60000:17,reset@7200000+0:4`, or `none`. */
export function formatFaults(faults: readonly Fault[]): string {
	return faults.length === 0 ? NONE : faults.map(({ kind, at, ms, seed }) => `${kind}@${at}+${ms}:${seed}`).join(",");
}

/** The faults of such words. The error says which one is wrong. */
export function parseFaults(text: string): Result<Fault[]> {
	const faults: Fault[] = [];
	if (text === NONE) return { ok: true, value: faults };
	for (const item of text.split(",")) {
		const match = ITEM.exec(item);
		if (!match) return { ok: false, error: `"${item.slice(0, 40)}" is no fault` };
		faults.push({ kind: match[1], at: Number(match[2]), ms: Number(match[3]), seed: Number(match[4]) });
	}
	return { ok: true, value: faults };
}
