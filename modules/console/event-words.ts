/** The parts of an event, as its JSON line has them. */
export type EventParts = Readonly<Record<string, unknown>>;

/** As wide as the longest name of an event. */
export const EVENT_WIDTH = 12;

/** What an event says, in words for people: the same on a board's console and in the simulator. Does not repeat the event's name. */
export function eventWords(event: string, parts: EventParts): string {
	const { host, port, topic, payload, reason, code, text, version } = parts;
	switch (event) {
		case "boot":
			return `fieldfeed ${version ?? ""}`;
		case "reset":
			return `${reason}${parts.quick === undefined ? "" : `; quick resets in a row: ${parts.quick}`}`;
		case "sample":
			return sampleWords(parts);
		case "connecting":
			return `to ${host} port ${port}`;
		case "published":
			return publishWords(String(topic), String(payload));
		case "disconnected":
			return `${reason}${parts.detail === undefined ? "" : ` (${parts.detail})`}${retryWords(parts)}`;
		case "subscribed":
			return String(topic);
		case "subscribeRefused":
			return `${topic}: ${reason}`;
		case "acted":
			return `subscription.${parts.subscription}: ${text}`;
		case "joining":
			return String(parts.name);
		case "linkUp":
			return `${parts.address}${parts.dns === undefined ? "" : `  dns ${parts.dns}`}`;
		case "linkDown":
			return `${reason}${retryWords(parts)}`;
		case "waiting":
			return String(reason);
		case "timeSync":
			return `${parts.server}  clock ${parts.clock}${parts.offsetMs === undefined ? "" : `, was ${parts.offsetMs} ms behind`}`;
		case "timeFailed":
			return `${parts.server}  ${reason}`;
		case "refused":
			return `code ${code}: ${reason}${retryWords(parts)}`;
		default:
			return String(text ?? "");
	}
}

/** `host      load 1.23  memory 2.1`, or why there are no readings. */
function sampleWords({ sensor, values, fault }: EventParts): string {
	const name = String(sensor).padEnd(8);
	if (fault !== undefined) return `${name}  ${fault}`;
	let line = name;
	for (const [quantity, value] of Object.entries((values ?? {}) as object)) line += `  ${quantity} ${value}`;
	return line;
}

/** The topic without what all of them begin and end with, and the time as people write it: `channel 1417  field1=21.50  2026-11-22T10:00:00Z`. */
function publishWords(topic: string, payload: string): string {
	const [, id = "", , , field] = topic.split("/");
	const words = [`channel ${id}${field === undefined ? "" : ` ${field}`}`];
	for (const part of payload.split("&")) {
		words.push(part.startsWith(CREATED_AT) ? part.slice(CREATED_AT.length).split("%3A").join(":") : part);
	}
	return words.join("  ");
}

const CREATED_AT = "created_at=";

function retryWords({ retryMs }: EventParts): string {
	return typeof retryMs === "number" && retryMs > 0 ? `; next try in ${Math.ceil(retryMs / 1_000)} s` : "";
}
