import { type Command, Completes } from "console/command";
import { KeyStart } from "console/key-start";
import { findCommand, Part, restOf, Splitter } from "console/split";
import { isSecret } from "settings/draft";
import { type Found, findSetting } from "settings/key";

/** Longer than any command, key or name. */
const WORD_MAX = 64;
const SEMICOLON = 0x3b;

/** What a mask has to know. */
export interface Known {
	readonly commands: readonly Command[];
	/** Names of the sensors in the settings. */
	sensors(): readonly string[];
	/** Names of the quantities that the sensor's chip measures. */
	quantities?(sensor: string): readonly string[];
}

/**
 * Decides, character by character, what of a line is shown: what is known not to be a secret. Those are the start of a command's name, of a
 * key, of a word that the command's row names, and values of keys that are no secret. From the character on where a word can be none
 * of them it is masked: what was meant for another line (a password) shows its first letters at most.
 */
export class Mask {
	private readonly known: Known;
	private readonly splitter = new Splitter();
	private readonly keyStart = new KeyStart();
	private inWord = false;
	private _word = "";
	/** The word up to here is one that is shown. */
	private shown = true;
	private semicolon = false;
	private _command: Command | undefined;
	private _key: Found | undefined;

	constructor(known: Known) {
		this.known = known;
	}

	/** The command of the word that was followed last, and its key. */
	get command(): Command | undefined {
		return this._command;
	}

	get key(): Found | undefined {
		return this._key;
	}

	/** Number of the word that was followed last, or of the one to come. */
	get index(): number {
		return this.splitter.index;
	}

	/** The word so far, in lower case; undefined when some of it is masked. */
	get word(): string | undefined {
		return this.shown ? this._word : undefined;
	}

	/** What completes the word so far. */
	get completes(): Completes {
		const { index } = this.splitter;
		if (index === 0) return Completes.Command;
		const command = this._command;
		return (index <= (command?.most ?? 0) ? command?.completes?.[index - 1] : undefined) ?? Completes.Nothing;
	}

	/** Begins a new line. */
	reset(): void {
		this.splitter.reset();
		this.begin();
	}

	/** Whether the character `code`, the next of the line, is masked. */
	take(code: number): boolean {
		const part = this.splitter.take(code);
		if (part === Part.Space) {
			if (this.inWord) this.endWord();
			return false;
		}
		if (part === Part.Separator) {
			this.begin();
			return false;
		}
		if (!this.inWord) this.beginWord();
		if (part === Part.Quote) return !this.shown;
		if (this.semicolon) this.follow(";");
		this.semicolon = code === SEMICOLON && this.splitter.pending; // counts when it turns out to end nothing
		if (this.semicolon) return !this.shown;
		if (part === Part.Escaped) this.follow("\\");
		if (this.shown) this.follow(String.fromCodePoint(code));
		return !this.shown;
	}

	private begin(): void {
		this.inWord = false;
		this.semicolon = false;
		this._word = "";
		this.shown = true;
		this._command = undefined;
		this._key = undefined;
	}

	private beginWord(): void {
		this.inWord = true;
		this.semicolon = false;
		this._word = "";
		this.shown = true;
		this.keyStart.reset();
		if (this.completes === Completes.Value) this.shown = this._key !== undefined && !isSecret(this._key.setting.kind);
	}

	private endWord(): void {
		this.inWord = false;
		if (this.splitter.index === 1) {
			this._command = this.shown ? findCommand(this.known.commands, this._word) : undefined;
			this.splitter.restAt = restOf(this._command);
		} else if (this._command?.completes?.[this.splitter.index - 2] === Completes.Key) {
			this._key = this.shown ? findSetting(this._word) : undefined;
		}
		this._word = "";
	}

	private follow(text: string): void {
		if (!this.shown) return;
		const completes = this.completes;
		if (this._word.length <= WORD_MAX) this._word += text.toLowerCase();
		if (completes === Completes.Value) return;
		this.shown =
			this._word.length <= WORD_MAX &&
			(this.isStart(completes, text.charCodeAt(0)) || this.isWord() || this.isPlain(text));
	}

	private isStart(completes: Completes, code: number): boolean {
		const word = this._word;
		switch (completes) {
			case Completes.Command:
				return this.known.commands.some(({ name }) => name.startsWith(word));
			case Completes.Key:
				return this.keyStart.take(code);
			case Completes.Sensor:
				return this.known.sensors().some((name) => name.startsWith(word));
			default:
				return false;
		}
	}

	private isWord(): boolean {
		if (this.splitter.index !== 1) return false;
		return this._command?.words?.some((word) => word.startsWith(this._word)) ?? false;
	}

	/** Digits and what stands between them in a time. */
	private isPlain(text: string): boolean {
		const command = this._command;
		if (this.splitter.index === 0 || !command?.plain || this.splitter.index > command.most) return false;
		return "0123456789-:.+TtZz".includes(text);
	}
}
