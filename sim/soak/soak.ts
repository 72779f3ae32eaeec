import type { DeviceRequest, DeviceResult, Fault, RunnerMaker, Violation } from "./device";
import { formatFaults } from "./fault-list";
import { type Device, deviceAt, fleet } from "./fleet";
import type { KeptDevices } from "./kept";
import { Lane, runFleet } from "./pool";
import { progressText, type Repeat, repeatLine, reportText, violationText } from "./report";
import { type ShrinkLimits, shrink } from "./shrink";
import { drawSoak } from "./svg";
import { type Failed, summarise, Total } from "./total";

/** Where a soak writes, and what it runs on. */
export interface SoakHost {
	readonly make: RunnerMaker;
	/** All fault kinds there are. */
	readonly kinds: readonly string[];
	readonly jobs: number;
	/** Standard output, a line. */
	readonly out: (line: string) => void;
	/** Standard error, a line. */
	readonly err: (line: string) => void;
	/** Progress: one line, which replaces the one before where that can be; undefined takes it away. */
	readonly progress: (line: string | undefined) => void;
	/** Devices of an earlier run, which need not run again. */
	readonly kept?: KeptDevices | undefined;
	readonly saveSvg?: ((svg: string) => void) | undefined;
}

/** What to run. */
export interface SoakWish {
	readonly seed: number;
	readonly years: number;
	readonly json: boolean;
	readonly repeat: Omit<Repeat, "seed" | "device">;
	readonly limits?: ShrinkLimits;
}

/** So many failing devices are shrunk, each by another rule; of so many a line is printed. */
const SHRUNK_MAX = 4;
const TOLD_MAX = 20;
const LIMITS: ShrinkLimits = { runs: 150, ms: 120_000 };

/** Runs a fleet and reports; true when nothing was violated and no reading lost. */
export async function soak(wish: SoakWish, host: SoakHost): Promise<boolean> {
	const started = Date.now();
	const seconds = (): number => (Date.now() - started) / 1_000;
	const total = new Total();
	const devices = fleet(wish.seed, wish.years).filter((device) => {
		const result = host.kept?.resultOf(device);
		if (result) total.addKept(device, result);
		return !result;
	});
	await runFleet(devices, host.jobs, host.make, (device, result) => {
		host.kept?.add(device, result);
		total.add(device, result);
		tellFirst(total.failed, host);
		host.progress(progressText(total, wish.years, seconds()));
		return false;
	});
	const took = seconds();
	host.progress(undefined);
	if (!wish.json) host.out(reportText(total, took, host.kinds));
	await tellFailed(total.failed, wish, host, wish.json ? host.err : host.out);
	host.saveSvg?.(drawSoak(total, host.kinds));
	if (wish.json) host.out(JSON.stringify(summarise(total, took)));
	return total.good;
}

/** A failing device is named as soon as it fails: the whole soak may take an hour. */
function tellFirst(failed: readonly Failed[], { err, progress }: SoakHost): void {
	const last = failed.at(-1);
	if (!last || failed.length > TOLD_MAX || told.has(last)) return;
	told.add(last);
	progress(undefined);
	err(`device ${last.device.number}: ${violationText(last.violation)}`);
}

/** Failing devices that were named already. */
const told = new WeakSet<Failed>();

async function tellFailed(
	failed: readonly Failed[],
	wish: SoakWish,
	host: SoakHost,
	tell: (line: string) => void,
): Promise<void> {
	const sorted = [...failed].sort((a, b) => a.device.number - b.device.number);
	const lane = new Lane(host.make);
	const rules = new Set<string>();
	for (const one of sorted.slice(0, TOLD_MAX)) {
		const { rule } = one.violation;
		const first = !rules.has(rule) && rules.size < SHRUNK_MAX;
		rules.add(rule);
		if (first) host.progress(`shrinking device ${one.device.number}`);
		const least = first ? await shrinkDevice(one.device, rule, lane, wish.limits ?? LIMITS) : undefined;
		host.progress(undefined);
		tell(failedLine(one, wish, least));
	}
	lane.close();
	if (sorted.length > TOLD_MAX) tell(`and ${sorted.length - TOLD_MAX} devices more`);
}

/** One line: what went wrong, and what repeats it. */
function failedLine({ device, violation, more }: Failed, { seed, repeat }: SoakWish, least: Least | undefined): string {
	const line = repeatLine({ ...repeat, seed, device: device.number }, least?.request ?? { days: device.days });
	const rest = more === 0 ? "" : ` (and ${more} more)`;
	return `${line}  # ${violationText(least?.violation ?? violation)}${rest}`;
}

interface Least {
	readonly request: DeviceRequest;
	readonly violation: Violation;
}

/** Undefined when the same faults, listed, do not fail by the rule, or cannot be listed. */
async function shrinkDevice(
	device: Device,
	rule: string,
	lane: Lane,
	limits: ShrinkLimits,
): Promise<Least | undefined> {
	const { seed, days } = device;
	let faults: readonly Fault[];
	try {
		faults = await lane.runner.draw({ seed, days });
	} catch {
		lane.close();
		return undefined;
	}
	const least = await shrink({ seed, days, faults }, rule, (request) => lane.run(request), limits);
	if (!least) return undefined;
	// Where none could be left out, the seed says it all, and the line stays short.
	const { request } = least;
	const drawn = await lane.runner.draw({ seed, days: request.days });
	const same = formatFaults(drawn) === formatFaults(request.faults);
	return same ? { ...least, request: { seed, days: request.days } } : least;
}

/** What to run of one device. */
export interface DeviceWish extends Omit<SoakWish, "years" | "limits"> {
	readonly device: number;
	readonly days: number | undefined;
	readonly faults: readonly Fault[] | undefined;
	/** The firmware's last lines are shown. */
	readonly log: boolean;
}

const LOG_LINES = 60;

/** Runs one device and reports, with all its violations and, where wished, the lines of its log. */
export async function soakDevice(wish: DeviceWish, host: SoakHost): Promise<boolean> {
	const started = Date.now();
	const device = deviceAt(wish.seed, wish.device, wish.days);
	const lane = new Lane(host.make);
	const { seed, days } = device;
	const result = await lane.run({ seed, days, faults: wish.faults, log: wish.log ? LOG_LINES : undefined });
	lane.close();
	const total = new Total();
	total.add(device, result);
	const seconds = (Date.now() - started) / 1_000;
	const tell = wish.json ? host.err : host.out;
	if (!wish.json) host.out(reportText(total, seconds, host.kinds));
	tellLog(result, tell);
	for (const violation of result.violations.slice(0, TOLD_MAX)) tell(violationText(violation));
	host.saveSvg?.(drawSoak(total, host.kinds));
	if (wish.json) host.out(JSON.stringify(summarise(total, seconds)));
	return total.good;
}

function tellLog({ log }: DeviceResult, tell: (line: string) => void): void {
	if (!log) return;
	tell(`the firmware's last ${log.length} lines before it:`);
	for (const line of log) tell(`  ${line}`);
}
