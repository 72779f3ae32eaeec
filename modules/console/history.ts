/** Most lines, and most characters in all. */
const LINES_MAX = 16;
const TEXT_MAX = 1_024;

/** Lines typed before, the last ones, for the arrow keys. Whoever adds one sees to it that nothing of it is a secret. */
export class History {
	private readonly lines: string[] = [];
	private size = 0;
	/** The line that is shown; `length` for the one being typed. */
	private at = 0;
	private typed = "";

	get empty(): boolean {
		return this.lines.length === 0;
	}

	/** Keeps a line, unless it is empty, too long, or the last one again. */
	add(line: string): void {
		this.typed = "";
		if (line !== "" && line.length <= TEXT_MAX && line !== this.lines[this.lines.length - 1]) {
			this.lines.push(line);
			this.size += line.length;
		}
		while (this.lines.length > LINES_MAX || this.size > TEXT_MAX) this.size -= this.lines.shift()?.length ?? 0;
		this.rest();
	}

	/** Forgets everything. */
	clear(): void {
		this.lines.length = 0;
		this.size = 0;
		this.rest();
	}

	/** Back to the line being typed. */
	rest(): void {
		this.at = this.lines.length;
		this.typed = "";
	}

	/** The line before, or undefined at the first. `typed`: what stands there now, to come back to; "" for what must not be kept. */
	back(typed: string): string | undefined {
		if (this.at === 0) return undefined;
		if (this.at === this.lines.length) this.typed = typed;
		return this.lines[--this.at];
	}

	/** The line behind, or undefined at the last. */
	forward(): string | undefined {
		if (this.at >= this.lines.length) return undefined;
		this.at++;
		return this.at === this.lines.length ? this.typed : this.lines[this.at];
	}
}
