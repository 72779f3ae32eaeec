import type { Block } from "console/command";
import { Key } from "console/keys";
import { Ending } from "settings/import";

/** A string grows by pieces of so many characters. */
const PIECE = 64;
const TAB = 0x09;

/** What a key came to. */
export const enum Taken {
	More = 0,
	/** It is complete: take `text`. */
	Complete = 1,
	/** It is complete unless more comes at once. */
	Pause = 4,
	/** It is longer than allowed. */
	TooLong = 2,
	/** Ctrl-C or Ctrl-D. */
	Cancelled = 3,
}

/** Reads the lines of a Block, without echo. Only backspace edits; tabs are kept. */
export class BlockReader {
	private readonly block: Block;
	private _text: string;
	/** The line so far, but for `#piece`. */
	private line = "";
	private piece = "";

	constructor(block: Block) {
		this.block = block;
		const begun = block.begun ?? "";
		const end = begun.lastIndexOf("\n") + 1;
		this._text = begun.slice(0, end);
		this.line = begun.slice(end);
	}

	/** All lines, each with its end, without a "." that ended them. */
	get text(): string {
		return this._text;
	}

	/** What the lines so far come to; more, while another is begun. */
	get standing(): Taken {
		return this.line === "" && this._text !== "" ? this.ending() : Taken.More;
	}

	take(key: number): Taken {
		switch (key) {
			case Key.Enter:
				return this.endLine();
			case Key.Cancel:
			case Key.Leave:
				return Taken.Cancelled;
			case Key.Backspace:
				this.drop(1);
				return Taken.More;
			case Key.Tab:
				return this.add(TAB);
			default:
				return key >= 0x20 ? this.add(key) : Taken.More;
		}
	}

	/** Takes back the last characters of the line. */
	drop(count: number): void {
		const line = this.line + this.piece;
		this.piece = "";
		let keep = Math.max(0, line.length - count);
		const code = line.charCodeAt(keep);
		if (keep > 0 && code >= 0xdc00 && code <= 0xdfff) keep--;
		this.line = line.slice(0, keep);
	}

	private add(code: number): Taken {
		this.piece += String.fromCodePoint(code);
		if (this.piece.length >= PIECE) {
			this.line += this.piece;
			this.piece = "";
		}
		const length = this._text.length + this.line.length + this.piece.length;
		return length > this.block.most ? Taken.TooLong : Taken.More;
	}

	private endLine(): Taken {
		const line = this.line + this.piece;
		this.line = "";
		this.piece = "";
		if (line === ".") return Taken.Complete;
		this._text += `${line}\n`;
		if (this._text.length > this.block.most + 1) return Taken.TooLong;
		return this.ending();
	}

	private ending(): Taken {
		const ending = this.block.ends(this._text);
		return ending === Ending.Yes ? Taken.Complete : ending === Ending.Pause ? Taken.Pause : Taken.More;
	}
}
