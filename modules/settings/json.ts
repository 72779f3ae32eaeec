import type { Result } from "core/result";
import type { Value } from "settings/schema";

/** Nesting deeper than this is no settings file. */
const DEPTH_MAX = 4;
/** More members than this a board has no settings for. */
const PAIRS_MAX = 400;

/** A dotted key and its value; null for null and for what no setting takes (an array of anything but text). */
export type Pair = readonly [key: string, value: Value | null];

/**
 * Reads one JSON object (RFC 8259), nested or dotted, into its members; an array of texts is one text of so many lines. JSON.parse would
 * do, but makes an object and a name in the engine of every member first: a text of a few kilobytes could fill a board's heap, and the
 * error of an engine quotes the text, in which there are secrets. This one's error is one line with the number of the line in the text.
 */
export function readJson(text: string): Result<readonly Pair[]> {
	const reader = new JsonReader(text);
	const pairs: Pair[] = [];
	const wrong = reader.read(pairs);
	return wrong === undefined ? { ok: true, value: pairs } : { ok: false, error: wrong };
}

/** Its steps return undefined (or false) when they could not; `#wrong` says why. */
class JsonReader {
	private readonly text: string;
	private at = 0;
	private wrong = "";

	constructor(text: string) {
		this.text = text;
	}

	/** Fills `pairs`. Returns one line when the text is not what is wanted. */
	read(pairs: Pair[]): string | undefined {
		this.skipSpace();
		if (this.object("", 1, pairs)) {
			this.skipSpace();
			if (this.at >= this.text.length) return undefined;
			this.wrong = "there is something behind the object";
		}
		let line = 1;
		for (let i = 0; i < this.at && i < this.text.length; i++) if (this.text[i] === "\n") line++;
		return `no usable JSON, line ${line}: ${this.wrong}`;
	}

	private fail(wrong: string): undefined {
		this.wrong = wrong;
		return undefined;
	}

	private refuse(wrong: string): false {
		this.wrong = wrong;
		return false;
	}

	private skipSpace(): void {
		while (" \t\r\n".includes(this.text[this.at] ?? "x")) this.at++;
	}

	/** Takes `character`, and whitespace around it. */
	private take(character: string): boolean {
		this.skipSpace();
		if (this.text[this.at] !== character) return false;
		this.at++;
		this.skipSpace();
		return true;
	}

	private object(prefix: string, depth: number, pairs: Pair[]): boolean {
		if (!this.take("{")) return this.refuse("an object with keys in { } is wanted");
		if (depth > DEPTH_MAX) return this.refuse(`more than ${DEPTH_MAX} objects in each other`);
		if (this.take("}")) return true;
		do {
			const name = this.string();
			if (name === undefined) return false;
			if (!this.take(":")) return this.refuse("a colon is wanted behind a key");
			if (!this.member(prefix + name, depth, pairs)) return false;
		} while (this.take(","));
		return this.take("}") || this.refuse("a comma or } is wanted");
	}

	private member(key: string, depth: number, pairs: Pair[]): boolean {
		if (this.text[this.at] === "{") return this.object(`${key}.`, depth + 1, pairs);
		const value = this.value(depth);
		if (value === undefined) return false;
		if (pairs.length >= PAIRS_MAX) return this.refuse(`more than ${PAIRS_MAX} settings`);
		pairs.push([key, value]);
		return true;
	}

	/** An object is read and comes to null: in an array no setting takes it. */
	private value(depth: number): Value | null | undefined {
		const first = this.text[this.at];
		if (first === "[") return this.array(depth + 1);
		if (first === "{") return this.object("", depth + 1, []) ? null : undefined;
		return first === '"' ? this.string() : this.scalar();
	}

	/** Texts become one, a line each; anything else in it makes it null. */
	private array(depth: number): string | null | undefined {
		const lines: string[] = [];
		let other = false;
		if (depth > DEPTH_MAX) return this.fail(`more than ${DEPTH_MAX} objects in each other`);
		this.take("[");
		if (this.take("]")) return null;
		do {
			const value = this.value(depth);
			if (value === undefined) return undefined;
			if (typeof value === "string") lines.push(value);
			else other = true;
		} while (this.take(","));
		if (!this.take("]")) return this.fail("a comma or ] is wanted");
		return other ? null : lines.join("\n");
	}

	private scalar(): number | boolean | null | undefined {
		const text = this.text;
		const from = this.at;
		while (this.at < text.length && !" \t\r\n,]}".includes(text[this.at])) this.at++;
		const word = text.slice(from, Math.min(this.at, from + 32));
		if (word === "true" || word === "false") return word === "true";
		if (word === "null") return null;
		const value = Number(word);
		if (isNumeral(word) && Number.isFinite(value)) return value;
		this.at = from;
		return this.fail("a text in double quotes, a number, true or false is wanted");
	}

	private string(): string | undefined {
		const text = this.text;
		if (text[this.at] !== '"') return this.fail("a text in double quotes is wanted");
		let from = ++this.at;
		let value = "";
		for (;;) {
			const character = text[this.at];
			if (character === undefined || character < " ") return this.fail("a text in double quotes does not end");
			if (character === '"') {
				value += text.slice(from, this.at++);
				return value;
			}
			if (character === "\\") {
				value += text.slice(from, this.at);
				const escaped = this.escape();
				if (escaped === undefined) return undefined;
				value += escaped;
				from = this.at;
			} else this.at++;
		}
	}

	/** What stands at a backslash. */
	private escape(): string | undefined {
		const letter = this.text[this.at + 1] ?? "";
		this.at += 2;
		const plain = '"\\/bfnrt'.indexOf(letter);
		if (letter !== "" && plain >= 0) return '"\\/\b\f\n\r\t'[plain];
		const digits = this.text.slice(this.at, this.at + 4);
		if (letter !== "u" || !isHex(digits)) return this.fail("an unknown escape behind \\");
		this.at += 4;
		return String.fromCharCode(Number.parseInt(digits, 16));
	}
}

function isHex(digits: string): boolean {
	if (digits.length !== 4) return false;
	for (const digit of digits) if (!"0123456789abcdefABCDEF".includes(digit)) return false;
	return true;
}

/** A number as RFC 8259 §6 writes it: no sign but minus, no zeros in front, digits on both sides of the point. */
function isNumeral(word: string): boolean {
	return /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/.test(word);
}
