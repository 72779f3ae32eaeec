import type { World } from "./world";

/** NVS: values by path and name, which outlive everything but an erase. A write is whole or not at all. */
export class Storage {
	readonly values = new Map<string, Uint8Array>();
	/** Writes fail. */
	full = false;
	/** The power fails in the write that is so many away, behind it; Infinity: in none. */
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
		this.values.set(name, value.slice());
		if (--this.cutIn >= 0) return;
		this.cutIn = Number.POSITIVE_INFINITY;
		this.#world.note("storage.cutIn");
		this.#world.board.powerCut(1_000);
		this.#world.board.mustBeOn();
	}
}

/** NOR flash of one partition: bytes in which a write only clears bits, erased by the sector. */
export class FlashChip {
	readonly sectors: number;
	readonly sectorLength = 4_096;
	readonly bytes: Uint8Array;
	/** Erases of each sector. */
	readonly erases: Uint32Array;
	/** Bytes that may be programmed before the power fails in the middle of a write; Infinity: it does not. */
	cutInBytes = Number.POSITIVE_INFINITY;
	/** How long the power stays off then. */
	cutDownMs = 5_000;
	readonly #world: World;

	constructor(world: World, sectors = 64) {
		this.#world = world;
		this.sectors = sectors;
		this.bytes = new Uint8Array(sectors * this.sectorLength).fill(0xff);
		this.erases = new Uint32Array(sectors);
	}

	read(target: Uint8Array, offset: number): void {
		target.set(this.bytes.subarray(offset, offset + target.length));
	}

	write(data: Uint8Array, offset: number): void {
		const end = Math.min(data.length, this.cutInBytes);
		for (let i = 0; i < end; i++) this.bytes[offset + i] &= data[i];
		this.#spend(end, data.length);
	}

	erase(sector: number): void {
		this.erases[sector]++;
		const from = sector * this.sectorLength;
		const end = Math.min(this.sectorLength, this.cutInBytes);
		this.bytes.fill(0xff, from, from + end);
		this.#spend(end, this.sectorLength);
	}

	#spend(done: number, wanted: number): void {
		this.cutInBytes -= done;
		if (done >= wanted) return;
		this.cutInBytes = Number.POSITIVE_INFINITY;
		this.#world.note("flash.cut");
		this.#world.board.powerCut(this.cutDownMs);
		this.#world.board.mustBeOn();
	}
}
