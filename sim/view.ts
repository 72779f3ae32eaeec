import { EVENT_WIDTH, eventWords } from "console/event-words";
import { parseEvent } from "./tally";

const RESET = "\x1b[0m";
const DIM = "\x1b[2m";
const RED = "\x1b[31m";
const GREEN = "\x1b[32m";
const YELLOW = "\x1b[33m";
const CYAN = "\x1b[36m";

const COLOURS: Readonly<Record<string, string>> = {
	boot: CYAN,
	reset: YELLOW,
	safeMode: RED,
	sample: DIM,
	connecting: DIM,
	connected: GREEN,
	published: GREEN,
	pingreq: DIM,
	pingresp: DIM,
	disconnected: YELLOW,
	refused: RED,
	joining: DIM,
	linkUp: GREEN,
	linkDown: YELLOW,
	waiting: YELLOW,
	timeSync: DIM,
	timeFailed: YELLOW,
	error: RED,
};

/** How lines are shown: to a person, with or without colours, or to a program. */
export type ViewMode = "json" | "plain" | "colour";

/** One line for a person or a program out of one line of the firmware; undefined for nothing. */
export function render(line: string, mode: ViewMode, ticks: number, time: Date): string | undefined {
	const event = parseEvent(line);
	if (mode === "json") return event ? line : JSON.stringify({ ticks, event: "error", text: line });
	if (!event) return line;
	const text = `${clockTime(time)}  ${event.event.padEnd(EVENT_WIDTH)}  ${eventWords(event.event, event)}`.trimEnd();
	const colour = COLOURS[event.event];
	return mode === "colour" && colour !== undefined ? `${colour}${text}${RESET}` : text;
}

function clockTime(time: Date): string {
	return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
