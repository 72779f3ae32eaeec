import { columnsOf } from "console/columns";

/** The longest line, in bytes of UTF-8. */
export const LINE_MAX = 1_024;
/** A string grows by pieces of so many characters: one by one, each would be a copy of all before it. */
const PIECE = 32;

/**
 * The line being typed: UTF-8 in a fixed buffer, a cursor, and for each byte whether it is shown or masked. Positions are bytes, always
 * at the start of a character. `cleanTo` tells a view how far the line is as it was when it was drawn.
 */
export class Line {
	private readonly bytes = new Uint8Array(LINE_MAX);
	/** A bit a byte of the line. */
	private readonly masked = new Uint8Array(LINE_MAX >> 3);
	private _length = 0;
	private _cursor = 0;
	/** Nothing before it has changed since it was set to `length`. */
	cleanTo = 0;

	get length(): number {
		return this._length;
	}

	get cursor(): number {
		return this._cursor;
	}

	/** Puts the cursor on the character that starts at `at`. */
	moveTo(at: number): void {
		this._cursor = Math.max(0, Math.min(at, this._length));
	}

	/** Puts `code` in at the cursor. False when there is no room for it. */
	insert(code: number): boolean {
		const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
		const bytes = this.bytes;
		if (this._length + size > LINE_MAX) return false;
		const at = this._cursor;
		if (at < this._length) bytes.copyWithin(at + size, at, this._length);
		if (size === 1) bytes[at] = code;
		else {
			bytes[at] = size === 2 ? 0xc0 | (code >> 6) : size === 3 ? 0xe0 | (code >> 12) : 0xf0 | (code >> 18);
			for (let i = 1; i < size; i++) bytes[at + i] = 0x80 | ((code >> (6 * (size - 1 - i))) & 0x3f);
		}
		this._length += size;
		this._cursor = at + size;
		this.touch(at);
		return true;
	}

	/** Takes out bytes [from..to); the cursor comes to stand at `from`. */
	remove(from: number, to: number): void {
		if (from >= to) return;
		this.bytes.copyWithin(from, to, this._length);
		this._length -= to - from;
		this._cursor = from;
		this.touch(from);
	}

	/** Empties the line. */
	clear(): void {
		this.bytes.fill(0, 0, this._length); // it may have held a secret
		this._length = 0;
		this._cursor = 0;
		this.cleanTo = 0;
	}

	/** The start of the character after `at`, with what combines with it. */
	after(at: number): number {
		let next = this.step(at);
		while (next < this._length && columnsOf(this.codeAt(next)) === 0) next = this.step(next);
		return next;
	}

	/** The start of the character before `at`, with what combines with it. */
	before(at: number): number {
		let start = at;
		while (start > 0) {
			do start--;
			while (start > 0 && (this.bytes[start] & 0xc0) === 0x80);
			if (columnsOf(this.codeAt(start)) > 0) break;
		}
		return start;
	}

	/** The start of the word before `at`: over whitespace, then over what is none. */
	wordBefore(at: number): number {
		let start = at;
		while (start > 0 && this.bytes[start - 1] === 0x20) start--;
		while (start > 0 && this.bytes[start - 1] !== 0x20) start--;
		return start;
	}

	/** The code point that starts at `at`. */
	codeAt(at: number): number {
		const lead = this.bytes[at];
		if (lead < 0x80) return lead;
		const size = sizeOf(lead);
		let code = lead & (0x3f >> (size - 1));
		for (let i = 1; i < size; i++) code = (code << 6) | (this.bytes[at + i] & 0x3f);
		return code;
	}

	/** The start of the next code point. */
	next(at: number): number {
		return this.step(at);
	}

	isMasked(at: number): boolean {
		return (this.masked[at >> 3] & (1 << (at & 7))) !== 0;
	}

	/** Sets whether the character at `at` is masked. */
	mask(at: number, masked: boolean): void {
		if (this.isMasked(at) === masked) return;
		this.masked[at >> 3] ^= 1 << (at & 7);
		this.touch(at);
	}

	/** Text of [from..to), by its bytes. */
	text(from = 0, to = this._length): string {
		let text = "";
		let piece = "";
		for (let at = from; at < to; at = this.step(at)) {
			piece += String.fromCodePoint(this.codeAt(at));
			if (piece.length < PIECE) continue;
			text += piece;
			piece = "";
		}
		return text + piece;
	}

	private step(at: number): number {
		return Math.min(this._length, at + sizeOf(this.bytes[at]));
	}

	private touch(at: number): void {
		if (at < this.cleanTo) this.cleanTo = at;
	}
}

function sizeOf(lead: number): number {
	return lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}
