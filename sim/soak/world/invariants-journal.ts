import type { Rows } from "journal/rows";
import { channelOf, type RowsSeen, seen } from "./probe";
import type { Watcher } from "./watcher";
import type { World } from "./world";

/** What one channel has lost so far, by its own word, over all boots: also what a board that died could not write down any more. */
export interface Gone {
	evicted: number;
	spoilt: number;
	unconfirmed: number;
}

/**
 * P1: behind the end of a boot, whatever ended it, all rows that flash kept are there, but for the record in flight; behind a restart that the
 * firmware wished, those in RAM, too. And it sums up what the journal says of its losses, for C1.
 */
export class JournalRules implements Watcher {
	readonly #world: World;
	/** By channel ID. */
	readonly gone = new Map<string, Gone>();
	/** What was seen at the end of the last boot, by name. */
	readonly #ended = new Map<string, RowsSeen>();
	/** What was seen when rows were opened in this boot. */
	readonly #begun = new Map<string, RowsSeen>();
	#wished = false;
	/** In this boot or the one before the flash was not there, or did not work. */
	#lame = false;

	constructor(world: World) {
		this.#world = world;
		world.probe.onRows = (name, rows) => this.#opened(name, rows);
	}

	end(unwished: boolean): void {
		const { probe, flash, board, now } = this.#world;
		this.#wished = !unwished;
		const durable = probe.journal?.durable === true && !flash.chip.dead && !flash.absent;
		this.#lame = !durable && probe.rows.size > 0;
		if (this.#lame) this.#world.forgotten.mark(board.bootedAt, now);
		this.#ended.clear();
		for (const [name, rows] of probe.rows) {
			const last = seen(rows);
			this.#ended.set(name, last);
			this.#sum(name, last);
		}
		this.#begun.clear();
	}

	/** What the journal says of its losses by now, in this boot and all before, summed up by channel ID. */
	sum(): ReadonlyMap<string, Gone> {
		for (const [name, rows] of this.#world.probe.rows) {
			const now = seen(rows);
			this.#sum(name, now);
			this.#begun.set(name, now);
		}
		return this.gone;
	}

	#sum(name: string, last: RowsSeen): void {
		const first = this.#begun.get(name);
		if (!first) return;
		const id = channelOf(name);
		const gone = this.gone.get(id) ?? { evicted: 0, spoilt: 0, unconfirmed: 0 };
		gone.evicted += last.evicted - first.evicted;
		gone.spoilt += last.spoilt - first.spoilt;
		gone.unconfirmed += last.unconfirmed - first.unconfirmed;
		this.gone.set(id, gone);
	}

	#opened(name: string, rows: Rows): void {
		const first = seen(rows);
		const before = this.#ended.get(name);
		// What recovery itself has found spoilt, or had to evict, counts from what was known before.
		this.#begun.set(name, before ? lower(before, first) : first);
		this.#ended.delete(name);
		const { chip, absent } = this.#world.flash;
		if (!before || this.#lame || absent || chip.dead || this.#world.probe.journal?.durable !== true) return;
		const counted = first.spoilt - before.spoilt + first.evicted - before.evicted;
		const must = this.#wished ? before.kept : before.stored - 1;
		if (first.kept + Math.max(0, counted) >= must || this.#world.flash.hurt) return;
		this.#world.violation(
			"P1",
			`${name}: ${before.stored} rows were in flash and ${before.kept - before.stored} in RAM, now there are ${first.kept}`,
		);
	}
}

/** The counters of `before`, but no more than those of `after`: marks that were not written any more are lost. */
function lower(before: RowsSeen, after: RowsSeen): RowsSeen {
	return {
		...after,
		evicted: Math.min(before.evicted, after.evicted),
		spoilt: Math.min(before.spoilt, after.spoilt),
		unconfirmed: Math.min(before.unconfirmed, after.unconfirmed),
	};
}
