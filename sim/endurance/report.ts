import { KINDS } from "../proxy/fault";
import type { EnduranceReport } from "./endurance";
import { violations } from "./ledger";
import { SIGNS } from "./timeline";

/** So many findings are shown; re-sends all. */
const SHOWN = 100;

/** What a run has found wrong, a line each; none when all is well. */
export function findings({ balance, problems, kills, proxy }: EnduranceReport): string[] {
	const found = [...problems, ...violations(balance)];
	if (balance.rows === 0) found.push("no row arrived at all");
	const hits = KINDS.reduce((sum, kind) => sum + proxy.counts[kind].hit, 0);
	const begun = KINDS.reduce((sum, kind) => sum + proxy.counts[kind].begun, 0);
	if (begun > 0 && hits === 0 && kills.broker + kills.simulator === 0)
		found.push("no fault took effect: nothing was shown");
	return found;
}

/** The report for people. */
export function reportLines(report: EnduranceReport): string[] {
	const { balance, kills, proxy, sessions, reasons, timeline } = report;
	const faults = KINDS.filter((kind) => proxy.counts[kind].begun > 0);
	const open = balance.missing.filter(({ open }) => open).length;
	const lost = balance.missing.length - open;
	const found = findings(report);
	return [
		"",
		...timeline,
		`fault: ${KINDS.map((kind) => `${SIGNS[kind]} ${kind}`).join(", ")}; X kill -9`,
		"",
		`samples taken       ${balance.taken} until the faults were over; in all ${balance.rows} rows arrived with ${balance.arrived}`,
		`samples missing     ${lost}`,
		`cut by kill -9      ${open} samples of rows that were open, in RAM, when the simulator was killed`,
		`re-sends            ${balance.resends.length}, each with the payload of the first`,
		`closest arrivals    ${balance.spacingMs} ms apart`,
		`too close           ${balance.close.length} behind the one before, within the channel's minimum interval`,
		`sessions            ${sessions}; kills: broker ${kills.broker}, simulator ${kills.simulator}`,
		...[...reasons]
			.sort((a, b) => b[1] - a[1])
			.map(([reason, count]) => `  ${`${count}`.padStart(4)} ended: ${reason}`),
		`faults              ${faults.length} kinds`,
		...faults.map(
			(kind) => `  ${kind.padEnd(14)} ${proxy.counts[kind].begun} begun, ${proxy.counts[kind].hit} took effect`,
		),
		...balance.resends.map(({ at, payload }) => `re-sent ${new Date(at).toISOString()}: ${payload}`),
		"",
		...found.slice(0, SHOWN),
		...(found.length > SHOWN ? [`and ${found.length - SHOWN} more`] : []),
		found.length === 0 ? "every sample taken arrived, once per created_at" : `FAILED: ${found.length} findings`,
	];
}

/** The report for programs. */
export function reportObject(report: EnduranceReport): Record<string, unknown> {
	const { balance, kills, proxy, sessions, reasons, timeline } = report;
	const open = balance.missing.filter((one) => one.open).length;
	return {
		taken: balance.taken,
		arrived: balance.arrived,
		rows: balance.rows,
		lost: balance.missing.length - open,
		open,
		resends: balance.resends.map(({ payload }) => payload),
		spacingMs: balance.spacingMs,
		close: balance.close,
		sessions,
		kills,
		reasons: Object.fromEntries(reasons),
		faults: proxy.counts,
		timeline,
		findings: findings(report),
	};
}
