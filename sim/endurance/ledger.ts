/** One act of measuring, as the simulator told it. */
export interface Sample {
	/** Which start of the simulator. */
	readonly boot: number;
	/** Milliseconds since 1970, within some milliseconds of the board's own clock. */
	readonly time: number;
	readonly temperature: number;
	readonly humidity: number;
}

/** A message that the broker passed on. */
export interface Arrival {
	/** When, in milliseconds since 1970. */
	readonly at: number;
	readonly payload: string;
}

/** A row, as its payload tells it. */
interface Row {
	/** created_at in milliseconds since 1970. */
	readonly stamp: number;
	readonly payload: string;
	/** Samples in it. */
	readonly count: number;
	readonly temperature: number;
	readonly humidity: number;
}

/** A sample that is in no row that arrived. */
export interface Missing extends Sample {
	/** In the row that was open when its simulator was killed: RAM, which a power cut takes on a board, too. A closed row is in flash. */
	readonly open: boolean;
}

/** A start of the simulator, in milliseconds since 1970. */
export interface Boot {
	readonly start: number;
	/** When it was killed; Infinity for one that was not. */
	readonly killed: number;
	/** When its flash was written last, as the file says that the kill left. */
	readonly written: number;
}

/** What the books say. */
export interface Balance {
	/** Samples taken up to the end. */
	readonly taken: number;
	/** Samples in rows that arrived. */
	readonly arrived: number;
	/** Different created_at. */
	readonly rows: number;
	/** A created_at that came again with the same payload. */
	readonly resends: readonly Arrival[];
	/** A created_at that came again with another payload. */
	readonly conflicts: readonly Arrival[];
	/** A row that came for the first time behind a younger one. */
	readonly disorder: readonly Arrival[];
	/** A payload that cannot be read, or tells what was never sampled. */
	readonly unknown: readonly string[];
	readonly missing: readonly Missing[];
	/** A payload that the simulator said it published, and that never arrived. */
	readonly unseen: readonly string[];
	/** The shortest time between two arrivals in milliseconds. */
	readonly spacingMs: number;
	/**
	 * Arrivals sooner behind the one before than the channel's minimum interval: ThingSpeak would drop them without a word (invariant R1). What the
	 * proxy holds of a connection that was given up is no excuse: the broker has closed that by its next CONNACK, from which the pace counts.
	 */
	readonly close: readonly Arrival[];
}

/** How far created_at may be from the sample's time: it is in whole seconds, and strictly rising. */
const STAMP_MS = 2_500;

/** The channel's minimum interval. */
const MIN_INTERVAL_MS = 1_000;
/** Behind a boot with a backlog no row is closed sooner: twice the minimum interval of 1 s with its margin. */
const FIRST_MS = 4_000;
/** So close before the time at which a row is closed, a sample may just as well be in the next one. */
const EDGE_MS = 100;
/** A timer on a busy PC may be late by so much: a row that was due so shortly before the kill may have been open, if flash shows no write since. */
const LATE_MS = 100;
/** A value that is kept with 8 digits, then printed with 2, may be rounded twice. */
const ROUNDING = 0.0101;

/** Reads a channel feed of the run: field1 temperature, field2 humidity, field8 the count of samples. */
export function readRow(payload: string): Row | undefined {
	const parts = new Map(payload.split("&").map((part) => part.split("=", 2) as [string, string]));
	const stamp = Date.parse(decodeURIComponent(parts.get("created_at") ?? ""));
	const [temperature, humidity, count] = ["field1", "field2", "field8"].map((name) => Number(parts.get(name)));
	const whole = [stamp, temperature, humidity, count].every(Number.isFinite) && Number.isInteger(count) && count > 0;
	return whole ? { stamp, payload, count, temperature, humidity } : undefined;
}

/** What is to be balanced. */
export interface Books {
	readonly samples: readonly Sample[];
	readonly arrivals: readonly Arrival[];
	/** Payloads that the simulator said it published. */
	readonly published: readonly string[];
	/** Milliseconds since 1970: a sample that was taken later need not have arrived. */
	readonly until: number;
	/** Boot n of a sample is number n - 1 of these. */
	readonly boots: readonly Boot[];
	/** Rows are closed at its multiples on the UTC clock (channel.1.align). */
	readonly intervalMs: number;
}

/**
 * Balances what was sampled with what arrived. Each row tells how many samples are in it, so the rows must divide the samples without a
 * gap and without an overlap, each ending with the sample whose values it has: no reading is lost, doubled or changed.
 */
export function balance(books: Books): Balance {
	const { samples, arrivals, published, until } = books;
	const first = new Map<number, Row>();
	const resends: Arrival[] = [];
	const conflicts: Arrival[] = [];
	const disorder: Arrival[] = [];
	const unknown: string[] = [];
	let last = Number.NEGATIVE_INFINITY;
	for (const arrival of arrivals) {
		const row = readRow(arrival.payload);
		const known = row && first.get(row.stamp);
		if (!row) unknown.push(arrival.payload);
		else if (known) (known.payload === row.payload ? resends : conflicts).push(arrival);
		else {
			if (row.stamp < last) disorder.push(arrival);
			last = Math.max(last, row.stamp);
			first.set(row.stamp, row);
		}
	}
	const rows = [...first.values()].sort((a, b) => a.stamp - b.stamp);
	const { missing, arrived } = divide(books, rows, unknown);
	const seen = new Set(arrivals.map(({ payload }) => payload));
	const due = published.filter((payload) => (readRow(payload)?.stamp ?? 0) < until - STAMP_MS);
	return {
		taken: samples.filter(({ time }) => time < until).length,
		arrived,
		rows: rows.length,
		resends,
		conflicts,
		disorder,
		unknown,
		missing: missing.filter(({ time }) => time < until),
		unseen: [...new Set(due)].filter((payload) => !seen.has(payload)),
		close: arrivals.filter(({ at }, i) => i > 0 && at - arrivals[i - 1].at < MIN_INTERVAL_MS),
		spacingMs: arrivals.slice(1).reduce((least, { at }, i) => Math.min(least, at - arrivals[i].at), Infinity),
	};
}

/** Walks through samples and rows side by side. */
function divide(books: Books, rows: readonly Row[], unknown: string[]) {
	const { samples } = books;
	const missing: Missing[] = [];
	let next = 0;
	let arrived = 0;
	for (const row of rows) {
		const start = find(samples, next, row);
		if (start < 0) {
			unknown.push(row.payload);
			continue;
		}
		missing.push(...gap(books, next, start));
		next = start + row.count;
		arrived += row.count;
	}
	missing.push(...gap(books, next, samples.length));
	return { missing, arrived };
}

/** Where the samples of `row` begin, at `from` or behind it; -1 when nowhere. Only behind a gap must the values be the same to the letter. */
function find(samples: readonly Sample[], from: number, { count, stamp, temperature, humidity }: Row): number {
	for (let start = from; start + count <= samples.length; start++) {
		const last = samples[start + count - 1];
		if (last.time > stamp + STAMP_MS) return -1;
		const near = last.time >= stamp - STAMP_MS && samples[start].boot === last.boot;
		const most = start === from ? ROUNDING : 0;
		if (near && Math.abs(last.temperature - temperature) <= most && Math.abs(last.humidity - humidity) <= most)
			return start;
	}
	return -1;
}

/** The samples from `start` to `end`, which no row has. */
function gap({ samples, boots, intervalMs }: Books, start: number, end: number): Missing[] {
	return samples.slice(start, end).map((sample) => {
		const boot = boots[sample.boot - 1];
		// The row that this sample belongs to is closed at the first multiple behind it that is not too soon behind the boot.
		const from = Math.max(sample.time + EDGE_MS, boot.start + FIRST_MS);
		const closed = Math.ceil(from / intervalMs) * intervalMs;
		const late = closed + LATE_MS > boot.killed && boot.written < closed;
		return { ...sample, open: closed > boot.killed || late };
	});
}

/** What is wrong, a line each; none when all is well. */
export function violations({ missing, conflicts, unknown, disorder, unseen, close }: Balance): string[] {
	const iso = (time: number): string => new Date(time).toISOString();
	return [
		...missing
			.filter(({ open }) => !open)
			.map(({ time, temperature }) => `lost: the sample of ${iso(time)} (${temperature} °C)`),
		...unseen.map((payload) => `lost: published, but never seen: ${payload}`),
		...conflicts.map(({ payload, at }) => `its created_at had another payload before: ${payload}, ${iso(at)}`),
		...unknown.map((payload) => `never sampled: ${payload}`),
		...disorder.map(({ payload, at }) => `first came behind a younger row: ${payload}, ${iso(at)}`),
		...close.map(({ payload, at }) => `too close behind the one before: ${payload}, ${iso(at)}`),
	];
}
