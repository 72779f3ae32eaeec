import type { RestartCode } from "health/system";
import type { Draft } from "settings/draft";

/** What subscriptions may do to the board. Nothing of it throws. */
export interface ControlBoard {
	readonly draft: Draft;
	/** What the plan would mind about the staged settings, a line each. */
	check(): readonly string[];
	/** Puts what was saved in force. */
	apply(): void;
	/** Restarts the board for this reason. */
	restart(code: RestartCode): void;
}

/** Where is kept, over a restart, what was seen (control/seen). Nothing of it throws. */
export interface SeenStorage {
	/** Undefined when there is nothing. */
	load(): Uint8Array | undefined;
	/** False when it could not be kept. */
	save(record: Uint8Array): boolean;
}

/** What uses a pin already, in a few words, by its number; nothing where the pin is free. */
export type TakenPins = readonly (string | undefined)[];

/** The board's digital outputs. Nothing of it throws. */
export interface Pins {
	/** Why a pin cannot be driven, in one line; undefined when it can. */
	refusal(pin: number): string | undefined;
	/** Drives a pin, which becomes an output with the first call; false when it could not. */
	drive(pin: number, high: boolean): boolean;
	/** Lets go of every pin but these. */
	keep(pins: readonly number[]): void;
}
