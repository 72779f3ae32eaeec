/** What a key does; characters are their code point instead, 0x20 and above. */
export const enum Key {
	/** Nothing yet, or nothing at all. */
	None = 0,
	Enter = -1,
	Backspace = -2,
	Delete = -3,
	Left = -4,
	Right = -5,
	Up = -6,
	Down = -7,
	Home = -8,
	End = -9,
	Tab = -10,
	/** Ctrl-C. */
	Cancel = -11,
	/** Ctrl-D: deletes ahead, or leaves a question when nothing is typed. */
	Leave = -12,
	/** Ctrl-U: from the start to the cursor. */
	KillBefore = -13,
	/** Ctrl-K: from the cursor to the end. */
	KillAfter = -14,
	/** Ctrl-W: the word before the cursor. */
	KillWord = -15,
	/** Ctrl-L. */
	Clear = -16,
}

const enum At {
	Ground,
	/** Behind ESC. */
	Escape,
	/** Behind ESC and characters 0x20 to 0x2F (ECMA-35 §13.2.1): one final character ends it. */
	Designate,
	/** Behind ESC [ (ECMA-48 §5.4). */
	Sequence,
	/** Behind ESC O, as arrows are in a keypad's application mode. */
	Single,
	/** Behind ESC [ [, as the Linux console has its function keys. */
	Last,
	/** Inside of a control string (ECMA-48 §5.6): up to BEL or ESC \. */
	Text,
}

const ESC = 0x1b;
const CR = 0x0d;
const LF = 0x0a;
const BEL = 0x07;
const PARAMETER_MAX = 999;

/**
 * Bytes of a terminal into keys. What is no whole and well-formed character of UTF-8, every control character without a meaning, and
 * every escape sequence without one are swallowed whole and change nothing.
 */
export class KeyReader {
	private at = At.Ground;
	private parameter = 0;
	/** Only the first parameter counts. */
	private more = false;
	/** Bytes of UTF-8 that are due, the character so far, and the least it may be (longer forms than needed are refused). */
	private due = 0;
	private code = 0;
	private least = 0;
	private afterCr = false;

	/** What `byte` completes: a code point, or a Key. */
	take(byte: number): number {
		const lineFeed = byte === LF && this.afterCr;
		this.afterCr = byte === CR;
		if (lineFeed) return Key.None;
		if (byte < 0x20 || byte === 0x7f) return this.control(byte);
		if (this.at !== At.Ground) return this.sequence(byte);
		return byte < 0x80 ? this.plain(byte) : this.utf8(byte);
	}

	/** What was begun is over: a lone ESC was only that. */
	settle(): void {
		this.at = At.Ground;
		this.due = 0;
	}

	private plain(byte: number): number {
		this.due = 0;
		return byte;
	}

	private control(byte: number): number {
		const inText = this.at === At.Text;
		this.settle();
		if (byte === ESC) this.at = At.Escape;
		if (byte === ESC || (inText && byte === BEL)) return Key.None;
		return controlKey(byte);
	}

	private sequence(byte: number): number {
		switch (this.at) {
			case At.Escape:
				return this.escape(byte);
			case At.Text:
				return Key.None;
			case At.Designate:
				if (byte >= 0x30) this.at = At.Ground;
				return Key.None;
			case At.Sequence:
				return this.parameterOrFinal(byte);
			case At.Single:
				if (byte >= 0x30 && byte <= 0x3f) return Key.None; // a modifier, as old terminals write it
				this.at = At.Ground;
				return arrow(byte);
			default:
				this.at = At.Ground;
				return Key.None;
		}
	}

	private escape(byte: number): number {
		this.parameter = 0;
		this.more = false;
		if (byte === 0x5b) this.at = At.Sequence;
		else if (byte === 0x4f) this.at = At.Single;
		else if (byte === 0x50 || byte === 0x58 || byte === 0x5d || byte === 0x5e || byte === 0x5f) this.at = At.Text;
		else this.at = byte < 0x30 ? At.Designate : At.Ground;
		return Key.None;
	}

	private parameterOrFinal(byte: number): number {
		if (byte >= 0x30 && byte <= 0x39 && !this.more) {
			this.parameter = Math.min(PARAMETER_MAX, this.parameter * 10 + byte - 0x30);
			return Key.None;
		}
		if (byte < 0x40) {
			this.more = true;
			return Key.None;
		}
		if (byte === 0x5b && this.parameter === 0 && !this.more) {
			this.at = At.Last;
			return Key.None;
		}
		this.at = At.Ground;
		if (byte === 0x7e) return editKey(this.parameter);
		return this.parameter <= 1 ? arrow(byte) : Key.None;
	}

	/** Well-formed sequences alone: Unicode 15, table 3-7. */
	private utf8(byte: number): number {
		if (byte >= 0xc0) {
			this.due = byte < 0xc2 || byte > 0xf4 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
			this.code = byte & (0x3f >> this.due);
			this.least = this.due === 1 ? 0x80 : this.due === 2 ? 0x800 : 0x1_0000;
			return Key.None;
		}
		if (this.due === 0) return Key.None;
		this.code = (this.code << 6) | (byte & 0x3f);
		if (--this.due > 0) return Key.None;
		return this.code >= this.least && isTyped(this.code) ? this.code : Key.None;
	}
}

/** Not C1, line separators, changes of direction, surrogates, nor above U+10FFFF: no terminal is to get those (core/utf8 toShown). */
function isTyped(code: number): boolean {
	if (code < 0xa0 || (code >= 0xd800 && code <= 0xdfff) || code > 0x10_ffff) return false;
	return !((code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069));
}

function controlKey(byte: number): Key {
	switch (byte) {
		case 0x01:
			return Key.Home;
		case 0x02:
			return Key.Left;
		case 0x03:
			return Key.Cancel;
		case 0x04:
			return Key.Leave;
		case 0x05:
			return Key.End;
		case 0x06:
			return Key.Right;
		case 0x08:
		case 0x7f:
			return Key.Backspace;
		case 0x09:
			return Key.Tab;
		case LF:
		case CR:
			return Key.Enter;
		case 0x0b:
			return Key.KillAfter;
		case 0x0c:
			return Key.Clear;
		case 0x0e:
			return Key.Down;
		case 0x10:
			return Key.Up;
		case 0x15:
			return Key.KillBefore;
		case 0x17:
			return Key.KillWord;
		default:
			return Key.None;
	}
}

function arrow(final: number): Key {
	switch (final) {
		case 0x41:
			return Key.Up;
		case 0x42:
			return Key.Down;
		case 0x43:
			return Key.Right;
		case 0x44:
			return Key.Left;
		case 0x46:
			return Key.End;
		case 0x48:
			return Key.Home;
		default:
			return Key.None;
	}
}

function editKey(parameter: number): Key {
	switch (parameter) {
		case 1:
		case 7:
			return Key.Home;
		case 3:
			return Key.Delete;
		case 4:
		case 8:
			return Key.End;
		default:
			return Key.None;
	}
}
