/** What can happen to a message or a connection. */
export type Happening = "taken" | "dropped" | "subscribed" | "refused" | "closed" | "connected" | "left" | "note";

/** One line of the log. */
export interface LogLine {
	/** Milliseconds since 1970. */
	readonly time: number;
	readonly what: Happening;
	/** In words: who, where, why. Never a secret. */
	readonly text: string;
}

const KEPT = 200;

/** What has happened: the last lines, and how often each thing. A board never learns of a drop, so this is where it is told. */
export class ActivityLog {
	readonly #now: () => number;
	readonly #onLine: ((line: LogLine) => void) | undefined;
	readonly #lines: LogLine[] = [];
	readonly #counts = new Map<Happening, number>();

	constructor(now: () => number, onLine?: (line: LogLine) => void) {
		this.#now = now;
		this.#onLine = onLine;
	}

	/** The last lines, oldest first. */
	get lines(): readonly LogLine[] {
		return this.#lines;
	}

	/** How often `what` has happened. */
	count(what: Happening): number {
		return this.#counts.get(what) ?? 0;
	}

	tell(what: Happening, text: string): void {
		const line = { time: this.#now(), what, text };
		this.#counts.set(what, this.count(what) + 1);
		this.#lines.push(line);
		if (this.#lines.length > KEPT) this.#lines.shift();
		this.#onLine?.(line);
	}
}
