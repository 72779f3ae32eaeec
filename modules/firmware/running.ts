import type { Control } from "control/control";
import { Assembly } from "firmware/assembly";
import type { Kit } from "firmware/kit";
import type { Monitor } from "firmware/monitor";
import type { Health } from "health/health";
import type { Journal } from "journal/journal";
import type { Draft } from "settings/draft";
import type { Settings } from "settings/settings";

/** What the running parts are made with. */
export interface RunningOptions {
	readonly kit: Kit;
	readonly draft: Draft;
	readonly log: Monitor;
	readonly health: Health;
	readonly control: Control;
	/** Makes the journal out of what flash holds. */
	makeJournal(): Journal;
	/** A defect was caught in one of the parts. Must not throw. */
	onFault(error: unknown): void;
}

/**
 * The parts that run, replaced as a whole by new settings, the end of safe mode, or behind a defect. The journal is none of them: it is made once a
 * boot, and what it keeps outlives them all.
 */
export class Running {
	private readonly options: RunningOptions;
	private _parts: Assembly | undefined;
	private _journal: Journal | undefined;
	/** A defect was caught: what the parts keep is not to be trusted. */
	private spoiled = false;
	private over = false;

	constructor(options: RunningOptions) {
		this.options = options;
	}

	/** The parts; undefined while none could be made, and behind `stop`. */
	get parts(): Assembly | undefined {
		return this._parts;
	}

	/** The rows of all channels; undefined until the parts are made for the first time, and while a defect in the journal keeps it from being made. */
	get journal(): Journal | undefined {
		return this._journal;
	}

	/**
	 * A defect was caught: the next parts take over the journal alone. It goes on as it is: made anew in the middle of a boot it would
	 * take rows without a time for another boot's, and where there is no flash it would have none. What is in RAM alone goes to flash now, since
	 * the board may not last until the next parts. A journal that cannot even do that is the defect, and is made anew out of what flash holds.
	 */
	spoil(): void {
		this.spoiled = true;
		try {
			this._journal?.flush();
		} catch {
			this._journal = undefined;
		}
	}

	/** The clock was set, by a time server or a person. */
	onTime(): void {
		this._journal?.onTime();
		this._parts?.publisher.onTime();
		this._parts?.network.onTime();
	}

	/** Makes all parts anew from the settings in force; rows move over. Throws what their constructors throw. Does nothing behind `stop`. */
	build(): void {
		if (this.over) return;
		const board = this.options;
		const old = this._parts;
		const spoiled = this.spoiled;
		this._parts = undefined; // first: one that cannot even stop must not keep the next from being built
		this.spoiled = false;
		old?.stop();
		this._journal ??= board.makeJournal();
		const journal = this._journal;
		// New settings are somebody's, who wants to see them work; behind a defect or safe mode there was a wait already.
		const awaited = old !== undefined || board.health.wished;
		const next = new Assembly({ board, journal, settings: board.draft.active, awaited });
		if (old && !spoiled) next.adopt(old);
		this._parts = next;
		next.start();
	}

	/** Puts what was saved in force. Nothing is torn down when nothing has changed that matters to the parts. */
	apply(): void {
		const parts = this._parts;
		if (parts && !matters(parts.settings, this.options.draft.active)) return;
		try {
			this.build();
		} catch (error) {
			this.options.onFault(error);
		}
	}

	/** Stops for good: rows with readings are closed before, and all that is in RAM alone goes to flash. Safe to call twice. */
	stop(): void {
		this.over = true;
		const parts = this._parts;
		this._parts = undefined;
		try {
			parts?.publisher.finish();
			this._journal?.flush();
		} finally {
			parts?.stop();
		}
	}
}

/** True when a key that the parts read is another one. The board's name is for people alone until the network is joined anew. */
function matters(before: Settings, after: Settings): boolean {
	const differs = (key: string): boolean =>
		before.own(key) !== after.own(key) && key !== "device.name" && !key.startsWith("console.");
	return before.keys().some(differs) || after.keys().some(differs);
}
