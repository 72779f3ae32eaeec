/** A terminal of 80 columns, as far as the console uses one: what it shows, row by row. Anything else it is sent makes it throw. */
export class FakeScreen {
	readonly #rows: string[][] = [[]];
	#row = 0;
	#column = 0;
	#escape = "";
	/** The row was written beyond its last column. */
	wrapped = false;

	/** Text as it comes from the port. */
	write(text: string): void {
		for (const character of text) {
			if (this.#escape !== "" || character === "\x1b") this.#sequence(character);
			else this.#plain(character);
		}
	}

	/** All rows that hold anything, without what is blank at their ends. */
	get rows(): readonly string[] {
		return this.#rows.map(asText);
	}

	/** The row with the cursor. */
	get line(): string {
		return asText(this.#rows[this.#row]);
	}

	get column(): number {
		return this.#column;
	}

	#plain(character: string): void {
		const code = character.codePointAt(0) ?? 0;
		if (character === "\r") this.#column = 0;
		else if (character === "\n") this.#down();
		else if (character === "\t") this.#column += 8 - (this.#column % 8);
		else if (character === "\b") this.#column = Math.max(0, this.#column - 1);
		else if (code < 0x20 || code === 0x7f) throw new Error(`the terminal was sent control character ${code}`);
		else this.#put(character, code);
	}

	#put(character: string, code: number): void {
		const row = this.#rows[this.#row];
		if (code >= 0x300 && code < 0x370) {
			row[this.#column - 1] += character;
			return;
		}
		const width = code >= 0x2e80 && code < 0xd7a4 ? 2 : 1;
		if (this.#column + width > 80) this.wrapped = true;
		while (row.length < this.#column) row.push(" ");
		row[this.#column] = character;
		if (width === 2) row[this.#column + 1] = "";
		this.#column += width;
	}

	#down(): void {
		this.#row++;
		if (this.#row === this.#rows.length) this.#rows.push([]);
	}

	#sequence(character: string): void {
		this.#escape += character;
		if (this.#escape === "\x1b" || this.#escape === "\x1b[") return;
		if (character >= "0" && character <= "9") return;
		const count = Number(this.#escape.slice(2, -1)) || 1;
		if (character === "K") this.#rows[this.#row].length = Math.min(this.#rows[this.#row].length, this.#column);
		else if (character === "C") this.#column += count;
		else if (character === "D") this.#column = Math.max(0, this.#column - count);
		else if (character === "H") this.#row = this.#column = 0;
		else if (character === "J") this.#rows.splice(0, this.#rows.length, []);
		else throw new Error(`the terminal was sent ESC ${this.#escape.slice(1)}`);
		this.#escape = "";
	}
}

function asText(cells: readonly string[]): string {
	return cells.join("").trimEnd();
}
