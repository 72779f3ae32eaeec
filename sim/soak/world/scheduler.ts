/** One thing that is due: in a scheduler's heap, or out of it. */
export abstract class Entry {
	/** Ticks of the world, in ms. */
	due = 0;
	/** Of two that are due at once the one set first comes first. */
	order = 0;
	/** Its place in the heap; -1 while it is not in it. */
	place = -1;
	/** True for what ends with the board's boot: the firmware's timers, and what is under way to them. */
	readonly own: boolean = false;

	abstract fire(): void;
}

/** An entry that calls a function once. */
export class Call extends Entry {
	readonly #run: () => void;
	override readonly own: boolean;

	constructor(run: () => void, own: boolean) {
		super();
		this.#run = run;
		this.own = own;
	}

	fire(): void {
		this.#run();
	}
}

/** The virtual clock of a world: a binary heap of what is due. Time passes only from one entry to the next. */
export class Scheduler {
	/** Milliseconds since the world began; whole, and beyond 2^31 after 25 days. */
	now = 0;
	/** Entries that have come due so far. */
	events = 0;
	readonly #heap: Entry[] = [];
	#order = 0;
	#own = 0;

	/** Makes `entry` due at `due`, or now where that is past; one that is in the heap moves. */
	set(entry: Entry, due: number): void {
		entry.due = Math.max(due, this.now);
		entry.order = ++this.#order;
		if (entry.place < 0) {
			entry.place = this.#heap.length;
			this.#heap.push(entry);
			if (entry.own) this.#own++;
			this.#up(entry);
		} else {
			this.#up(entry);
			this.#down(entry);
		}
	}

	/** Takes `entry` out; fine where it is not in. */
	clear(entry: Entry): void {
		const { place } = entry;
		if (place < 0) return;
		entry.place = -1;
		if (entry.own) this.#own--;
		const last = this.#heap.pop();
		if (last === undefined || last === entry) return;
		last.place = place;
		this.#heap[place] = last;
		this.#up(last);
		this.#down(last);
	}

	/** Calls `run` at `due`. */
	at(due: number, run: () => void, own = false): Entry {
		const entry = new Call(run, own);
		this.set(entry, due);
		return entry;
	}

	/** Goes to the next entry due until `end` and fires it. False: there was none, and it is `end` now. */
	step(end: number): boolean {
		const next = this.#heap[0];
		if (next === undefined || next.due > end) {
			if (end > this.now) this.now = end;
			return false;
		}
		this.clear(next);
		this.now = next.due;
		this.events++;
		next.fire();
		return true;
	}

	/** How many entries are the board's own. */
	get own(): number {
		return this.#own;
	}

	/** Forgets what is the board's own: its power is gone. */
	dropOwn(): void {
		for (const entry of this.#heap.filter((one) => one.own)) this.clear(entry);
	}

	#up(entry: Entry): void {
		const heap = this.#heap;
		let { place } = entry;
		while (place > 0) {
			const above = (place - 1) >> 1;
			const other = heap[above];
			if (!before(entry, other)) break;
			heap[place] = other;
			other.place = place;
			place = above;
		}
		heap[place] = entry;
		entry.place = place;
	}

	#down(entry: Entry): void {
		const heap = this.#heap;
		const { length } = heap;
		let { place } = entry;
		for (;;) {
			let below = 2 * place + 1;
			if (below >= length) break;
			if (below + 1 < length && before(heap[below + 1], heap[below])) below++;
			const other = heap[below];
			if (!before(other, entry)) break;
			heap[place] = other;
			other.place = place;
			place = below;
		}
		heap[place] = entry;
		entry.place = place;
	}
}

function before(a: Entry, b: Entry): boolean {
	return a.due < b.due || (a.due === b.due && a.order < b.order);
}
