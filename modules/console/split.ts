import type { Command } from "console/command";
import type { Result } from "core/result";

/** What a character is to the line. */
export const enum Part {
	/** Between words. */
	Space = 0,
	/** A quote or the backslash before one: part of a word, not of its text. */
	Quote = 1,
	/** Text of the word `index`. */
	Text = 2,
	/** Text, and so is the backslash before it, which quoted nothing. */
	Escaped = 3,
	/** The whitespace behind a `;` that ends the command: the `;`, which was Text, is none. */
	Separator = 4,
}

const enum At {
	Gap,
	Word,
	Double,
	Backslash,
	Single,
	Closed,
	Rest,
}

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const BACKSLASH = 0x5c;
const SEMICOLON = 0x3b;

/**
 * Takes a line apart, character by character, so that it can be followed while it is typed. `;` ends a command where whitespace or the end
 * follows. Quotes count at the start of a word: "..." with \" and \\, '...' as it is.
 */
export class Splitter {
	private at = At.Gap;
	private semicolon = false;
	/** Number of the word: 0 is the command. Between words, of the one to come. */
	index = 0;
	/** The word from which on everything up to the end of the command is one word, as typed; set it when the command is known. */
	restAt = Number.POSITIVE_INFINITY;

	/** True while a quote is open. */
	get open(): boolean {
		return this.at === At.Double || this.at === At.Single || this.at === At.Backslash;
	}

	/** True inside of a rest: its end is not to be seen, whitespace belongs to it. */
	get raw(): boolean {
		return this.at === At.Rest;
	}

	/** True behind a `;` that separates if nothing follows, or whitespace. */
	get pending(): boolean {
		return this.semicolon;
	}

	/** Begins a new command. */
	reset(): void {
		this.at = At.Gap;
		this.semicolon = false;
		this.index = 0;
		this.restAt = Number.POSITIVE_INFINITY;
	}

	take(code: number): Part {
		const space = code === 0x20 || code === 0x09;
		if (space && this.semicolon) {
			this.reset();
			return Part.Separator;
		}
		this.semicolon = code === SEMICOLON && !this.open;
		switch (this.at) {
			case At.Gap:
				return space ? Part.Space : this.begin(code);
			case At.Word:
			case At.Closed:
				return this.inWord(space);
			case At.Double:
				if (code === BACKSLASH) this.at = At.Backslash;
				else if (code === QUOTE) this.at = At.Closed;
				return code === BACKSLASH || code === QUOTE ? Part.Quote : Part.Text;
			case At.Backslash:
				this.at = At.Double;
				return code === QUOTE || code === BACKSLASH ? Part.Text : Part.Escaped;
			case At.Single:
				if (code !== APOSTROPHE) return Part.Text;
				this.at = At.Closed;
				return Part.Quote;
			default:
				return Part.Text;
		}
	}

	private begin(code: number): Part {
		this.at = code === QUOTE ? At.Double : code === APOSTROPHE ? At.Single : At.Word;
		if (this.at !== At.Word) return Part.Quote;
		if (this.index >= this.restAt) this.at = At.Rest;
		return Part.Text;
	}

	private inWord(space: boolean): Part {
		this.at = space ? At.Gap : At.Word;
		if (!space) return Part.Text;
		this.index++;
		return Part.Space;
	}
}

/** Finds a command by its name, without regard to case. */
export function findCommand(commands: readonly Command[], name: string): Command | undefined {
	const lower = name.toLowerCase();
	return commands.find((command) => command.name === lower);
}

/** The word of a command at which its rest begins. */
export function restOf(command: Command | undefined): number {
	return command?.rest ? command.most : Number.POSITIVE_INFINITY;
}

/** The commands of a line, each its words, the command's name first. The error is one line, and repeats nothing of the line. */
export function split(line: string, commands: readonly Command[]): Result<readonly (readonly string[])[]> {
	const splitter = new Splitter();
	const all: string[][] = [];
	let words: string[] = [];
	let word: string | undefined;
	const endWord = (raw: boolean): void => {
		if (word === undefined) return;
		words.push(raw ? word.trimEnd() : word);
		word = undefined;
		if (words.length === 1) splitter.restAt = restOf(findCommand(commands, words[0]));
	};
	const endCommand = (raw: boolean): void => {
		if (word !== undefined) word = word.slice(0, -1);
		if (word === "") word = undefined; // the `;` stood alone
		endWord(raw);
		if (words.length > 0) all.push(words);
		words = [];
	};
	for (let i = 0; i < line.length; i++) {
		const { raw } = splitter;
		switch (splitter.take(line.charCodeAt(i))) {
			case Part.Space:
				endWord(false);
				break;
			case Part.Quote:
				word ??= "";
				break;
			case Part.Text:
				word = (word ?? "") + line[i];
				break;
			case Part.Escaped:
				word = `${word ?? ""}\\${line[i]}`;
				break;
			case Part.Separator:
				endCommand(raw);
				break;
		}
	}
	if (splitter.open) return { ok: false, error: "a quote is not closed: nothing was done" };
	if (splitter.pending) endCommand(splitter.raw);
	else endWord(splitter.raw);
	if (words.length > 0) all.push(words);
	return { ok: true, value: all };
}
