/** Sectors of the board's journal partition (targets/esp32/partitions.csv: 256 KB). */
export const SECTORS = 64;
/** Bytes in one of them, as on an ESP32. */
export const SECTOR_LENGTH = 4_096;
/** Bytes of the whole partition. */
export const FLASH_LENGTH = SECTORS * SECTOR_LENGTH;

/**
 * The board's journal partition as the host keeps it: it outlives a simulator, as flash outlives a restart. NOR: a write only clears bits, one byte
 * after the other; only an erase of a sector sets them.
 */
export class BoardFlash {
	readonly #bytes: Uint8Array;

	/** `bytes`: what is in it, FLASH_LENGTH of them; erased when not given. */
	constructor(bytes: Uint8Array = new Uint8Array(FLASH_LENGTH).fill(0xff)) {
		this.#bytes = bytes;
	}

	/** A copy of `count` bytes from `offset`; undefined when they are not all there. */
	read(offset: number, count: number): Uint8Array | undefined {
		return this.#holds(offset, count) ? this.#bytes.slice(offset, offset + count) : undefined;
	}

	/** Clears the bits that are 0 in `bytes`. False when they do not all fit there, and nothing is written, or when it failed. */
	write(offset: number, bytes: Uint8Array): boolean {
		if (!this.#holds(offset, bytes.length)) return false;
		for (let i = 0; i < bytes.length; i++) {
			this.#bytes[offset + i] &= bytes[i];
			if (!this.changed(this.#bytes, offset + i, 1)) return false;
		}
		return true;
	}

	/** Sets all bits of sector number `sector`, from 0. False when there is none, or when it failed. */
	erase(sector: number): boolean {
		const from = sector * SECTOR_LENGTH;
		if (!this.#holds(from, SECTOR_LENGTH)) return false;
		this.#bytes.fill(0xff, from, from + SECTOR_LENGTH);
		return this.changed(this.#bytes, from, SECTOR_LENGTH);
	}

	/** From `offset` on, `count` of `bytes`, the whole partition, are others: for a flash that is kept elsewhere, too. False when that failed. */
	protected changed(_bytes: Uint8Array, _offset: number, _count: number): boolean {
		return true;
	}

	#holds(offset: number, count: number): boolean {
		return Number.isInteger(offset) && offset >= 0 && count >= 0 && offset + count <= FLASH_LENGTH;
	}
}
