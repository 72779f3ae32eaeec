import type { BlockReader } from "console/block";
import type { Ask, Block, Dialogue, Failed, Lines } from "console/command";
import type { Task } from "console/host";
import type { RawLines } from "console/raw-line";

/** What the console does, and with it who gets the input. */
export const enum Mode {
	/** Waits for a command. */
	Idle = 0,
	/** Writes an answer; input waits. */
	Writing = 1,
	Asking = 2,
	Block = 3,
	/** Swallows the rest of a paste that was refused, until input is quiet. */
	Draining = 4,
	/** A task runs; input waits. */
	Running = 5,
	Dialogue = 6,
}

/** A paste under way. */
export interface BlockState {
	readonly mode: Mode.Block;
	readonly block: Block;
	readonly reader: BlockReader;
	/** It can be taken when nothing more comes. */
	complete: boolean;
}

/** What the console does, and what belongs to it alone. */
export type State =
	| { readonly mode: Mode.Idle }
	| { readonly mode: Mode.Writing; readonly lines: Lines; readonly then: () => void }
	| { readonly mode: Mode.Asking; readonly ask: Ask }
	| BlockState
	| { readonly mode: Mode.Draining; readonly answer: Failed }
	| { readonly mode: Mode.Running; task?: Task }
	| { readonly mode: Mode.Dialogue; readonly dialogue: Dialogue; readonly reader: RawLines };
