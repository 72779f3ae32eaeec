import { DECIMAL_MAX, isWritable, writeDecimal, writeRoomy } from "core/decimal";
import type { Encodable } from "core/encodable";
import { writeStatus } from "feed/status";
import { LIVE_SLOTS, type Template } from "feed/template";
import { writeTimestamp } from "feed/timestamp";

/** Fields of a channel: field1 to field8. */
export const FIELDS = 8;
/** The longest message of ThingSpeak in bytes, a status in it still encoded. */
export const MESSAGE_MAX = 3_000;

const AMPERSAND = 0x26;
const ONE = 0x31;
/** `&field1=` to `&field8=`; the first name of a payload goes without its `&`. */
const NAMES = Object.freeze(
	Array.from({ length: FIELDS }, (_, i) => Uint8Array.of(AMPERSAND, 0x66, 0x69, 0x65, 0x6c, 0x64, ONE + i, 0x3d)),
);
/** Bytes of a name with its `&`. */
const NAME_LENGTH = 8;
const BARE_NAMES = Object.freeze(NAMES.map((name) => name.slice(1)));
/** What all fields take at most. */
const FIELDS_ROOM = FIELDS * (NAME_LENGTH + DECIMAL_MAX);
/** Numbers below this can be written whatever their decimals are. */
const PLAIN_MAX = 1e9;
/** `status=` */
const STATUS = Uint8Array.of(0x73, 0x74, 0x61, 0x74, 0x75, 0x73, 0x3d);
/** `created_at=` */
const CREATED_AT = Uint8Array.of(0x63, 0x72, 0x65, 0x61, 0x74, 0x65, 0x64, 0x5f, 0x61, 0x74, 0x3d);

const NOT_LIVE = new Float64Array(0);

/** What both payloads write: one update of a channel. Filled in by its owner before each publish. */
export class Update {
	/** values[i] is field i+1; NaN where there is none. */
	readonly values = new Float64Array(FIELDS);
	/** Decimals of each field, 0 to 6. */
	readonly digits = new Uint8Array(FIELDS);
	/** Milliseconds since 1970 of the update, 0 when unknown: no created_at is sent then, and the broker takes the time of arrival. */
	time = 0;
	/** Status text; undefined for none. */
	status: Template | undefined = undefined;
	/** `lat=47.1&long=8.5&elevation=430`, or a part of it; undefined for none. */
	position: Uint8Array | undefined = undefined;
	/** What templates tell of the board, in the order of Slot: uptime in s, RSSI in dBm, faults, backlog in rows; NaN where it is not known. */
	readonly live: Float64Array;

	/** With room for what templates tell of the board, unless none is `live`. */
	constructor(live = true) {
		this.live = live ? new Float64Array(LIVE_SLOTS) : NOT_LIVE;
	}

	/** Forgets all values. */
	clear(): void {
		this.values.fill(Number.NaN);
		this.time = 0;
	}
}

/**
 * Payload of a channel feed: `field1=21.50&field2=40.1&lat=47.1&long=8.5&status=ok&created_at=2026-11-22T10%3A00%3A00Z`, form encoding
 * (ThingSpeak, "Publish to a Channel Feed"). A field whose value cannot be written (core/decimal) is left out. Does not encode (-1) when nothing
 * but a position is left to say, since an empty update would cost the channel its interval, nor beyond MESSAGE_MAX.
 */
export class ChannelFeed implements Encodable {
	readonly #update: Update;

	constructor(update: Update) {
		this.#update = update;
	}

	encode(target: Uint8Array, at: number): number {
		const { time } = this.#update;
		let index = writeFields(target, at, this.#update);
		index = this.writeRest(target, index, at);
		if (index >= 0 && time > 0) {
			index = writeName(target, index, at, CREATED_AT);
			if (index >= 0) index = writeTimestamp(target, index, time);
		}
		return index - at > MESSAGE_MAX ? -1 : index;
	}

	/** Position and status; -1 also when neither a field nor a status says anything. */
	private writeRest(target: Uint8Array, at: number, start: number): number {
		const { status, position, live } = this.#update;
		const said = status !== undefined && status.parts.length > 0;
		if (at < 0 || (at === start && !said)) return -1;
		let index = position ? writeName(target, at, start, position) : at;
		if (index < 0 || !said) return index;
		index = writeName(target, index, start, STATUS);
		return index < 0 ? -1 : writeStatus(target, index, status, live);
	}
}

/** Payload of a field feed: the bare value of one field, `21.50` (ThingSpeak, "Publish to a Channel Field Feed"). -1 without a finite value. */
export class FieldFeed implements Encodable {
	readonly #update: Update;
	/** Which field of the update, 0 to 7. */
	field = 0;

	constructor(update: Update) {
		this.#update = update;
	}

	encode(target: Uint8Array, at: number): number {
		return writeDecimal(target, at, this.#update.values[this.field], this.#update.digits[this.field]);
	}
}

/** Writes what fields have a value that can be written; returns the index after it, or -1 when it does not fit. */
function writeFields(target: Uint8Array, at: number, { values, digits }: Update): number {
	const roomy = at + FIELDS_ROOM <= target.length;
	let index = at;
	for (let field = 0; field < FIELDS && index >= 0; field++) {
		const value = values[field];
		const large = value >= PLAIN_MAX || value <= -PLAIN_MAX;
		if (large ? !isWritable(value, digits[field]) : !(value < PLAIN_MAX)) continue; // NaN is neither: nothing is called for it
		const first = index === at;
		const name = first ? BARE_NAMES[field] : NAMES[field];
		if (!roomy) index = writeField(target, index, name, value, digits[field]);
		else {
			target.set(name, index);
			index = writeRoomy(target, index + (first ? NAME_LENGTH - 1 : NAME_LENGTH), value, digits[field]);
		}
	}
	return index;
}

/** Writes `name` with an `&` in front, unless it comes first; -1 when it does not fit. */
function writeName(target: Uint8Array, at: number, start: number, name: Uint8Array): number {
	let index = at;
	if (index + 1 + name.length > target.length) return -1;
	if (index > start) target[index++] = AMPERSAND;
	target.set(name, index);
	return index + name.length;
}

/** Writes a name and a value; -1 when they do not fit. */
function writeField(target: Uint8Array, at: number, name: Uint8Array, value: number, decimals: number): number {
	const end = at + name.length;
	if (end > target.length) return -1;
	target.set(name, at);
	return writeDecimal(target, end, value, decimals);
}
