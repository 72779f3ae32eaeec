import { BoardFlash } from "../board/flash";
import { BoardPins } from "../board/pins";
import { BoardStorage } from "../board/storage";
import { BoardSupervisor } from "../board/supervisor";
import { VIRTUAL_EPOCH_MS, VirtualClock } from "../clock/virtual";
import type { EngineMaker } from "../engine/engine";
import { ModelNetwork } from "../network/model";
import { Simulator } from "../simulator";
import { parseEvent } from "../tally";
import { Weather } from "../weather/weather";
import { Books } from "./books";
import { type ArrivedRow, StationBroker } from "./broker";
import { type Breakdown, drawBreakdowns } from "./faults";
import { FIELDS, INTERVAL_S, makeSensors, settingsOf } from "./plan";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** A sensor is back so long behind the end of its fault: the cap of the sampler's back-off, a sample, and what a chip needs to warm up. */
const BACK_MS = 8 * 60_000;
/** The world is told so many virtual hours at a time. */
const STRIDE_MS = HOUR_MS;

/** What a run is given. */
export interface RunOptions {
	readonly days: number;
	readonly seed: number;
	readonly engine: EngineMaker;
	/** The guest's bundle (sim/bundle). */
	readonly script: string;
	/** Behind each day. */
	readonly onDay?: (day: number) => void;
	/** Each row, as it arrives. */
	readonly onRow?: (row: ArrivedRow) => void;
}

/** How it went. */
export interface StationResult {
	readonly books: Books;
	readonly breakdowns: readonly Breakdown[];
	/** Rows that were due. */
	readonly due: number;
	readonly crashes: readonly string[];
	/** Lines of errors that the firmware told. */
	readonly errors: readonly string[];
}

/** Runs the whole firmware with ten sensors on a virtual clock, breaks them as drawn, and keeps books. */
export async function runStation(options: RunOptions): Promise<StationResult> {
	const { days, seed, engine, script, onDay, onRow } = options;
	const clock = new VirtualClock();
	const start = VIRTUAL_EPOCH_MS;
	const environment = new Weather({ now: () => clock.ticks, start, seed });
	const past = pastOf({ start, seed });
	const pins = new BoardPins();
	const { sensors, board } = makeSensors(clock, environment, pins);
	const books = new Books({ sensors, fields: FIELDS, environment, past, epoch: start });
	const breakdowns = drawBreakdowns(sensors, days, seed);
	for (const breakdown of breakdowns) schedule(clock, books, breakdown);
	const crashes: string[] = [];
	const errors: string[] = [];
	const broker = new StationBroker((row) => {
		books.row(row);
		onRow?.(row);
	});
	const simulator = new Simulator({
		engine,
		clock,
		network: new ModelNetwork({ clock, accept: () => broker.accept() }),
		...board,
		pins,
		storage: new BoardStorage(),
		flash: new BoardFlash(),
		supervisor: new BoardSupervisor(),
		probe: () => new Float64Array(5),
		script,
		config: { settings: settingsOf(sensors), log: "json" },
		seed,
		onLine: (line) => {
			const event = parseEvent(line);
			if (event?.event === "sample") books.sample(event);
			if (event?.event === "error" && errors.length < 1_000) errors.push(String(event.text));
		},
		onCrash: (reason) => crashes.push(reason),
	});
	try {
		await simulator.start();
		for (let ticks = 0; ticks < days * DAY_MS && crashes.length === 0; ticks += STRIDE_MS) {
			await simulator.advance(STRIDE_MS);
			books.trim();
			if ((ticks + STRIDE_MS) % DAY_MS === 0) onDay?.((ticks + STRIDE_MS) / DAY_MS);
		}
	} finally {
		await simulator.stop();
	}
	const channels = new Set(FIELDS.map(({ channel }) => channel)).size;
	return { books, breakdowns, due: channels * Math.floor((days * DAY_MS) / (INTERVAL_S * 1_000)), crashes, errors };
}

/** The same weather, as it was at any ticks. */
export function pastOf(options: { readonly start: number; readonly seed: number }): (ticks: number) => Weather {
	let at = 0;
	const weather = new Weather({ ...options, now: () => at });
	return (ticks) => {
		at = ticks;
		return weather;
	};
}

function schedule(clock: VirtualClock, books: Books, { sensor, fault, at, lengthMs }: Breakdown): void {
	const book = books.sensors.get(sensor.name);
	if (!book) return;
	clock.at(at, () => {
		fault.set();
		book.active = fault;
		// A sample that is under way may still be sound.
		book.excusedUntil = clock.ticks + sensor.sampleMs;
	});
	clock.at(at + lengthMs, () => {
		fault.clear();
		book.active = undefined;
		book.excusedUntil = clock.ticks + BACK_MS;
	});
}
