import main from "main";
import { deploymentOf } from "./deployment";
import { current } from "./guest/current";
import { drawFrom } from "./guest/realm";
import { SampleState } from "./truth";
import { DAY_MS, type Violation, World } from "./world";

/** One fault of a run: what faults.ts makes of it is its own business. */
export interface FaultInstance {
	readonly kind: string;
	/** World ticks at which it is set, and for how long, in ms. */
	readonly at: number;
	readonly ms: number;
	/** For its own random numbers. */
	readonly seed: number;
}

/** What a run is given. */
export interface RunOptions {
	readonly seed: number;
	/** Days under faults; the settling phase comes on top. */
	readonly days: number;
	/** The faults of this run; drawn from the seed when not given, none for []. */
	readonly faults?: readonly FaultInstance[] | undefined;
}

/** How a run went. */
export interface Report {
	readonly seed: number;
	readonly days: number;
	readonly events: number;
	readonly boots: number;
	/** Readings: samples that the driver has had whole, once for each channel that they are published in. */
	readonly readings: number;
	readonly delivered: number;
	/** Readings that the device still had at the end. */
	readonly kept: number;
	readonly evicted: number;
	readonly thinned: number;
	/** Readings of rows that a power cut took before they were in flash. */
	readonly cut: number;
	readonly lost: number;
	/** Rows that came again. */
	readonly duplicates: number;
	readonly violated: number;
	readonly violations: readonly Violation[];
	readonly faults: Readonly<Record<string, number>>;
	readonly pairs: readonly string[];
	readonly states: readonly string[];
	readonly trace: string;
}

/** 2026-06-01T00:00:00Z: a world begins in the year from then on. */
const START_MS = Date.UTC(2026, 5, 1);
/** An image built in the spring of 2026. */
const BUILT_MS = Date.UTC(2026, 3, 1);
/** From the last fault to the end of a run: back-off, handshakes, and a backlog at a row every two intervals. */
const SETTLE_MS = 3 * 3_600_000;

/** Runs one device in its world. The same seed gives the same report on every engine. */
export function runDevice({ seed, days }: RunOptions): Report {
	const world = new World({ seed, main, startTime: START_MS + (seed % 365) * DAY_MS });
	current.world = world;
	const deployment = deploymentOf(world);
	const channels = deployment.channels.map((id) => world.broker.addChannel(id));
	world.config = { settings: deployment.settings, built: BUILT_MS, board: "soak", engine: "soak" };
	world.onBoot = () => drawFrom(world.random(`board ${world.board.boot}`).next);
	world.board.powerOn();
	world.run(days * DAY_MS);
	world.run(days * DAY_MS + SETTLE_MS);
	const last = world.now - deployment.rowMs - 60_000;
	let readings = 0;
	let delivered = 0;
	let lost = 0;
	for (const channel of channels) {
		for (let sample = 0; sample < world.truth.begun; sample++) {
			if (!world.truth.known(sample)) continue;
			readings++;
			if (channel.state(sample) === SampleState.Delivered) delivered++;
			else if (world.truth.ticksOf(sample) < last) lost++;
		}
	}
	return {
		seed,
		days,
		events: world.scheduler.events,
		boots: world.board.boot,
		readings,
		delivered,
		kept: readings - delivered - lost,
		evicted: 0,
		thinned: 0,
		cut: 0,
		lost,
		duplicates: channels.reduce((sum, channel) => sum + channel.duplicates, 0),
		violated: world.violated,
		violations: world.violations,
		faults: sorted(world.notes),
		pairs: [],
		states: [...world.states.keys()].sort(),
		trace: world.digest,
	};
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
	const result: Record<string, number> = {};
	for (const name of [...counts.keys()].sort()) result[name] = counts.get(name) ?? 0;
	return result;
}
