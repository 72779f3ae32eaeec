import { toShown } from "core/utf8";
import type { DeviceRequest, Fault, Violation } from "./device";
import { formatFaults } from "./fault-list";
import type { Total } from "./total";

const BAR = 30;
/** Eighths of a character cell. */
const PARTS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** The report of a soak, for people. `kinds`: all fault kinds there are. */
export function reportText(total: Total, seconds: number, kinds: readonly string[]): string {
	const { counts } = total;
	const before = total.yearsBefore > 0 ? `, ${total.yearsBefore.toFixed(2)} of them kept from before` : "";
	const all = (kinds.length * (kinds.length - 1)) / 2;
	const effective = kinds.filter((kind) => total.faults[kind] > 0).length;
	const took = Object.values(total.faults).reduce((sum, count) => sum + count, 0);
	return [
		`${total.years.toFixed(2)} device-years${before}, ${grouped(total.devices)} devices, ${seconds.toFixed(1)} s (${speedOf(total, seconds)} years a minute)`,
		`${grouped(counts.events)} events, ${grouped(took)} faults took effect`,
		"",
		...barLines([
			["readings", counts.readings],
			["delivered", counts.delivered],
			["kept", counts.kept],
			["evicted", counts.evicted],
			["thinned", counts.thinned],
			["cut", counts.cut],
			["lost", counts.lost],
			["duplicates", counts.duplicates],
		]),
		"",
		`faults that took effect: ${effective} of ${kinds.length} kinds`,
		...barLines(kinds.map((kind) => [kind, total.faults[kind] ?? 0] as const).sort((a, b) => b[1] - a[1])),
		"",
		`pairs of kinds that overlapped: ${grouped(total.pairs.size)} of ${grouped(all)}`,
		`states reached: ${total.states.size}: ${[...total.states].sort().join(" ")}`,
		`violations: ${grouped(total.violations)}, in ${grouped(total.failed.length)} devices`,
		`trace: ${total.trace}`,
	].join("\n");
}

/** Names and counts, one a line, with bars in proportion to the greatest; what is there at all has a bar that can be seen. */
export function barLines(rows: readonly (readonly [name: string, count: number])[]): string[] {
	const most = Math.max(1, ...rows.map(([, count]) => count));
	const names = Math.max(...rows.map(([name]) => name.length));
	const digits = Math.max(...rows.map(([, count]) => grouped(count).length));
	return rows.map(([name, count]) => {
		const eighths = count === 0 ? 0 : Math.max(1, Math.round((count / most) * BAR * 8));
		const bar = "█".repeat(Math.floor(eighths / 8)) + PARTS[eighths % 8];
		return `  ${name.padEnd(names)}  ${grouped(count).padStart(digits)}  ${bar}`.trimEnd();
	});
}

/** A whole number with commas. */
export function grouped(count: number): string {
	return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The progress of a soak in one line. */
export function progressText(total: Total, years: number, seconds: number): string {
	const bad = total.violations === 1 ? "1 violation" : `${grouped(total.violations)} violations`;
	return `${total.years.toFixed(1)} of ${Number(years.toFixed(2))} device-years, ${speedOf(total, seconds)} a minute, ${bad}`;
}

/** Device-years a minute, those of an earlier run left out. */
function speedOf({ years, yearsBefore }: Total, seconds: number): string {
	return (((years - yearsBefore) / Math.max(seconds, 0.001)) * 60).toFixed(1);
}

/** What a violation says: rule, text, day. */
export function violationText({ rule, text, day }: Violation): string {
	return `${rule} on day ${day.toFixed(2)}: ${toShown(text)}`;
}

/** What the line that repeats a run is made of. */
export interface Repeat {
	/** The soak's seed, not the device's. */
	readonly seed: number;
	readonly device: number;
	readonly engine: string;
	readonly plant: string | undefined;
}

/** The line that repeats a run. */
export function repeatLine(
	{ seed, device, engine, plant }: Repeat,
	{ days, faults }: Pick<DeviceRequest, "days"> & { readonly faults?: readonly Fault[] | undefined },
): string {
	const words = [`npm run soak -- --seed ${seed} --device ${device} --days ${days}`];
	if (faults !== undefined) words.push(`--faults ${formatFaults(faults)}`);
	if (engine !== "v8") words.push(`--engine ${engine}`);
	if (plant !== undefined) words.push(`--plant ${plant}`);
	return words.join(" ");
}
