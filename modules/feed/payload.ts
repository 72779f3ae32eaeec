import { writeDecimal } from "core/decimal";
import type { Encodable } from "core/encodable";
import { nibble } from "core/nibbles";
import { FIELDS, FIELDS_ROOM, writeFields, writeFieldsTightly, writeName } from "feed/fields";
import { writeStatus } from "feed/status";
import { LIVE_SLOTS, type Template } from "feed/template";
import { writeTimestamp } from "feed/timestamp";

export { FIELDS } from "feed/fields";

/** The longest message of ThingSpeak in bytes, a status in it still encoded. */
export const MESSAGE_MAX = 3_000;

/** `status=` */
const STATUS = Uint8Array.of(0x73, 0x74, 0x61, 0x74, 0x75, 0x73, 0x3d);
/** `created_at=` */
const CREATED_AT = Uint8Array.of(0x63, 0x72, 0x65, 0x61, 0x74, 0x65, 0x64, 0x5f, 0x61, 0x74, 0x3d);

const NO_VIEW = new DataView(new ArrayBuffer(0));
const NOT_LIVE = new Float64Array(0);

/** What both payloads write: one update of a channel. Filled in by its owner before each publish. */
export class Update {
	/** values[i] is field i+1; NaN where there is none. An ordinary array: XS reads a typed one by a call of C, at twice the cost. */
	readonly values: number[] = new Array<number>(FIELDS).fill(Number.NaN);
	/** Decimals of each field, 0 to 6, packed (core/nibbles). */
	digits = 0;
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
	private readonly update: Update;
	/** What was encoded into last, all messages' packet buffer: its view, and up to where in it all fields have room, so that neither is asked for again. */
	private target: Uint8Array | undefined;
	private view: DataView = NO_VIEW;
	private roomyTo = -1;

	constructor(update: Update) {
		this.update = update;
	}

	encode(target: Uint8Array, at: number): number {
		const update = this.update;
		const time = update.time;
		if (target !== this.target) this.aim(target);
		let index =
			at <= this.roomyTo ? writeFields(target, this.view, at, update) : writeFieldsTightly(target, at, update);
		if (index === at || update.status || update.position) index = this.writeRest(target, index, at);
		if (index >= 0 && time > 0) {
			index = writeName(target, index, at, CREATED_AT);
			if (index >= 0) index = writeTimestamp(target, index, time);
		}
		return index - at > MESSAGE_MAX ? -1 : index;
	}

	private aim(target: Uint8Array): void {
		this.target = target;
		this.view = new DataView(target.buffer, target.byteOffset, target.length);
		this.roomyTo = target.length - FIELDS_ROOM;
	}

	/** Position and status; -1 also when neither a field nor a status says anything. */
	private writeRest(target: Uint8Array, at: number, start: number): number {
		const { status, position, live } = this.update;
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
	private readonly update: Update;
	/** Which field of the update, 0 to 7. */
	field = 0;

	constructor(update: Update) {
		this.update = update;
	}

	encode(target: Uint8Array, at: number): number {
		return writeDecimal(target, at, this.update.values[this.field], nibble(this.update.digits, this.field));
	}
}
