import { ResetReason, type System } from "health/system";

/** What a board does for its own survival, where there is no board: every start is a power-on, and nothing is watched or kept. */
const system: System = Object.freeze({
	resetReason: () => ResetReason.PowerOn,
	readRetained: () => undefined,
	writeRetained: () => undefined,
	watch: () => false,
	feed: () => undefined,
	restart: () => undefined,
	markValid: () => undefined,
	freePort: () => undefined,
	storageFault: () => 0,
	eraseStorage: () => true,
	freeMemory: () => Number.NaN,
});

export default system;
