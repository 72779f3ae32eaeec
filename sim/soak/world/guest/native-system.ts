import type { ResetReason, System } from "health/system";
import { current } from "./current";

/** "native/system": the modelled board's memory that is kept, its watchdog, its restart. */
const system: System = Object.freeze({
	resetReason: () => current.world.board.reason as number as ResetReason,
	readRetained: (target: Uint8Array) => target.set(current.world.board.retained.subarray(0, target.length)),
	writeRetained(source: Uint8Array) {
		current.world.board.mustBeOn();
		current.world.board.retained.set(source);
	},
	watch() {
		current.world.board.watch();
		return true;
	},
	feed: () => current.world.board.feed(),
	restart: () => current.world.board.restart(),
	markValid: () => undefined,
	freePort: () => undefined,
	storageFault: () => 0,
	eraseStorage() {
		current.world.storage.values.clear();
		return true;
	},
	freeMemory: () => Number.NaN,
});

export default system;
