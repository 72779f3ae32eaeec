import { toIso } from "./time";
import type { Rejected, Update } from "./update";
import { FIELDS, isEmpty } from "./update";

/** What is set for a channel on the web site. */
export interface ChannelOptions {
	readonly id: number;
	readonly name: string;
	/** Names of field1 to field8; undefined: that field is not enabled. */
	readonly fields: readonly (string | undefined)[];
	/** Least milliseconds between two updates: 15,000 with the free licence, 1,000 with a paid one. */
	readonly intervalMs: number;
	/** Degrees of the channel's own position, not of its entries. */
	readonly latitude: number;
	readonly longitude: number;
}

/** One row of a channel. */
export interface Entry extends Omit<Update, "notes" | "createdAt"> {
	readonly id: number;
	/** Milliseconds since 1970, whole seconds. */
	readonly createdAt: number;
}

const SECOND = 1_000;

/** The names of all fields enabled, as the web site proposes them. */
export const EVERY_FIELD: readonly string[] = Array.from({ length: FIELDS }, (_, i) => `Field Label ${i + 1}`);

/** A channel with its last entries. */
export class Channel {
	readonly #history: number;
	readonly #entries: Entry[] = [];
	readonly #stamps = new Set<number>();
	readonly createdAt: number;
	options: ChannelOptions;
	updatedAt: number;
	lastEntryId = 0;
	/** When the last update was taken; whole seconds. */
	#lastWrite = Number.NEGATIVE_INFINITY;

	/** `history`: so many entries are kept. `now`: milliseconds since 1970. */
	constructor(options: ChannelOptions, history: number, now: number) {
		this.options = options;
		this.#history = history;
		this.createdAt = this.updatedAt = wholeSecond(now);
	}

	/** Oldest first. */
	get entries(): readonly Entry[] {
		return this.#entries;
	}

	/**
	 * Adds what `update` says, or says why it is dropped. The limit counts from the whole second of the last update, as ThingSpeak's
	 * published code does: it compares with a time stored in whole seconds (iobridge/thingspeak, channels_controller.rb, post_data).
	 */
	add(update: Update, now: number): { readonly entry: Entry; readonly notes: readonly string[] } | Rejected {
		const { options } = this;
		const early = this.#lastWrite + options.intervalMs - now;
		if (early > 0)
			return {
				reason: `too soon by ${(Math.ceil(early / 100) / 10).toFixed(1)} s: one update every ${options.intervalMs / SECOND} s`,
			};
		const { createdAt = wholeSecond(now), notes: said, ...rest } = update;
		if (update.createdAt !== undefined && this.#stamps.has(createdAt))
			return { reason: `the channel has an entry of ${toIso(createdAt)} already` };
		const notes = [...said];
		const fields = rest.fields.map((value, i) => {
			if (value === undefined || options.fields[i] !== undefined) return value;
			notes.push(`field${i + 1} is not enabled, ignored`);
			return undefined;
		});
		const content = { ...rest, fields };
		if (isEmpty(content)) return { reason: "none of its fields is enabled in the channel" };
		const entry = { ...content, id: ++this.lastEntryId, createdAt };
		this.#keep(entry);
		this.#lastWrite = this.updatedAt = wholeSecond(now);
		return { entry, notes };
	}

	#keep(entry: Entry): void {
		this.#entries.push(entry);
		this.#stamps.add(entry.createdAt);
		if (this.#entries.length <= this.#history) return;
		const gone = this.#entries.shift();
		if (gone) this.#stamps.delete(gone.createdAt);
	}
}

function wholeSecond(time: number): number {
	return Math.floor(time / SECOND) * SECOND;
}
