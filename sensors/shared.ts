/** What several sensors use of one pin or port. */
interface Entry {
	readonly thing: { close(): void };
	users: number;
}

/** Something that is used together. */
export interface Lease<Thing> {
	readonly thing: Thing;
	/** Gives it up; the last one to do so closes it. Safe to call twice. */
	close(): void;
}

/**
 * IO that several sensors share: a 1-Wire bus, a UART with Modbus on it. One for each board, made with it; what is in it is open as long as
 * somebody uses it.
 */
export class Shared {
	private readonly entries = new Map<string, Entry>();

	/** True while somebody uses what is under `key`. */
	has(key: string): boolean {
		return this.entries.has(key);
	}

	/**
	 * What is open under `key`, made by `make` where nothing is. Who asks for the same key asks for the same thing: the key says what it is and
	 * all that it is made with, such as `one-wire 4`. What `make` throws passes through.
	 */
	lease<Thing extends { close(): void }>(key: string, make: () => Thing): Lease<Thing> {
		const entries = this.entries;
		const entry = entries.get(key) ?? { thing: make(), users: 0 };
		entries.set(key, entry);
		entry.users++;
		return new Share<Thing>(entries, key, entry);
	}
}

/** One user's. */
class Share<Thing> implements Lease<Thing> {
	readonly thing: Thing;
	/** Undefined once it is given up. */
	private entries: Map<string, Entry> | undefined;
	private readonly key: string;
	private readonly entry: Entry;

	constructor(entries: Map<string, Entry>, key: string, entry: Entry) {
		this.entries = entries;
		this.key = key;
		this.entry = entry;
		this.thing = entry.thing as Thing;
	}

	close(): void {
		const entries = this.entries;
		this.entries = undefined;
		if (!entries || --this.entry.users > 0) return;
		entries.delete(this.key);
		this.entry.thing.close();
	}
}
