import main from "main";
import { askQueue, settle, type Told } from "./accounts";
import { Reset } from "./board";
import { deploymentOf, sectorsOf } from "./deployment";
import { dealFaults, Faults } from "./faults";
import { current } from "./guest/current";
import { drawFrom } from "./guest/globals";
import { checkSpoilt } from "./invariant-spoilt";
import { Invariants } from "./invariants";
import type { Report, RunOptions } from "./report";
import { statesOf } from "./states";
import { DAY_MS, World } from "./world";

/** 2026-06-01T00:00:00Z: a world begins in the year from then on. */
const START_MS = Date.UTC(2026, 5, 1);
/** An image built in the spring of 2026. */
const BUILT_MS = Date.UTC(2026, 3, 1);
/** 2038-01-19T03:14:08Z. */
const END_OF_INT32_MS = 2_147_483_648_000;
const HOUR_MS = 3_600_000;
/** Behind the last fault a session is there within this: the longest back-off, the deadlines of radio, time and handshake, safe mode. */
const CONNECT_MS = HOUR_MS;
/** A row may take so long of the channel's pace, with what it costs to come to it. */
const DRAIN_ROW_MS = 20_000;
/** A backlog that is this old when faults end has had its time. */
const DRAIN_MAX_MS = 7 * DAY_MS;

/** Runs one device in its world. The same request gives the same report on every engine. */
export function runDevice(options: RunOptions): Report {
	const { seed, days, lot = {}, faults: wanted = dealFaults(seed, days, lot), log = 0 } = options;
	const world = new World({ seed, main, startTime: startOf(seed), sectors: lot.sectors ?? sectorsOf(seed) });
	current.world = world;
	world.log.most = log;
	const deployment = deploymentOf(world, lot);
	const { settings, mean } = deployment;
	if (log > 0) settings["console.log"] = "debug";
	const channels = deployment.channels.map((plan) => world.broker.addChannel({ ...plan, sums: mean }));
	world.config = { settings, built: BUILT_MS, board: "soak", engine: "soak" };
	world.onBoot = () => drawFrom(world.random(`board ${world.board.boot}`).next);
	world.watchers.push(statesOf(world));
	world.board.powerOn();
	const faults = new Faults(world, wanted);
	const invariants = new Invariants(world, deployment);
	world.run(days * DAY_MS);
	faults.clear();
	// A flash that was not there as this boot began is looked for by the next one, with all that it keeps.
	if (world.probe.journal?.durable === false) world.board.reset(Reset.External);
	const told = calm(world);
	invariants.finish();
	const gone = invariants.journal.sum();
	checkSpoilt(world, gone);
	const account = settle(world, deployment, channels, told, world.board.ends, gone);
	return {
		seed,
		days,
		events: world.scheduler.events,
		boots: world.board.boot,
		...account,
		duplicates: channels.reduce((sum, channel) => sum + channel.duplicates, 0),
		violated: world.violated,
		violations: world.violations,
		faults: faults.effects,
		pairs: faults.pairs,
		states: [...world.states.keys()].sort(),
		trace: world.digest,
		...(log > 0 ? { log: world.log.lines } : {}),
	};
}

/** In the year behind START_MS; one device in 16 lives over the end of 31 bits of seconds, truly. */
function startOf(seed: number): number {
	return seed % 16 === 0 ? END_OF_INT32_MS - 5 * DAY_MS : START_MS + (seed % 365) * DAY_MS;
}

/** L1: once nothing is wrong any more it connects, and what it has kept drains. Returns what the device says at last. */
function calm(world: World): readonly Told[] {
	const deadline = world.now + CONNECT_MS;
	while (!isConnected(world) && world.now < deadline) world.run(Math.min(deadline, world.now + 10_000));
	if (!isConnected(world)) world.violation("L1", `no session ${CONNECT_MS / 60_000} minutes behind the last fault`);
	let told = askQueue(world);
	const backlog = keptOf(told);
	const end = world.now + Math.min(DRAIN_MAX_MS, HOUR_MS + backlog * DRAIN_ROW_MS);
	while (keptOf(told) > 0 && world.now < end) {
		world.run(Math.min(end, world.now + HOUR_MS / 4));
		told = askQueue(world);
	}
	if (!told) world.violation("L1", "the console does not answer");
	if (keptOf(told) > (told?.length ?? 0))
		world.violation("L1", `${keptOf(told)} rows are still kept of ${backlog}, long behind the last fault`);
	return told ?? [];
}

/** There is a session that the board knows of: one of a board that is gone may be there still. */
function isConnected({ board, broker }: World): boolean {
	return board.on && broker.session?.link.held === true;
}

function keptOf(told: readonly Told[] | undefined): number {
	let kept = 0;
	for (const channel of told ?? []) kept += channel.kept;
	return kept;
}
