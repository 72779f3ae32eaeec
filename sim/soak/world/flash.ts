import { NorFlash, PowerCut, type Tear } from "../../flash/nor";
import type { World } from "./world";

const SECTOR_LENGTH = 4_096;

/** The board's flash partition: the chip's model, and what a power cut within it does to the board. */
export class FlashPart {
	readonly chip: NorFlash;
	/** The board has no such partition. */
	absent = false;
	/** Bits have rotted, or bytes and sectors are worn: rows may be spoilt without the journal's fault. */
	hurt = false;
	/** How long the power stays off behind a cut within a write. */
	cutDownMs = 5_000;
	readonly #world: World;
	#off = false;
	#tear: Tear = "prefix";

	constructor(world: World, sectors: number) {
		this.#world = world;
		this.chip = new NorFlash(sectors, SECTOR_LENGTH, world.seed);
	}

	/** The power fails in step number `steps` from now on: bytes programmed, and a few for each erase (sim/flash/nor). */
	cutAfter(steps: number, tear: Tear, downMs: number): void {
		this.cutDownMs = downMs;
		this.#tear = tear;
		this.chip.cutAfter(steps, tear);
	}

	/** A cut that was to come does not. */
	noCut(): void {
		if (!this.#off) this.chip.powerOn();
	}

	/** A boot begins. */
	up(): void {
		if (this.#off) this.chip.powerOn();
		this.#off = false;
	}

	read(target: Uint8Array, offset: number): boolean {
		return this.#run(() => this.chip.read(target, offset));
	}

	write(bytes: Uint8Array, offset: number): boolean {
		for (const stuck of this.chip.stuckBytes)
			if (stuck >= offset && stuck < offset + bytes.length) this.#world.note("flash.stuck");
		return this.#run(() => this.chip.write(bytes, offset));
	}

	erase(sector: number): boolean {
		if (this.chip.stuckSectors.has(sector)) this.#world.note("flash.worn");
		return this.#run(() => this.chip.erase(sector));
	}

	#run(call: () => boolean): boolean {
		const { board } = this.#world;
		board.mustBeOn();
		try {
			if (this.chip.dead) this.#world.note("flash.dead");
			return call();
		} catch (error) {
			if (!(error instanceof PowerCut)) throw error;
			this.#off = true;
			this.#world.note("flash.cut");
			this.#world.note(`flash.cut.${this.#tear}`);
			board.powerCut(this.cutDownMs);
			throw error;
		}
	}
}
