const ESCAPE = "\x1b";

/** What a terminal of endless height shows: CR, LF, BS, BEL and the escape sequences of line editing (ECMA-48 8.3). Others are shown as they are. */
export class Screen {
	readonly #lines: string[][] = [[]];
	#row = 0;
	#column = 0;

	write(text: string): void {
		for (let rest = text; rest !== ""; ) {
			const sequence = rest.startsWith(ESCAPE) ? rest.match(/^.\[[\d;]*[A-Za-z@]/)?.[0] : undefined;
			if (sequence) this.#control(sequence);
			else this.#put(rest[0]);
			rest = rest.slice(sequence?.length ?? 1);
		}
	}

	/** The lines from the top, without spaces at their ends. */
	get text(): string {
		return this.#lines.map((line) => line.join("").trimEnd()).join("\n");
	}

	/** The line the cursor is in. */
	get line(): string {
		return this.#lines[this.#row].join("").trimEnd();
	}

	/** The cursor's column, from 0. */
	get column(): number {
		return this.#column;
	}

	#put(character: string): void {
		if (character === "\r") this.#column = 0;
		else if (character === "\n") this.#down(1);
		else if (character === "\b") this.#column = Math.max(0, this.#column - 1);
		else if (character !== "\x07") {
			const line = this.#lines[this.#row];
			while (line.length < this.#column) line.push(" ");
			line[this.#column++] = character;
		}
	}

	#down(count: number): void {
		this.#row += count;
		while (this.#lines.length <= this.#row) this.#lines.push([]);
	}

	#control(sequence: string): void {
		const number = Number.parseInt(sequence.slice(2), 10);
		const count = Number.isNaN(number) ? 1 : number;
		const line = this.#lines[this.#row];
		switch (sequence.at(-1)) {
			case "A":
				this.#row = Math.max(0, this.#row - count);
				break;
			case "B":
				this.#down(count);
				break;
			case "C":
				this.#column += count;
				break;
			case "D":
				this.#column = Math.max(0, this.#column - count);
				break;
			case "G":
				this.#column = count - 1;
				break;
			case "H":
				this.#row = this.#column = 0;
				break;
			case "J":
				this.#lines.splice(this.#row + 1);
				line.length = Math.min(line.length, this.#column);
				if (number === 2) this.#lines.splice(0, this.#lines.length, ...Array.from({ length: this.#row + 1 }, () => []));
				break;
			case "K":
				if (number === 2) line.fill(" ");
				else line.length = Math.min(line.length, this.#column);
				break;
			case "P":
				line.splice(this.#column, count);
				break;
			case "@":
				line.splice(this.#column, 0, ...Array<string>(count).fill(" "));
				break;
			case "m":
				break;
			default:
				for (const character of sequence) this.#put(character);
		}
	}
}
