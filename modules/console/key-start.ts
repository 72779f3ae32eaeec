import { QUANTITY_NAME_MAX, SENSOR_NAME_MAX } from "settings/key";
import { SCHEMA } from "settings/schema";

const OPEN = 0x3c;

/**
 * Follows a word, character by character, and tells whether some key of a setting starts so, without regard to case. A character mostly costs
 * one comparison: rows of the schema that have failed are not looked at again.
 */
export class KeyStart {
	private text = "";
	private row = 0;
	/** How far the row's pattern is matched. */
	private at = 0;

	/** Begins a new word. */
	reset(): void {
		this.text = "";
		this.row = 0;
		this.at = 0;
	}

	/** False when no key starts with the word as it is with `code` behind it; from then on it is never true. */
	take(code: number): boolean {
		if (this.row >= SCHEMA.length) return false;
		const wanted = SCHEMA[this.row].key.charCodeAt(this.at);
		this.text += String.fromCharCode(code);
		if (wanted !== OPEN && lower(wanted) === lower(code)) {
			this.at++;
			return true;
		}
		for (; this.row < SCHEMA.length; this.row++) {
			this.at = matched(SCHEMA[this.row].key, this.text);
			if (this.at >= 0) return true;
		}
		return false;
	}
}

/** How far `text` comes in `pattern`: an index, that of a `<` while what stands for it may go on; -1 when no such key starts so. */
function matched(pattern: string, text: string): number {
	let at = 0;
	let i = 0;
	while (i < text.length) {
		if (at >= pattern.length) return -1;
		if (pattern.charCodeAt(at) !== OPEN) {
			if (lower(pattern.charCodeAt(at++)) !== lower(text.charCodeAt(i++))) return -1;
			continue;
		}
		const end = pattern.indexOf(">", at);
		const next = endOf(pattern.slice(at + 1, end), text, i);
		if (next <= i) return -1;
		if (next === text.length) return at;
		i = next;
		at = end + 1;
	}
	return at;
}

function lower(code: number): number {
	return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

/** Where what stands for `range` (`name`, `quantity` or `1-8`) ends in `text`; `from` when nothing does. */
function endOf(range: string, text: string, from: number): number {
	if (range === "quantity") return endOfQuantity(text, from);
	const most = range.split("-")[1];
	return most === undefined ? endOfName(text, from) : endOfNumber(text, from, Number(most));
}

function endOfNumber(text: string, from: number, most: number): number {
	let value = 0;
	let at = from;
	for (; at < text.length; at++) {
		const digit = text.charCodeAt(at) - 0x30;
		if (!(digit >= 0 && digit <= 9)) break;
		value = value * 10 + digit;
		if (value < 1 || value > most) return from;
	}
	return at;
}

function endOfName(text: string, from: number): number {
	let at = from;
	for (; at < text.length && at - from < SENSOR_NAME_MAX; at++) {
		const code = lower(text.charCodeAt(at));
		const letter = code >= 0x61 && code <= 0x7a;
		const more = (code >= 0x30 && code <= 0x39) || code === 0x5f || code === 0x2d;
		if (!(letter || (more && at > from))) break;
	}
	return at;
}

function endOfQuantity(text: string, from: number): number {
	let at = from;
	for (; at < text.length && at - from < QUANTITY_NAME_MAX; at++) {
		const code = lower(text.charCodeAt(at));
		if (!((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39))) break;
	}
	return at;
}
