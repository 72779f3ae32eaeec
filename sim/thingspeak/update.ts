import { parseTime } from "./time";

/** Bytes that one message may have. */
export const MESSAGE_MAX = 3_000;
/** Bytes that one value may have. */
export const VALUE_MAX = 255;
export const FIELDS = 8;

/** What a message says of a channel. What it does not say is undefined. */
export interface Update {
	/** field1 to field8. */
	readonly fields: readonly (string | undefined)[];
	readonly latitude?: string | undefined;
	readonly longitude?: string | undefined;
	/** Metres. */
	readonly elevation?: string | undefined;
	readonly status?: string | undefined;
	/** Milliseconds since 1970, whole seconds. */
	readonly createdAt?: number | undefined;
	/** What was left out of it, and why. */
	readonly notes: readonly string[];
}

/** Why a message changes nothing. */
export interface Rejected {
	readonly reason: string;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Reads the message of a channel feed: `field1=21.37&status=ok`, application/x-www-form-urlencoded. */
export function parseChannelFeed(payload: Uint8Array): Update | Rejected {
	const text = decode(payload);
	if (typeof text !== "string") return text;
	const values = new Map(new URLSearchParams(text.replace(/^\?/, "%3F")));
	const long = [...values].find(([, value]) => Buffer.byteLength(value) > VALUE_MAX);
	if (long) return tooLong(long[0].slice(0, 32));
	const notes: string[] = [];
	const fields = Array.from({ length: FIELDS }, (_, i) => take(values, `field${i + 1}`));
	const update = {
		fields,
		latitude: position(values, "lat", 90, notes),
		longitude: position(values, "long", 180, notes),
		elevation: position(values, "elevation", Number.MAX_VALUE, notes),
		status: take(values, "status"),
		createdAt: createdAt(values, notes),
		notes,
	};
	for (const key of values.keys()) notes.push(`${key.slice(0, 32)} is no parameter, ignored`);
	return isEmpty(update) ? { reason: "it has no field, status or position" } : update;
}

/** Reads the message of a field feed: the bare value of `field`, 1 to 8. */
export function parseFieldFeed(field: number, payload: Uint8Array): Update | Rejected {
	const text = decode(payload);
	if (typeof text !== "string") return text;
	if (payload.length > VALUE_MAX) return tooLong(`field${field}`);
	if (text === "") return { reason: "it is empty" };
	return { fields: Array.from({ length: FIELDS }, (_, i) => (i + 1 === field ? text : undefined)), notes: [] };
}

/** Whether nothing of an entry is left. */
export function isEmpty({ fields, latitude, longitude, elevation, status }: Omit<Update, "notes">): boolean {
	return [...fields, latitude, longitude, elevation, status].every((value) => value === undefined);
}

function decode(payload: Uint8Array): string | Rejected {
	if (payload.length > MESSAGE_MAX) return { reason: `it has ${payload.length} bytes, ${MESSAGE_MAX} at most` };
	try {
		return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload);
	} catch {
		return { reason: "it is not UTF-8" };
	}
}

function tooLong(what: string): Rejected {
	return { reason: `${what} has more than ${VALUE_MAX} bytes` };
}

/** Takes a value out of those that are not read yet. An empty one is none. */
function take(values: Map<string, string>, key: string): string | undefined {
	const value = values.get(key);
	values.delete(key);
	return value === "" ? undefined : value;
}

function position(values: Map<string, string>, key: string, most: number, notes: string[]): string | undefined {
	const value = take(values, key);
	if (value === undefined || (NUMBER.test(value) && Math.abs(Number(value)) <= most)) return value;
	notes.push(`${key} is not a number in its range, ignored`);
	return undefined;
}

function createdAt(values: Map<string, string>, notes: string[]): number | undefined {
	const value = take(values, "created_at");
	const time = value === undefined ? undefined : parseTime(value);
	if (value !== undefined && time === undefined) notes.push("created_at is not ISO 8601, the time of arrival is taken");
	return time;
}
