const QUOTE = '"';
const SEPARATORS = [",", ";", "\t"];

/**
 * The rows of a CSV file (RFC 4180), the first one named `header`. A byte order mark, CR LF and a semicolon or tab for the comma are taken,
 * as spreadsheets write them; blank lines are left out. Strict otherwise, since a shifted column would set a board up wrongly: throws an
 * Error of one line with the line's number, never with what stands in it.
 */
export function parseCsv(bytes) {
	const text = decode(bytes);
	const reader = new Reader(text, separatorOf(text));
	const rows = reader.rows();
	const [header, ...rest] = rows;
	if (header === undefined) throw new Error("the file is empty");
	for (const { line, cells } of rest) {
		if (cells.length !== header.cells.length)
			throw new Error(`line ${line} has ${cells.length} cells, the first one has ${header.cells.length}`);
	}
	return { header: header.cells.map((cell) => cell.trim()), rows: rest };
}

/** A cell as CSV takes it. */
export function toCell(value) {
	const text = String(value ?? "");
	return /[",;\r\n\t]/.test(text) ? `"${text.replaceAll(QUOTE, QUOTE + QUOTE)}"` : text;
}

function decode(bytes) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes); // which takes the byte order mark away
	} catch {
		throw new Error('this is no UTF-8: save it as "CSV UTF-8"');
	}
}

/** Keys have none of the separators, so the first line tells. */
function separatorOf(text) {
	const [first] = text.split(/[\r\n]/, 1);
	const counts = SEPARATORS.map((separator) => first.split(separator).length);
	return SEPARATORS[counts.indexOf(Math.max(...counts))];
}

class Reader {
	#text;
	#separator;
	#at = 0;
	#line = 1;

	constructor(text, separator) {
		this.#text = text;
		this.#separator = separator;
	}

	rows() {
		const rows = [];
		while (this.#at < this.#text.length) {
			const line = this.#line;
			const cells = this.#row();
			if (cells.length > 1 || cells[0] !== "") rows.push({ line, cells });
		}
		return rows;
	}

	#row() {
		const cells = [];
		for (;;) {
			cells.push(this.#text[this.#at] === QUOTE ? this.#quoted() : this.#bare());
			if (this.#text[this.#at] !== this.#separator) break;
			this.#at++;
		}
		if (this.#text[this.#at] === "\r") this.#at++;
		if (this.#text[this.#at] === "\n") this.#at++;
		this.#line++;
		return cells;
	}

	#bare() {
		const from = this.#at;
		while (this.#at < this.#text.length && !this.#endsCell(this.#text[this.#at])) {
			if (this.#text[this.#at] === QUOTE) throw new Error(`line ${this.#line}: a quote in the middle of a cell`);
			this.#at++;
		}
		return this.#text.slice(from, this.#at);
	}

	#quoted() {
		const { line, text } = { line: this.#line, text: this.#text };
		let cell = "";
		for (this.#at++; this.#at < text.length; this.#at++) {
			if (text[this.#at] === "\n") this.#line++;
			if (text[this.#at] !== QUOTE) cell += text[this.#at];
			else if (text[this.#at + 1] === QUOTE) cell += text[this.#at++];
			else {
				this.#at++;
				if (this.#at < text.length && !this.#endsCell(text[this.#at]))
					throw new Error(`line ${this.#line}: something behind a quote`);
				return cell;
			}
		}
		throw new Error(`line ${line}: a quote is never closed`);
	}

	#endsCell(character) {
		return character === this.#separator || character === "\r" || character === "\n";
	}
}
