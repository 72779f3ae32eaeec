import type { World } from "./world";

/** NVS: values by path and name, which outlive everything but an erase. A write is whole or not at all. */
export class Storage {
	readonly values = new Map<string, Uint8Array>();
	/** Writes fail. */
	full = false;
	/** What is stored has rotted: neither old nor new settings need be there. */
	rotten = false;
	/** The power fails behind the write or delete that is so many away; Infinity: behind none. */
	cutIn = Number.POSITIVE_INFINITY;
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
	}

	write(name: string, value: Uint8Array): void {
		if (this.full) {
			this.#world.note("storage.full");
			throw new Error("ESP_ERR_NVS_NOT_ENOUGH_SPACE");
		}
		this.#world.note("storage.write");
		this.values.set(name, value.slice());
		this.#changed();
	}

	delete(name: string): void {
		this.values.delete(name);
		this.#changed();
	}

	#changed(): void {
		this.#world.tell((watcher) => watcher.stored?.());
		if (--this.cutIn >= 0) return;
		this.cutIn = Number.POSITIVE_INFINITY;
		this.#world.note("storage.cutIn");
		this.#world.board.powerCut(1_000);
		this.#world.board.mustBeOn();
	}
}
