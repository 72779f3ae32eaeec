import type { FaultKind } from "../proxy/fault";

/** Seconds in a column. */
const COLUMN_S = 3;
/** Columns in a line: five minutes. */
const COLUMNS = 100;

/** What is drawn for a time in which something happened. */
interface Mark {
	readonly from: number;
	readonly to: number;
	readonly sign: string;
}

/** A lane of the picture. */
interface Lane {
	readonly name: string;
	readonly marks: Mark[];
	/** How often something happened, as a digit, in place of marks. */
	readonly counts: number[];
}

/** Collects what happened when, and draws it with characters. Times are milliseconds since its start. */
export class Timeline {
	readonly #lanes: Lane[] = [];

	constructor(names: readonly string[]) {
		for (const name of names) this.#lanes.push({ name, marks: [], counts: [] });
	}

	/** Draws `sign` from one time to the other; a later mark goes over an earlier one. */
	mark(lane: string, from: number, to: number, sign: string): void {
		this.#lane(lane).marks.push({ from, to, sign });
	}

	/** Something happened once. */
	count(lane: string, at: number): void {
		this.#lane(lane).counts.push(at);
	}

	/** The picture up to `end`, line by line. */
	lines(end: number): string[] {
		const width = Math.max(...this.#lanes.map(({ name }) => name.length));
		const lines: string[] = [];
		const columns = Math.ceil(end / 1_000 / COLUMN_S);
		for (let start = 0; start < columns; start += COLUMNS) {
			const stop = Math.min(columns, start + COLUMNS);
			const ruler = Array.from({ length: Math.ceil((stop - start) / 10) }, (_, i) => {
				return `|${(start + i * 10) * COLUMN_S}`.padEnd(10);
			});
			lines.push(`${"seconds".padEnd(width)}  ${ruler.join("").trimEnd()}`);
			for (const lane of this.#lanes) lines.push(`${lane.name.padEnd(width)}  ${draw(lane, start, stop)}`.trimEnd());
			lines.push("");
		}
		return lines;
	}

	#lane(name: string): Lane {
		const lane = this.#lanes.find((one) => one.name === name);
		if (!lane) throw new RangeError(`no lane ${name}`);
		return lane;
	}
}

function draw({ marks, counts }: Lane, start: number, stop: number): string {
	const signs = new Array<string>(stop - start).fill(" ");
	const column = (ms: number): number => Math.floor(ms / 1_000 / COLUMN_S) - start;
	// What lasts is drawn first: a moment stays to be seen where it begins again in the same column.
	const ordered = [...marks.filter(({ sign }) => sign === "="), ...marks.filter(({ sign }) => sign !== "=")];
	for (const { from, to, sign } of ordered) {
		for (let at = Math.max(0, column(from)); at <= Math.min(signs.length - 1, column(to)); at++)
			signs[at] = at === column(from) || sign.length === 1 ? sign[0] : sign[1];
	}
	const sums = new Array<number>(signs.length).fill(0);
	for (const at of counts) sums[column(at)]++;
	sums.forEach((sum, at) => {
		if (sum > 0) signs[at] = sum > 9 ? "+" : `${sum}`;
	});
	return signs.join("");
}

/** How a kind of fault is drawn. */
export const SIGNS: Readonly<Record<FaultKind, string>> = {
	cut: "F",
	rst: "R",
	stall: "S",
	"half-open": "H",
	"byte-by-byte": "B",
	latency: "L",
	jitter: "J",
	throttle: "T",
	coalesce: "G",
	refuse: "N",
	silent: "Q",
	handshake: "K",
	corrupt: "C",
	truncate: "U",
};
