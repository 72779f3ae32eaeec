import { type Answer, type Call, type Command, done, failed } from "console/command";
import { backlogWords, lossWords, percent } from "console/commands/backlog";
import { ago, counted, duration, shownTime, wrapped } from "console/commands/shown";
import { LinkPhase, type Status } from "console/host";
import { brokerPhaseWords, linkPhaseWords } from "console/phase-words";
import { failureWords, linkWords, resetWords, returnCodeWords } from "console/words";
import { LinkFailure } from "core/network";
import { Failure } from "core/result";
import { toShown } from "core/utf8";

const INDENT = 12;

/** Commands that tell how the board is. */
export const STATUS_COMMANDS: readonly Command[] = Object.freeze([
	{
		name: "status",
		usage: "",
		help: "one screen: link, broker, last publish, backlog, journal, heap, uptime, resets, last error",
		least: 0,
		most: 0,
		open: true,
		run: status,
	},
	{
		name: "time",
		usage: "[YYYY-MM-DDTHH:MM:SSZ]",
		help: "show the time and where it is from, or set it",
		least: 0,
		most: 1,
		plain: true,
		run: time,
	},
]);

function status({ host }: Call): Answer {
	const now = host.status();
	return done(
		statusLines(now).flatMap((line) => wrapped(line, INDENT)),
		statusData(now),
	);
}

function statusLines(now: Status): readonly string[] {
	const { link, broker, reset } = now;
	const lines = [row("uptime", `${duration(now.uptimeMs)}; time ${shownTime(now.time)}`), row("link", linkLine(link))];
	if (link.failure !== LinkFailure.None) lines.push(row("", `last lost: ${linkWords(link.failure)}`));
	lines.push(row("broker", brokerLine(broker)));
	if (broker.failure !== Failure.None) lines.push(row("", `last ended: ${endedWords(broker)}`));
	lines.push(
		row(
			"published",
			`${counted(now.published, "message")}, the last ${ago(now.publishedAgoMs)}, proved ${ago(now.provedAgoMs)}`,
		),
		row("backlog", backlogWords(now)),
		row(
			"journal",
			`${percent(now.level)} % full${now.durable ? "" : ", in RAM alone"}; ${lossWords(now, now.evicted)}`,
		),
	);
	if (now.strays > 0) lines.push(row("", `${counted(now.strays, "row")} of channels that are not in the settings`));
	lines.push(
		row("connections", String(broker.connections)),
		row("heap", Number.isNaN(now.freeBytes) ? "unknown" : `${now.freeBytes} bytes free`),
		row("resets", resetLine(reset)),
		row("error", now.error === "" ? "none" : `${ago(now.errorAgoMs)}: ${toShown(now.error)}`),
	);
	if (now.safe) lines.push(row("safe mode", "on: sensors are off and connections slow; it ends by itself"));
	return lines;
}

function brokerLine({ phase, host, port, transport }: Status["broker"]): string {
	return `${brokerPhaseWords(phase)}${host === "" ? "" : `, ${host}:${port} (${transport})`}`;
}

function endedWords({ failure, returnCode }: Status["broker"]): string {
	return `${failureWords(failure)}${returnCode === 0 ? "" : `: ${returnCodeWords(returnCode)}`}`;
}

function row(name: string, text: string): string {
	return `${name.padEnd(INDENT)}${text}`;
}

function linkLine({ phase, network, address, rssi }: Status["link"]): string {
	let line = linkPhaseWords(phase);
	if (network !== "") line += `, ${toShown(network)}`;
	if (address !== "") line += `, ${address}`;
	if (!Number.isNaN(rssi) && phase === LinkPhase.Up) line += `, ${rssi} dBm`;
	return line;
}

function resetLine({ reason, code, quick, counts }: Status["reset"]): string {
	const all = counts.reduce((sum, count) => sum + count, 0);
	return `${all}, the last: ${resetWords(reason, code)}${quick > 0 ? ` (${quick} in a row)` : ""}`;
}

function statusData(now: Status): Readonly<Record<string, unknown>> {
	const { link, broker, reset } = now;
	return {
		uptimeMs: now.uptimeMs,
		time: now.time,
		safe: now.safe,
		link: {
			phase: linkPhaseWords(link.phase),
			network: link.network,
			address: link.address,
			rssi: number(link.rssi),
			failure: link.failure === LinkFailure.None ? null : linkWords(link.failure),
		},
		broker: {
			phase: brokerPhaseWords(broker.phase),
			host: broker.host,
			port: broker.port,
			transport: broker.transport,
			failure: broker.failure === Failure.None ? null : failureWords(broker.failure),
			returnCode: broker.returnCode,
			connections: broker.connections,
		},
		published: now.published,
		publishedAgoMs: now.publishedAgoMs,
		provedAgoMs: now.provedAgoMs,
		kept: now.kept,
		oldestAgoMs: now.oldestAgoMs,
		drainMs: now.drainMs,
		evicted: now.evicted,
		spoilt: now.spoilt,
		unconfirmed: now.unconfirmed,
		strays: now.strays,
		level: now.level,
		durable: now.durable,
		freeBytes: number(now.freeBytes),
		reset: { reason: resetWords(reset.reason, reset.code), quick: reset.quick, counts: [...reset.counts] },
		error: now.error,
		errorAgoMs: now.errorAgoMs,
	};
}

/** JSON has no NaN. */
function number(value: number): number | null {
	return Number.isNaN(value) ? null : value;
}

function time({ host, args: [given] }: Call): Answer {
	if (given !== undefined) {
		const time = toTime(given);
		if (Number.isNaN(time)) return failed("value", "time: allowed is 2026-11-22T10:00:00Z, in UTC");
		const problem = host.setTime(time);
		if (problem !== undefined) return failed("refused", problem);
	}
	const { time: now, server, syncedAgoMs, platform } = host.time();
	const origin = platform
		? "kept by the platform"
		: server === ""
			? "no time server has answered yet"
			: `from ${server}, ${ago(syncedAgoMs)}`;
	return done(`${shownTime(now)}; ${origin}`, { time: now, server, syncedAgoMs, platform });
}

/** ISO 8601 in UTC, to the second; NaN for anything else. */
function toTime(text: string): number {
	const upper = text.toUpperCase();
	const time = Date.parse(upper);
	if (Number.isNaN(time)) return time;
	const spelled = new Date(time).toISOString();
	return spelled === upper || `${spelled.slice(0, 19)}Z` === upper ? time : Number.NaN;
}
