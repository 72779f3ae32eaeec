import { isWhole, readHeader } from "settings/record";
import type { Watcher } from "./watcher";
import type { World } from "./world";

const COPIES = ["fieldfeed/a0", "fieldfeed/b0"];
const UNREADABLE = "the stored settings cannot be read";

/** P1: behind a power cut in the middle of a save the settings are the old or the new ones: never older ones, never none. Settings that have rotted are another matter. */
export class SettingsRules implements Watcher {
	readonly #world: World;
	/** The sequence of the newest whole copy; 0 for none. */
	#newest = 0;

	constructor(world: World) {
		this.#world = world;
	}

	boot(): void {
		const { storage } = this.#world;
		let newest = 0;
		for (const name of COPIES) {
			const bytes = storage.values.get(name);
			if (bytes && isWhole(bytes)) newest = Math.max(newest, readHeader(bytes)?.sequence ?? 0);
		}
		if (newest < this.#newest && !storage.rotten)
			this.#world.violation("P1", `settings of save ${newest} are there, those of save ${this.#newest} are gone`);
		this.#newest = newest;
	}

	/** While the board runs: what was saved counts from then on. */
	stored(): void {
		const { storage } = this.#world;
		for (const name of COPIES) {
			const bytes = storage.values.get(name);
			if (bytes && isWhole(bytes)) this.#newest = Math.max(this.#newest, readHeader(bytes)?.sequence ?? 0);
		}
	}

	line(line: string): void {
		const { storage } = this.#world;
		if (!line.includes(UNREADABLE)) return;
		if (!storage.rotten) this.#world.violation("P1", line);
		else this.#newest = 0;
	}
}
