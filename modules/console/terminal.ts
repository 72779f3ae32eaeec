import { COLUMNS, columnsOf } from "console/columns";
import type { Editor } from "console/editor";
import type { ConsolePort } from "console/port";
import { LineView } from "console/view";
import { toShown } from "core/utf8";

/** Most bytes of a character. */
const BYTES = 4;
/** Characters that are given to the port at once. */
const SLICE = 256;
/** Room that an answer leaves to log lines. */
const RESERVE = 512;
/** Fewest columns for what is typed; a prompt that leaves less stands in a row of its own, above. */
const TYPED_MIN = 16;
/** Most bytes of the row with the prompt, drawn anew. */
const ROW = COLUMNS * BYTES + 32;

/**
 * What the terminal shows: lines, and below them, while there is a prompt, one row with the line being typed. A line that comes in between
 * is put above that row. While nobody types there is no editor, and the row holds the prompt alone. Everything is handed over as there is room; nothing that was printed is lost.
 */
export class Terminal {
	private readonly port: ConsolePort;
	private editor: Editor | undefined;
	private view: LineView | undefined;
	private out = "";
	private at = 0;
	private prompt = "";
	/** Columns behind the prompt. */
	private columns = COLUMNS;
	private row = false;
	private dirty = false;

	constructor(port: ConsolePort) {
		this.port = port;
	}

	/** True when another line of an answer may be made. */
	get ready(): boolean {
		return this.out === "" && this.port.room > RESERVE;
	}

	/** True when nothing waits to be handed over. */
	get idle(): boolean {
		return this.out === "";
	}

	/** True when nothing waits, and what is shown is what there is. */
	get settled(): boolean {
		return this.out === "" && !this.dirty;
	}

	/** The line of `editor`, empty as yet, is the one that the row shows from now on. */
	attach(editor: Editor): void {
		this.editor = editor;
		this.view = new LineView(editor.line);
		this.view.draw(this.columns); // nothing: it is behind the prompt already
	}

	/** The line, which is empty, stays so: nobody types. */
	detach(): void {
		this.editor = undefined;
		this.view = undefined;
	}

	/** Prints a line; a row that is open is finished first. */
	print(line: string): void {
		this.close();
		this.put(`${line}\r\n`);
	}

	/** Opens the row: the prompt, and behind it the line. */
	open(prompt: string): void {
		this.close();
		this.prompt = toShown(prompt);
		this.columns = COLUMNS - columnsIn(this.prompt);
		if (this.columns < TYPED_MIN) {
			this.put(`${this.prompt.trimEnd()}\r\n`);
			this.prompt = "> ";
			this.columns = COLUMNS - 2;
		}
		this.row = true;
		this.put(this.drawn());
	}

	/** Finishes the row as it stands. */
	close(): void {
		if (!this.row) return;
		if (this.dirty) this.redraw();
		this.row = false;
		this.put("\r\n");
	}

	/** Clears the screen; the row comes to its top. */
	clear(): void {
		this.put(this.row ? `\x1b[H\x1b[2J${this.drawn()}` : "\x1b[H\x1b[2J");
	}

	/** The line has changed: `refresh` is to show it. */
	touch(): void {
		this.dirty = true;
	}

	/** Shows what has changed, as soon as there is room. */
	refresh(): void {
		if (this.dirty && this.row && this.out === "" && this.port.room >= ROW) this.redraw();
	}

	/** Puts a line above the row. False when there is no room for it now: nothing was printed then. */
	above(line: string): boolean {
		if (this.out !== "" || this.port.room < (line.length + 2) * BYTES + (this.row ? ROW : 0)) return false;
		if (!this.row) this.put(`${line}\r\n`);
		else if (this.editor && this.editor.line.length > 0) this.put(`\r\x1b[K${line}\r\n${this.drawn()}`);
		else this.put(`\r${line.padEnd(COLUMNS - this.columns)}\r\n${this.drawn()}`); // plain: for one who only listens
		return true;
	}

	/** Hands over what waits, as far as there is room. */
	flush(): void {
		while (this.out !== "") {
			let count = Math.min(SLICE, Math.floor(this.port.room / BYTES), this.out.length - this.at);
			if (count <= 0) return;
			if (isHalf(this.out.charCodeAt(this.at + count - 1)) && this.at + count < this.out.length) count--;
			if (count === 0) count = 2; // one pair alone: four bytes, as measured
			this.port.write(this.at === 0 && count === this.out.length ? this.out : this.out.slice(this.at, this.at + count));
			this.at += count;
			if (this.at >= this.out.length) {
				this.out = "";
				this.at = 0;
			}
		}
		this.refresh();
	}

	private redraw(): void {
		this.dirty = false;
		this.editor?.sync();
		this.put(this.view?.refresh() ?? "");
	}

	private drawn(): string {
		this.dirty = false;
		this.editor?.sync();
		return this.prompt + (this.view?.draw(this.columns) ?? "");
	}

	private put(text: string): void {
		if (text === "") return;
		this.out += text;
		this.flush();
	}
}

function columnsIn(text: string): number {
	let columns = 0;
	for (const character of text) columns += columnsOf(character.codePointAt(0) ?? 0);
	return columns;
}

function isHalf(code: number): boolean {
	return code >= 0xd800 && code < 0xdc00;
}
