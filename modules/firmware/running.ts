import type { Control } from "control/control";
import { Assembly } from "firmware/assembly";
import type { Kit } from "firmware/kit";
import type { Monitor } from "firmware/monitor";
import type { Health } from "health/health";
import { Journal } from "journal/journal";
import type { Draft } from "settings/draft";
import type { Settings } from "settings/settings";

/** What the running parts are made with. */
export interface RunningOptions {
	readonly kit: Kit;
	readonly draft: Draft;
	readonly log: Monitor;
	readonly health: Health;
	readonly control: Control;
	/** A defect was caught in one of the parts. Must not throw. */
	readonly onFault: (error: unknown) => void;
}

/** The parts that run, replaced as a whole by new settings, the end of safe mode, or behind a defect. */
export class Running {
	readonly #options: RunningOptions;
	readonly #journal: Journal;
	#parts: Assembly | undefined;
	/** A defect was caught: what the parts keep is not to be trusted. */
	#spoiled = false;
	#over = false;

	constructor(options: RunningOptions) {
		this.#options = options;
		this.#journal = new Journal({ clock: options.kit.clock, log: options.log, flash: undefined });
	}

	/** The parts; undefined while none could be made, and behind `stop`. */
	get parts(): Assembly | undefined {
		return this.#parts;
	}

	/** A defect was caught: the next parts take nothing over. */
	spoil(): void {
		this.#spoiled = true;
	}

	/** Makes all parts anew from the settings in force; rows move over. Throws what their constructors throw. Does nothing behind `stop`. */
	build(): void {
		if (this.#over) return;
		const { kit, draft, log, health, control, onFault } = this.#options;
		const old = this.#parts;
		const spoiled = this.#spoiled;
		this.#parts = undefined; // first: one that cannot even stop must not keep the next from being built
		this.#spoiled = false;
		old?.stop();
		const journal = this.#journal;
		const next = new Assembly({ kit, log, health, control, journal, settings: draft.active.copy(), onFault });
		if (old && !spoiled) next.adopt(old);
		this.#parts = next;
		next.start();
	}

	/** Puts what was saved in force. Nothing is torn down when nothing has changed that matters to the parts. */
	apply(): void {
		const parts = this.#parts;
		if (parts && !matters(parts.settings, this.#options.draft.active)) return;
		try {
			this.build();
		} catch (error) {
			this.#options.onFault(error);
		}
	}

	/** Stops for good. Safe to call twice. */
	stop(): void {
		this.#over = true;
		const parts = this.#parts;
		this.#parts = undefined;
		parts?.stop();
	}
}

/** True when a key that the parts read is another one. The board's name is for people alone until the network is joined anew. */
function matters(before: Settings, after: Settings): boolean {
	const differs = (key: string): boolean =>
		before.own(key) !== after.own(key) && key !== "device.name" && !key.startsWith("console.");
	return before.keys().some(differs) || after.keys().some(differs);
}
