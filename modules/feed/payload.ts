import { isWritable, writeDecimal } from "core/decimal";
import type { Encodable } from "core/encodable";
import { writePercent } from "feed/percent";
import { writeTimestamp } from "feed/timestamp";

/** Fields of a channel: field1 to field8. */
export const FIELDS = 8;

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const ONE = 0x31;
/** `field` */
const FIELD = Uint8Array.of(0x66, 0x69, 0x65, 0x6c, 0x64);
/** `status=` */
const STATUS = Uint8Array.of(0x73, 0x74, 0x61, 0x74, 0x75, 0x73, 0x3d);
/** `created_at=` */
const CREATED_AT = Uint8Array.of(0x63, 0x72, 0x65, 0x61, 0x74, 0x65, 0x64, 0x5f, 0x61, 0x74, 0x3d);

/** What both payloads write: one update of a channel. Filled in by its owner before each publish. */
export class Update {
	/** values[i] is field i+1; NaN where there is none. */
	readonly values = new Float64Array(FIELDS);
	/** Decimals of each field, 0 to 6. */
	readonly digits = new Uint8Array(FIELDS);
	/** Milliseconds since 1970 of the update, 0 when unknown: no created_at is sent then, and the broker takes the time of arrival. */
	time = 0;
	/** Status text in UTF-8, at most 255 bytes; undefined for none. */
	status: Uint8Array | undefined = undefined;

	/** Forgets all values. */
	clear(): void {
		this.values.fill(Number.NaN);
		this.time = 0;
	}
}

/**
 * Payload of a channel feed: `field1=21.50&field2=40.1&status=ok&created_at=2026-11-22T10%3A00%3A00Z`, form encoding
 * (ThingSpeak, "Publish to a Channel Feed"). A field whose value cannot be written (core/decimal) is left out. Does not encode (-1) when nothing
 * at all is left to say: an empty update would cost the channel its interval.
 */
export class ChannelFeed implements Encodable {
	readonly #update: Update;

	constructor(update: Update) {
		this.#update = update;
	}

	encode(target: Uint8Array, at: number): number {
		const { values, digits, status, time } = this.#update;
		let index = at;
		for (let field = 0; field < FIELDS && index >= 0; field++) {
			if (isWritable(values[field], digits[field]))
				index = writeField(target, index, at, field, values[field], digits[field]);
		}
		if (index >= 0 && status && status.length > 0) {
			index = writeName(target, index, at, STATUS);
			if (index >= 0) index = writePercent(target, index, status);
		}
		if (index === at) return -1;
		if (index >= 0 && time > 0) {
			index = writeName(target, index, at, CREATED_AT);
			if (index >= 0) index = writeTimestamp(target, index, time);
		}
		return index;
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

/** Writes `name` with an `&` in front, unless it comes first; -1 when it does not fit. */
function writeName(target: Uint8Array, at: number, start: number, name: Uint8Array): number {
	let index = at;
	if (index + 1 + name.length > target.length) return -1;
	if (index > start) target[index++] = AMPERSAND;
	target.set(name, index);
	return index + name.length;
}

/** Writes `field<n>=<value>`; -1 when it does not fit. */
function writeField(
	target: Uint8Array,
	at: number,
	start: number,
	field: number,
	value: number,
	decimals: number,
): number {
	let index = writeName(target, at, start, FIELD);
	if (index < 0 || index + 2 > target.length) return -1;
	target[index++] = ONE + field;
	target[index++] = EQUALS;
	return writeDecimal(target, index, value, decimals);
}
