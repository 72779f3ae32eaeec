import type { World } from "./world";

/** Timers and what is under way to the board, in all: far more than a board with all its channels has. */
const ENTRIES_MAX = 80;
const LINKS_MAX = 3;
const YEAR_MS = 31_557_600_000;
/** A sector's erases in ten years; below so many in a run nothing can be said. */
const ERASES_MAX = 50_000;
const YEARS = 10;
const ERASES_FREE = 50;

/** M1: timers and sockets of the firmware do not become more, however long it runs. Wear: no sector is erased so often that it would not last ten years. */
export class MemoryRules {
	readonly #world: World;
	#told = false;

	constructor(world: World) {
		this.#world = world;
	}

	tick(): void {
		if (this.#told) return;
		const { scheduler, network } = this.#world;
		const { own } = scheduler;
		let held = 0;
		for (const link of network.links) if (link.held) held++;
		this.#told = own > ENTRIES_MAX || held > LINKS_MAX;
		if (this.#told) this.#world.violation("M1", `${own} timers and ${held} sockets are alive`);
	}

	finish(): void {
		const { flash, now } = this.#world;
		const most = flash.chip.erases.reduce((sum, count) => Math.max(sum, count), 0);
		if (most < ERASES_FREE || most / (now / YEAR_MS) <= ERASES_MAX / YEARS) return;
		this.#world.violation("wear", `${most} erases of a sector in ${Math.floor(now / 86_400_000)} days`);
	}
}
