import type { Channel, Entry } from "./channel";
import { channelJson, entryJson, type Selection, toCsv } from "./feed";
import type { ThingSpeak } from "./service";

/** An answer to an HTTP request. */
export interface Answer {
	readonly status: number;
	readonly type: string;
	readonly body: string;
}

const DEFAULT_RESULTS = 100;
const MAX_RESULTS = 8_000;
const JSON_TYPE = "application/json; charset=utf-8";
const PATH = /^\/channels\/(\d{1,10})\/(?:fields\/([1-8])|feeds?)(\/last)?\.(json|csv)$/;
/** What ThingSpeak's published code answers when there is nothing (iobridge/thingspeak, feed_controller.rb). */
const NOTHING: Answer = { status: 404, type: JSON_TYPE, body: '"-1"' };

/** Answers a read of a channel's feeds (docs/thingspeak.md, HTTP), or returns undefined for any other path. */
export function answerRead(service: ThingSpeak, url: string): Answer | undefined {
	const [path, query] = url.split("?", 2);
	const searchParams = new URLSearchParams(query);
	const found = PATH.exec(path);
	if (!found) return undefined;
	const [, id, field, last, form] = found;
	const channel = service.channel(Number(id));
	if (!channel) return NOTHING;
	const selection = {
		field: field === undefined ? undefined : Number(field),
		location: searchParams.get("location") === "true",
		status: searchParams.get("status") === "true",
	};
	const entries = last ? lastOf(channel, selection) : newest(channel, searchParams.get("results"));
	if (form === "csv") return { status: 200, type: "text/csv; charset=utf-8", body: toCsv(channel, entries, selection) };
	const feeds = entries.map((entry) => entryJson(channel, entry, selection));
	if (last) return feeds.length === 0 ? NOTHING : json(feeds[0]);
	return json({ channel: channelJson(channel, selection), feeds });
}

/** The newest entries, oldest first. */
function newest({ entries }: Channel, results: string | null): readonly Entry[] {
	const wanted = results !== null && /^\d{1,6}$/.test(results) ? Number(results) : DEFAULT_RESULTS;
	const count = Math.min(wanted, MAX_RESULTS);
	return count === 0 ? [] : entries.slice(-count);
}

/** The last entry; of a field, the last that has it. */
function lastOf({ entries }: Channel, { field }: Selection): readonly Entry[] {
	const found = entries.findLast((entry) => field === undefined || entry.fields[field - 1] !== undefined);
	return found ? [found] : [];
}

function json(value: unknown): Answer {
	return { status: 200, type: JSON_TYPE, body: JSON.stringify(value) };
}
