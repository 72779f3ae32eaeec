import { isWritable, writeDecimal } from "core/decimal";
import type { Encodable } from "core/encodable";
import { nibble } from "core/nibbles";
import { FIELDS, type Update } from "feed/payload";
import { writeNumber } from "feed/status";
import { LIVE_SLOTS, Slot, type Template } from "feed/template";
import { writeTimestamp } from "feed/timestamp";

const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
/** `null` */
const NULL = Uint8Array.of(0x6e, 0x75, 0x6c, 0x6c);

/** The payload of a message by a template: one of one field, or one of all fields. -1 when it does not fit. */
export class Message implements Encodable {
	private readonly update: Update;
	private readonly template: Template;
	private readonly names: readonly Uint8Array[];
	/** Which field it is about, 0 to 7, where the template is for one. */
	field = 0;

	/** `names`: names[i] is field i+1's, of letters, digits, `_` and `-`; empty where there is no such field. */
	constructor(update: Update, template: Template, names: readonly Uint8Array[]) {
		this.update = update;
		this.template = template;
		this.names = names;
	}

	encode(target: Uint8Array, at: number): number {
		const { parts } = this.template;
		let index = at;
		for (let i = 0; i < parts.length && index >= 0; i++) {
			const part = parts[i];
			index = typeof part === "number" ? this.writeSlot(target, index, part) : writeBytes(target, index, part);
		}
		return index;
	}

	private writeSlot(target: Uint8Array, at: number, slot: Slot): number {
		const { values, digits, time, live } = this.update;
		switch (slot) {
			case Slot.Field:
				return writeBytes(target, at, this.names[this.field]);
			case Slot.Value:
				return writeDecimal(target, at, values[this.field], nibble(digits, this.field));
			case Slot.Fields:
				return this.writeFields(target, at);
			case Slot.Iso:
				return time > 0 ? writeTimestamp(target, at, time, true) : at;
			case Slot.Ms:
				return this.writeNumber(target, at, time > 0 ? time : Number.NaN);
			default:
				return this.writeNumber(target, at, slot < LIVE_SLOTS ? live[slot] : Number.NaN);
		}
	}

	private writeNumber(target: Uint8Array, at: number, value: number): number {
		if (Number.isNaN(value) && this.template.json) return writeBytes(target, at, NULL);
		return writeNumber(target, at, value, 0);
	}

	private writeFields(target: Uint8Array, at: number): number {
		const { values, digits } = this.update;
		let index = at;
		for (let field = 0; field < FIELDS && index >= 0; field++) {
			const name = this.names[field];
			const decimals = nibble(digits, field);
			if (name.length === 0 || !isWritable(values[field], decimals)) continue;
			if (index + 4 + name.length > target.length) return -1;
			if (index > at) target[index++] = COMMA;
			target[index++] = QUOTE;
			target.set(name, index);
			index += name.length;
			target[index++] = QUOTE;
			target[index++] = COLON;
			index = writeDecimal(target, index, values[field], decimals);
		}
		return index;
	}
}

function writeBytes(target: Uint8Array, at: number, bytes: Uint8Array): number {
	if (at + bytes.length > target.length) return -1;
	target.set(bytes, at);
	return at + bytes.length;
}
