import type { Result } from "core/result";
import { toUtf8 } from "core/utf8";

/** What a placeholder stands for that is known only when its message is made. */
export const enum Slot {
	/** Seconds since boot. */
	Uptime = 0,
	/** Strength of the access point in dBm. */
	Rssi = 1,
	/** Samples of sensors that failed since the last message. */
	Faults = 2,
	/** Rows of the channel that wait behind this one. */
	Backlog = 3,
	/** Name of the field that the message is about. */
	Field = 4,
	/** Its value. */
	Value = 5,
	/** All fields as JSON members: `"temperature":21.50,"humidity":40.1`. */
	Fields = 6,
	/** ISO 8601, UTC; nothing while it is not known. */
	Iso = 7,
	/** Milliseconds since 1970. */
	Ms = 8,
}

/** How many of the slots, the first ones, tell of the board (feed/payload's Update.live). */
export const LIVE_SLOTS = 4;

/** Names of the slots, in their order. */
const NAMES: readonly string[] = Object.freeze([
	"uptime",
	"rssi",
	"faults",
	"backlog",
	"field",
	"value",
	"fields",
	"time",
	"ms",
]);
/** What stands for each slot when it is looked at whether a template is JSON. */
const SAMPLES: readonly string[] = Object.freeze(["0", "0", "0", "0", "x", "0", '"x":0', "x", "0"]);

/** What may stand in a template. */
export interface Wording {
	/** Placeholders whose text is known already, by name. */
	readonly constants: Readonly<Record<string, string>>;
	/** Slots that are allowed. */
	readonly slots: readonly Slot[];
	/** Braces that are no placeholder stand for themselves, and what is JSON then is treated as such. */
	readonly braces: boolean;
}

/** A text with placeholders, compiled into the bytes between them. Never changed. */
export class Template {
	/** Bytes as they are, in UTF-8, and what stands between them. */
	readonly parts: readonly (Uint8Array | Slot)[];
	/** It is JSON: text put into it is escaped, a number that is not known is null. */
	readonly json: boolean;

	constructor(parts: readonly (Uint8Array | Slot)[], json = false) {
		this.parts = parts;
		this.json = json;
	}

	/** Whether `slot` stands in it. */
	has(slot: Slot): boolean {
		return this.parts.includes(slot);
	}

	/** Whether it tells of the board, so that Update.live must be filled in. */
	get live(): boolean {
		return this.parts.some((part) => typeof part === "number" && part < LIVE_SLOTS);
	}
}

/**
 * Compiles `text`, or says in half a line what is wrong with it. A placeholder is a word of letters in braces. With `braces`, a text that
 * begins with an object's brace must be JSON, and one that is an array or a string is taken as JSON.
 */
export function compileTemplate(text: string, wording: Wording): Result<Template> {
	const error = whatIsWrong(text, wording);
	if (error !== undefined) return { ok: false, error };
	const json = wording.braces && isJson(text, wording);
	if (!json && wording.braces && text.startsWith("{") && wordAt(text, 0) === "")
		return { ok: false, error: "begins as a JSON object, but is no whole one" };
	const parts: (Uint8Array | Slot)[] = [];
	let literal = "";
	const flush = (): void => {
		if (literal !== "") parts.push(toUtf8(literal) ?? new Uint8Array(0));
		literal = "";
	};
	for (let at = 0; at < text.length; ) {
		const word = wordAt(text, at);
		const slot = slotOf(word, wording);
		if (word === "") literal += text[at];
		else if (slot < 0) literal += json ? escaped(wording.constants[word]) : wording.constants[word];
		else {
			flush();
			parts.push(slot);
		}
		at += word === "" ? 1 : word.length + 2;
	}
	flush();
	return { ok: true, value: new Template(Object.freeze(parts), json) };
}

/** The text of a template without slots, or what is wrong with it. */
export function expandConstants(text: string, constants: Readonly<Record<string, string>>): Result<string> {
	const wording = { constants, slots: [], braces: false };
	const error = whatIsWrong(text, wording);
	return error === undefined ? { ok: true, value: expand(text, wording, false) } : { ok: false, error };
}

function whatIsWrong(text: string, { constants, slots, braces }: Wording): string | undefined {
	const names = [...slots.map((slot) => NAMES[slot]), ...Object.keys(constants)];
	const allowed = `allowed in braces is ${names.map((name) => `{${name}}`).join(", ")}`;
	for (let at = 0; at < text.length; at++) {
		const word = wordAt(text, at);
		if (word !== "" && !names.includes(word)) return `${allowed}, got "{${word.slice(0, 32)}}"`;
		if (word !== "") at += word.length + 1;
		else if (!braces && (text[at] === "{" || text[at] === "}")) return `${allowed}, got a lone "${text[at]}"`;
	}
	return undefined;
}

/** The slot called `word`; -1 for none, or where its text is known already. */
function slotOf(word: string, { slots }: Wording): number {
	const slot = NAMES.indexOf(word);
	return slots.includes(slot) ? slot : -1;
}

/** The word of letters of a placeholder that begins at `at`; "" when none does. */
function wordAt(text: string, at: number): string {
	if (text[at] !== "{") return "";
	let end = at + 1;
	while (end < text.length && isLetter(text.charCodeAt(end))) end++;
	return text[end] === "}" ? text.slice(at + 1, end) : "";
}

function isLetter(code: number): boolean {
	return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isJson(text: string, wording: Wording): boolean {
	if (!'{["'.includes(text[0] ?? " ") || wordAt(text, 0) !== "") return false;
	try {
		JSON.parse(expand(text, wording, true));
		return true;
	} catch {
		return false;
	}
}

function expand(text: string, wording: Wording, json: boolean): string {
	const { constants } = wording;
	let expanded = "";
	for (let at = 0; at < text.length; ) {
		const word = wordAt(text, at);
		const slot = slotOf(word, wording);
		const constant = json ? escaped(constants[word] ?? "") : (constants[word] ?? "");
		expanded += word === "" ? text[at] : slot < 0 ? constant : SAMPLES[slot];
		at += word === "" ? 1 : word.length + 2;
	}
	return expanded;
}

/** `text` between the quotes of a JSON string (RFC 8259 §7). */
function escaped(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}
