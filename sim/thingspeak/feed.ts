import type { Channel, Entry } from "./channel";
import { toCsvTime, toIso } from "./time";
import { subscribeTopic } from "./topic";

/** A message for those who have subscribed. */
export interface Delivery {
	readonly topic: string;
	readonly payload: string;
	/** 1 to 8, or undefined: the whole feed. */
	readonly field: number | undefined;
}

/** What an HTTP read may ask for. */
export interface Selection {
	/** 1 to 8: that field alone. */
	readonly field?: number | undefined;
	readonly location?: boolean;
	readonly status?: boolean;
}

/** What the subscribers of a channel are told of an entry: its feed, and each field that it has. */
export function deliveriesOf(channel: Channel, entry: Entry): Delivery[] {
	const { id } = channel.options;
	const fields = entry.fields.flatMap((value, i) =>
		value === undefined ? [] : [{ topic: subscribeTopic(id, i + 1), payload: value, field: i + 1 }],
	);
	return [
		{ topic: subscribeTopic(id), payload: JSON.stringify(subscriptionOf(channel, entry)), field: undefined },
		...fields,
	];
}

/** The object that a subscriber of the channel feed gets; a field that is not enabled is not in it. */
function subscriptionOf(channel: Channel, entry: Entry): object {
	const { createdAt, id, latitude = null, longitude = null, elevation = null, status = null } = entry;
	const head = { channel_id: channel.options.id, created_at: toIso(createdAt), entry_id: id };
	return { ...head, ...fieldsOf(channel, entry), latitude, longitude, elevation, status };
}

/** The `channel` of an HTTP read. */
export function channelJson({ options, createdAt, updatedAt, lastEntryId }: Channel, { field }: Selection): object {
	const names = options.fields.flatMap((name, i) =>
		name === undefined || (field !== undefined && field !== i + 1) ? [] : [[`field${i + 1}`, name] as const],
	);
	return {
		id: options.id,
		name: options.name,
		latitude: toText(options.latitude),
		longitude: toText(options.longitude),
		...Object.fromEntries(names),
		created_at: toIso(createdAt),
		updated_at: toIso(updatedAt),
		last_entry_id: lastEntryId === 0 ? null : lastEntryId,
	};
}

/** One of the `feeds` of an HTTP read. */
export function entryJson(channel: Channel, entry: Entry, selection: Selection): object {
	const { createdAt, id, latitude = null, longitude = null, elevation = null, status = null } = entry;
	return {
		created_at: toIso(createdAt),
		entry_id: id,
		...fieldsOf(channel, entry, selection.field),
		...(selection.location ? { latitude, longitude, elevation } : {}),
		...(selection.status ? { status } : {}),
	};
}

/** The entries as CSV, with the header `created_at,entry_id,field1...`. */
export function toCsv(channel: Channel, entries: readonly Entry[], selection: Selection): string {
	const { options } = channel;
	const fields = options.fields.flatMap((name, i) =>
		name === undefined || (selection.field !== undefined && selection.field !== i + 1) ? [] : [i],
	);
	const header = ["created_at", "entry_id", ...fields.map((i) => `field${i + 1}`)];
	if (selection.location) header.push("latitude", "longitude", "elevation");
	if (selection.status) header.push("status");
	const rows = entries.map((entry) => {
		const row = [toCsvTime(entry.createdAt), String(entry.id), ...fields.map((i) => entry.fields[i])];
		if (selection.location) row.push(entry.latitude, entry.longitude, entry.elevation);
		if (selection.status) row.push(entry.status);
		return row.map((cell) => toCell(cell)).join(",");
	});
	return [header.join(","), ...rows, ""].join("\n");
}

function fieldsOf({ options }: Channel, entry: Entry, field?: number): object {
	const values = options.fields.flatMap((name, i) =>
		name === undefined || (field !== undefined && field !== i + 1)
			? []
			: [[`field${i + 1}`, entry.fields[i] ?? null] as const],
	);
	return Object.fromEntries(values);
}

function toCell(text = ""): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** ThingSpeak writes a position as text with a point in it: "0.0". */
function toText(degrees: number): string {
	return Number.isInteger(degrees) ? degrees.toFixed(1) : String(degrees);
}
