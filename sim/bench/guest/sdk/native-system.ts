import { ResetReason, type System } from "health/system";

const nothing = (): void => undefined;

/** "native/system" of a board that was just switched on. */
const system: System = Object.freeze({
	resetReason: () => ResetReason.PowerOn,
	readRetained: nothing,
	writeRetained: nothing,
	watch: () => true,
	feed: nothing,
	restart: nothing,
	markValid: nothing,
	freePort: nothing,
	storageFault: () => 0,
	eraseStorage: () => true,
	freeMemory: () => Number.NaN,
});

export default system;
