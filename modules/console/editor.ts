import type { History } from "console/history";
import { Key } from "console/keys";
import { Line } from "console/line";
import { type Known, Mask } from "console/mask";

/** What is echoed of what is typed. */
export const enum Echo {
	/** What is known not to be a secret (console/mask). */
	Command = 0,
	/** All of it: the answer to a question. */
	Shown = 1,
	/** Nothing: a hidden question. */
	Hidden = 2,
}

/** What a key came to. */
export const enum Edit {
	Nothing = 0,
	/** The line, or the cursor, is another now. */
	Changed = 1,
	/** The line is complete. */
	Enter = 2,
	/** The line that is complete now was too long, and nothing of it is left. */
	TooLong = 3,
	/** The character has no room: call `refuse`, or take what is there. */
	Full = 4,
	Cancel = 5,
	/** Ctrl-D on an empty line. */
	Leave = 6,
	Complete = 7,
	Clear = 8,
}

/** The line editor: keys in, a line out. It draws nothing: a view shows `line` when there is room for it. */
export class Editor {
	readonly line = new Line();
	private readonly mask: Mask;
	private readonly history: History;
	/** What is echoed of the line. Set it while the line is empty. */
	echo = Echo.Command;
	private stale = false;
	private anyMasked = false;
	private _refusing = false;

	/** `history` outlives the editor. */
	constructor(known: Known, history: History) {
		this.mask = new Mask(known);
		this.mask.reset();
		this.history = history;
	}

	/** Nothing is typed. */
	get empty(): boolean {
		return this.line.length === 0 && !this._refusing;
	}

	/** True while a line that is too long goes on. */
	get refusing(): boolean {
		return this._refusing;
	}

	/** One key, or the code point of a character. */
	take(key: number): Edit {
		if (key === Key.Enter) return this._refusing ? this.endRefused() : Edit.Enter;
		if (key === Key.Cancel) return Edit.Cancel;
		if (this._refusing || key === Key.None) return Edit.Nothing;
		return key >= 0x20 ? this.insert(key) : this.edit(key);
	}

	/** Takes the line: its text; it is empty then. Kept for the arrow keys when all of it was shown. */
	finish(): string {
		this.sync();
		const text = this.line.text();
		if (this.echo === Echo.Command) this.history.add(this.anyMasked ? "" : text);
		this.clear();
		return text;
	}

	/** Empties the line. */
	clear(): void {
		this.line.clear();
		this.mask.reset();
		this.stale = false;
		this.anyMasked = false;
		this._refusing = false;
		this.history.rest();
	}

	/** Drops the line, and what follows of it up to its end. */
	refuse(): void {
		this.clear();
		this._refusing = true;
	}

	/** Deletes `count` characters before the cursor: they were not typed. */
	drop(count: number): void {
		const { line } = this;
		let from = line.cursor;
		for (let i = 0; i < count; i++) from = line.before(from);
		this.remove(from, line.cursor);
	}

	/** Puts `text` in at the cursor. */
	type(text: string): void {
		for (const character of text) this.insert(character.codePointAt(0) ?? 0x20);
	}

	/** Brings the masks up to date; before the line is drawn or taken. */
	sync(): void {
		if (!this.stale) return;
		const { line } = this;
		this.stale = false;
		this.anyMasked = false;
		this.mask.reset();
		for (let at = 0; at < line.length; at = line.next(at)) this.maskAt(at);
	}

	private insert(code: number): Edit {
		const { line } = this;
		const at = line.cursor;
		const atEnd = at === line.length;
		if (!line.insert(code)) return Edit.Full;
		if (atEnd && !this.stale) this.maskAt(at);
		else this.stale = true;
		return Edit.Changed;
	}

	private maskAt(at: number): void {
		const masked = this.echo === Echo.Command ? this.mask.take(this.line.codeAt(at)) : this.echo === Echo.Hidden;
		this.line.mask(at, masked);
		if (masked) this.anyMasked = true;
	}

	private endRefused(): Edit {
		this._refusing = false;
		return Edit.TooLong;
	}

	private edit(key: number): Edit {
		const { line } = this;
		const { cursor, length } = line;
		switch (key) {
			case Key.Backspace:
				return this.remove(line.before(cursor), cursor);
			case Key.Leave:
				return length === 0 ? Edit.Leave : this.remove(cursor, line.after(cursor));
			case Key.Delete:
				return this.remove(cursor, line.after(cursor));
			case Key.KillBefore:
				return this.remove(0, cursor);
			case Key.KillAfter:
				return this.remove(cursor, length);
			case Key.KillWord:
				return this.remove(line.wordBefore(cursor), cursor);
			case Key.Left:
				return this.move(line.before(cursor));
			case Key.Right:
				return this.move(line.after(cursor));
			case Key.Home:
				return this.move(0);
			case Key.End:
				return this.move(length);
			case Key.Up:
				return this.recall(true);
			case Key.Down:
				return this.recall(false);
			case Key.Tab:
				return Edit.Complete;
			case Key.Clear:
				return Edit.Clear;
			default:
				return Edit.Nothing;
		}
	}

	private move(at: number): Edit {
		if (at === this.line.cursor) return Edit.Nothing;
		this.line.moveTo(at);
		return Edit.Changed;
	}

	private remove(from: number, to: number): Edit {
		if (from >= to) return Edit.Nothing;
		this.line.remove(from, to);
		this.stale = true;
		return Edit.Changed;
	}

	private recall(back: boolean): Edit {
		if (this.echo !== Echo.Command) return Edit.Nothing;
		this.sync();
		const typed = this.anyMasked ? "" : this.line.text();
		const text = back ? this.history.back(typed) : this.history.forward();
		if (text === undefined) return Edit.Nothing;
		this.line.clear();
		this.stale = true;
		this.type(text);
		return Edit.Changed;
	}
}
