import { columnsOf } from "console/columns";
import type { Line } from "console/line";

/** Columns by which the line moves sideways at once, so that not each key draws it anew. */
const JUMP = 20;
const ERASE = "\x1b[K";

/**
 * Shows a line in a row of a terminal, behind a prompt. A longer one scrolls sideways in the row: nothing ever wraps. It gives the text that
 * brings the screen from what it shows to what it is to show.
 */
export class LineView {
	private readonly line: Line;
	/** Columns there are. */
	private columns = 1;
	/** The first character that is shown, and the end of what is: bytes of the line. */
	private left = 0;
	private right = 0;
	/** Columns of what is shown, and where the terminal's cursor stands. */
	private used = 0;
	private column = 0;

	constructor(line: Line) {
		this.line = line;
	}

	/** Draws it where nothing is, in a row with `columns` left. */
	draw(columns: number): string {
		this.columns = columns;
		this.used = 0;
		this.column = 0;
		this.left = this.leftmost(0);
		return this.drawFrom(this.left, 0);
	}

	/** Draws what has changed. */
	refresh(): string {
		const line = this.line;
		const left = this.leftmost(this.left);
		if (left !== this.left) {
			this.left = left;
			return this.drawFrom(left, 0);
		}
		const clean = Math.min(line.cleanTo, this.right);
		if (clean < left) return this.drawFrom(left, 0);
		if (clean === this.right && clean === line.length) return this.moveTo(this.columnAt(line.cursor));
		// An append leaves the cursor at the old end: no need to measure what stands before it.
		const column = clean === this.right ? this.used : this.columnAt(clean);
		return this.drawFrom(clean, column);
	}

	private drawFrom(from: number, start: number): string {
		const line = this.line;
		let text = this.moveTo(start);
		let column = start;
		let at = from;
		while (at < line.length) {
			const code = line.codeAt(at);
			const masked = line.isMasked(at);
			const width = masked ? 1 : columnsOf(code);
			if (column + width > this.columns) break;
			text += masked ? "*" : String.fromCodePoint(code);
			column += width;
			at = line.next(at);
		}
		if (column < this.used) text += ERASE;
		this.right = at;
		this.used = column;
		this.column = column;
		line.cleanTo = line.length;
		return line.cursor === at ? text : text + this.moveTo(this.columnAt(line.cursor));
	}

	/** The first character to show, so that the cursor is in sight; `left` when it is with that. */
	private leftmost(left: number): number {
		const line = this.line;
		if (line.cursor < left || (left > 0 && line.cursor === left)) return this.columnsBefore(line.cursor, JUMP);
		if (left <= line.length && this.measure(left, line.cursor) <= this.columns) return left;
		return this.columnsBefore(line.cursor, this.columns - JUMP);
	}

	private columnsBefore(at: number, columns: number): number {
		const line = this.line;
		let start = at;
		let wide = 0;
		while (start > 0) {
			const before = line.before(start);
			wide += this.measure(before, start);
			if (wide > columns) break;
			start = before;
		}
		return start;
	}

	private columnAt(at: number): number {
		return at === this.right ? this.used : this.measure(this.left, at);
	}

	private measure(from: number, to: number): number {
		const line = this.line;
		let columns = 0;
		for (let at = from; at < to; at = line.next(at)) columns += line.isMasked(at) ? 1 : columnsOf(line.codeAt(at));
		return columns;
	}

	private moveTo(column: number): string {
		const by = column - this.column;
		this.column = column;
		if (by === 0) return "";
		if (by === -1) return "\b";
		return by < 0 ? `\x1b[${-by}D` : `\x1b[${by}C`;
	}
}
