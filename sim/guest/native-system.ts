import type { ResetReason, System } from "health/system";
import { Command } from "../port";
import { ask, post } from "./port";

/** What the simulated board does for its own survival: the PC keeps its memory, watches it and restarts it. */
const system: System = Object.freeze({
	resetReason: () => new Uint8Array(ask(Command.ResetReason, 0, 0))[0] as ResetReason,
	readRetained(target: Uint8Array) {
		target.set(new Uint8Array(ask(Command.RetainedRead, 0, 0)).subarray(0, target.length));
	},
	writeRetained: (source: Uint8Array) => post(Command.RetainedWrite, 0, 0, source),
	watch() {
		post(Command.Feed, 0, 0);
		return true;
	},
	feed: () => post(Command.Feed, 0, 0),
	restart: () => post(Command.Restart, 0, 0),
	markValid: () => post(Command.MarkValid, 0, 0),
	freePort: () => undefined,
	storageFault: () => 0,
	eraseStorage() {
		post(Command.StorageErase, 0, 0);
		return true;
	},
	freeMemory: () => Number.NaN,
});

export default system;
