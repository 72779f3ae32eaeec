import { decodeRetained } from "health/retained";
import { RestartCode } from "health/system";
import type { Watcher } from "./watcher";
import type { World } from "./world";

/** X1: a restart that the firmware asks for has its reason in the memory that is kept. What it lets out, and the watchdog, are violations in world/board. */
export class ResetRules implements Watcher {
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
	}

	end(unwished: boolean): void {
		if (unwished) return;
		const code = decodeRetained(this.#world.board.retained)?.code ?? RestartCode.None;
		if (code === RestartCode.None) this.#world.violation("X1", "a restart without a reason");
		this.#world.state(`restart.${code}`);
	}
}
