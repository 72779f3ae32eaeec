import { SENSOR_NAME_MAX } from "settings/key";
import { SCHEMA } from "settings/schema";

/** True when some key of a setting starts with `text`, without regard to case, or is it. */
export function isKeyStart(text: string): boolean {
	for (const { key } of SCHEMA) if (startsAs(key, text)) return true;
	return false;
}

/** Whether a key of the form `pattern` can start with `text`. */
function startsAs(pattern: string, text: string): boolean {
	let at = 0;
	let i = 0;
	while (i < text.length) {
		if (at >= pattern.length) return false;
		if (pattern[at] !== "<") {
			if (lower(pattern.charCodeAt(at++)) !== lower(text.charCodeAt(i++))) return false;
			continue;
		}
		const end = pattern.indexOf(">", at);
		const most = pattern.slice(at + 1, end).split("-")[1];
		const next = most === undefined ? endOfName(text, i) : endOfNumber(text, i, Number(most));
		if (next <= i) return false;
		i = next;
		at = end + 1;
	}
	return true;
}

function lower(code: number): number {
	return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
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
