import "./sdk/realm";
import main from "main";
import { line } from "./board";
import { heapBytes, liveBytes, liveSlots, Probe, tell } from "./probe";
import { runTo } from "./rounds";

/** Rounds before those that count: what is made once is there then. */
const WARM_UP = 20;
const ROUNDS = 1_000;
/** Events behind each of which the heap is collected, at the beginning; later behind every thousandth. */
const FIRST = 300;
const SELDOM = 1_000;

const probe = new Probe();
let peak = 0;
let live = 0;
let events = 0;
/** Made by all events, whether or not it is garbage behind them. */
let slots = 0;
let chunks = 0;

/** Runs one event of the board. What is alive before it, and all that it allocates, is room that it needs. */
function event(run: () => void): void {
	if (events++ < FIRST || events % SELDOM === 0) live = liveBytes() - baseline;
	probe.clear();
	probe.resume();
	run();
	probe.pause();
	slots += probe.slots;
	chunks += probe.chunks;
	peak = Math.max(peak, live + probe.slots * 16 + probe.chunks);
}

/** The heap of the whole firmware, less what is there before main: code, frozen tables, the board's stand-ins. */
const baseline = liveBytes();
const baselineSlots = liveSlots();
line.probe = probe;
main();
tell("firmware.boot.allocated", heapBytes() - baseline, "bytes");
runTo(WARM_UP, event);
slots = chunks = 0;
runTo(WARM_UP + ROUNDS, event);
tell("firmware.rounds.slots", slots, "slots");
tell("firmware.rounds.chunks", chunks, "bytes");
tell("firmware.live", liveBytes() - baseline, "bytes");
tell("firmware.live.slots", liveSlots() - baselineSlots, "slots");
tell("firmware.peak", peak, "bytes");
