/**
 * NOR flash, as the journal sees it: a partition of sectors that are erased as a whole, to all ones, and bytes in which a write can only
 * clear bits. Journal/partition is the board's. Nothing of it throws; a power cut may come within any byte of a write or an erase.
 */
export interface Flash {
	/** How many sectors the partition has. */
	readonly sectors: number;
	/** Bytes in a sector: 4096 on an ESP32. */
	readonly sectorLength: number;
	/** Fills `target` from byte `offset` of the partition. False when it could not be read; `target` then holds anything. */
	read(target: Uint8Array, offset: number): boolean;
	/** Programs `bytes` at `offset`, where the flash is erased. False when it failed; what stands there then is anything. */
	write(bytes: Uint8Array, offset: number): boolean;
	/** Erases sector number `sector`, from 0. False when it failed; what stands there then is anything. */
	erase(sector: number): boolean;
}
