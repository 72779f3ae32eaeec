/** The last lines of a log before something happened. */
export class LogTail {
	/** How many lines are kept; 0 for none. */
	most = 0;
	readonly lines: string[] = [];
	#frozen = false;

	take(line: string): void {
		if (this.#frozen || this.most === 0) return;
		this.lines.push(line);
		if (this.lines.length > this.most) this.lines.shift();
	}

	/** It has happened: nothing more is taken. */
	freeze(): void {
		this.#frozen = true;
	}
}
