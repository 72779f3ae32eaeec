import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { toShown } from "core/utf8";
import { untilStopped } from "../until-stopped";
import { UsageError } from "../usage";
import { drawSchedule, KINDS } from "./fault";
import { type ProxyCliOptions, parseProxyOptions, proxyHelp } from "./options";
import { FaultProxy, type ProxyEvent } from "./proxy";
import { seeded } from "./random";

const EXIT_USAGE = 2;
/** Behind so many faults comes a calm that is longer than the firmware's stable session. */
const BURST = 4;
const CALM_MS = 90_000;
/** Without --for the schedule is drawn for so long. */
const DAY_MS = 86_400_000;

/** Runs the proxy with the arguments of the command line until a signal or its time; resolves to the exit code. */
export async function run(args: readonly string[]): Promise<number> {
	process.stdout.on("error", () => process.exit(1)); // whoever read our output has gone
	const options = parseProxyOptions(args);
	if (!options.ok) return complain(options.error, EXIT_USAGE);
	if (options.value.help) {
		process.stdout.write(proxyHelp());
		return 0;
	}
	try {
		await serve(options.value);
		return 0;
	} catch (error) {
		if (error instanceof UsageError) return complain(error.message, EXIT_USAGE);
		return complain(error instanceof Error ? error.message.split("\n")[0] : String(error), 1);
	}
}

async function serve({ target, port, kinds, seed = randomInt(2 ** 32), forMs, everyMs, json }: ProxyCliOptions) {
	const stopped = untilStopped();
	const onEvent = (event: ProxyEvent): void => {
		process.stdout.write(`${json ? JSON.stringify(event) : toPlain(event)}\n`);
	};
	const proxy = await start({ target, port, seed, onEvent });
	process.stderr.write(
		`fieldfeed: proxy on localhost:${proxy.port} to ${toShown(target.host)}:${target.port}, seed ${seed}; Ctrl-C stops\n`,
	);
	const random = seeded(seed);
	proxy.play(drawSchedule({ random, kinds, forMs: forMs ?? DAY_MS, everyMs, burst: BURST, calmMs: CALM_MS }));
	const over = new AbortController();
	await Promise.race([stopped, ...(forMs === undefined ? [] : [sleep(forMs, undefined, { signal: over.signal })])]);
	over.abort();
	await proxy.close();
	const faults = Object.fromEntries(KINDS.map((kind) => [kind, proxy.counts[kind]]));
	if (json) process.stdout.write(`${JSON.stringify({ event: "summary", seed, faults })}\n`);
	else for (const line of countLines(proxy)) process.stdout.write(`${line}\n`);
}

async function start(options: Parameters<typeof FaultProxy.start>[0]): Promise<FaultProxy> {
	try {
		return await FaultProxy.start(options);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new UsageError(`--port: cannot listen on port ${options.port} (${code}); choose another`);
	}
}

/** How often each kind came and took effect, for people. */
export function countLines({ counts }: FaultProxy): string[] {
	return KINDS.filter((kind) => counts[kind].begun > 0).map(
		(kind) => `${kind.padEnd(14)} ${counts[kind].begun} begun, ${counts[kind].hit} took effect`,
	);
}

function toPlain({ ms, event, ...parts }: ProxyEvent): string {
	const words = Object.entries(parts).map(([name, value]) => (name === "text" ? value : `${name} ${value}`));
	return `${(ms / 1_000).toFixed(1).padStart(8)}  ${event.padEnd(9)}  ${words.join(", ")}`;
}

function complain(text: string, code: number): number {
	process.stderr.write(`fieldfeed: ${toShown(text)}\n`);
	return code;
}
