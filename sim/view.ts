import { type FirmwareEvent, parseEvent } from "./tally";

const RESET = "\x1b[0m";
const DIM = "\x1b[2m";
const RED = "\x1b[31m";
const GREEN = "\x1b[32m";
const YELLOW = "\x1b[33m";
const CYAN = "\x1b[36m";

const COLOURS: Readonly<Record<string, string>> = {
	boot: CYAN,
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
/** As wide as the longest event. */
const EVENT_WIDTH = 12;

/** How lines are shown: to a person, with or without colours, or to a program. */
export type ViewMode = "json" | "plain" | "colour";

/** One line for a person or a program out of one line of the firmware; undefined for nothing. */
export function render(line: string, mode: ViewMode, ticks: number, time: Date): string | undefined {
	const event = parseEvent(line);
	if (mode === "json") return event ? line : JSON.stringify({ ticks, event: "error", text: line });
	if (!event) return line;
	const text = `${clockTime(time)}  ${event.event.padEnd(EVENT_WIDTH)}  ${words(event)}`.trimEnd();
	const colour = COLOURS[event.event];
	return mode === "colour" && colour !== undefined ? `${colour}${text}${RESET}` : text;
}

function clockTime(time: Date): string {
	return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}

function words(event: FirmwareEvent): string {
	const { host, port, topic, payload, reason, code, text, version } = event;
	switch (event.event) {
		case "boot":
			return `fieldfeed ${version ?? ""}`;
		case "sample":
			return sampleWords(event);
		case "connecting":
			return `to ${host} port ${port}`;
		case "published":
			return `${topic}  ${payload}`;
		case "disconnected":
			return `${reason}${retryWords(event)}`;
		case "joining":
			return String(event.name);
		case "linkUp":
			return `${event.address}${event.dns === undefined ? "" : `  dns ${event.dns}`}`;
		case "linkDown":
			return `${reason}${retryWords(event)}`;
		case "waiting":
			return String(reason);
		case "timeSync":
			return `${event.server}  clock ${event.clock}${event.offsetMs === undefined ? "" : `, was ${event.offsetMs} ms behind`}`;
		case "timeFailed":
			return `${event.server}  ${reason}`;
		case "refused":
			return `code ${code}: ${reason}${retryWords(event)}`;
		default:
			return String(text ?? "");
	}
}

function sampleWords({ sensor, values, fault }: FirmwareEvent): string {
	const parts = Object.entries((values ?? {}) as object).map(([name, value]) => `${name} ${value}`);
	const name = String(sensor).padEnd(8);
	return fault === undefined ? `${name} ${parts.join("  ")}` : `${name} ${fault}`;
}

function retryWords({ retryMs }: FirmwareEvent): string {
	return typeof retryMs === "number" && retryMs > 0 ? `; next try in ${Math.ceil(retryMs / 1_000)} s` : "";
}
