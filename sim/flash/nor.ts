import type { Flash } from "journal/flash";

/** The power went while the flash was being written. Thrown to whoever simulates the board, through the firmware, which never sees it. */
export class PowerCut extends Error {}

/**
 * What a write or an erase leaves that the power cut short. `prefix`: what came before the byte in flight is done, of that byte some bits, the
 * rest is as it was. `bits`: of all the bits that were to change any have, since a chip programs a page, and erases a sector, as a whole.
 */
export type Tear = "prefix" | "bits";

/** Steps that an erase takes, of which the power can be cut in each. A write takes one a byte. */
export const ERASE_STEPS = 8;

/**
 * NOR flash down to its bits: a write only clears bits, so that one which would set a bit leaves it 0; a sector is erased as a whole, to ones.
 * It counts what wears it, and fails, rots and loses power as it is told. Portable: it knows no Node, since it runs within XS, too.
 */
export class NorFlash implements Flash {
	readonly sectors: number;
	readonly sectorLength: number;
	/** What the chip holds: to be looked at, kept and put back by the owner of the board. */
	readonly bytes: Uint8Array;
	/** Erases so far, by sector. */
	readonly erases: Uint32Array;
	/** Bytes programmed, writes, reads and bytes read so far. */
	written = 0;
	writes = 0;
	reads = 0;
	readBytes = 0;
	/** Steps so far: bytes programmed, and ERASE_STEPS for each erase. */
	steps = 0;
	/** Sectors that fail to erase, and bytes (by offset) that cannot be programmed. Such a byte stays as it is, and the write says nothing of it. */
	readonly stuckSectors = new Set<number>();
	readonly stuckBytes = new Set<number>();
	/** The chip does not answer: every call returns false. */
	dead = false;
	#cutAt = Number.POSITIVE_INFINITY;
	#tear: Tear = "prefix";
	#off = false;
	#random: number;

	/** A new chip, erased, or one that holds a copy of `bytes`. `seed` decides which bits are torn. */
	constructor(sectors: number, sectorLength: number, seed = 1, bytes?: Uint8Array) {
		this.sectors = sectors;
		this.sectorLength = sectorLength;
		this.bytes = new Uint8Array(sectors * sectorLength).fill(0xff);
		if (bytes) this.bytes.set(bytes);
		this.erases = new Uint32Array(sectors);
		this.#random = seed | 0;
	}

	/** The power will go in step number `steps` (0 for the next one) from now on. From then on every call throws PowerCut, until `powerOn`. */
	cutAfter(steps: number, tear: Tear): void {
		this.#cutAt = this.steps + steps;
		this.#tear = tear;
	}

	/** The power is back, and stays. */
	powerOn(): void {
		this.#off = false;
		this.#cutAt = Number.POSITIVE_INFINITY;
	}

	/** The power is off: what the firmware makes of the exception, in a guarded callback say, is of no account any more. */
	get off(): boolean {
		return this.#off;
	}

	/** Bit number `bit` (0 to 7) of the byte at `offset` tips over. */
	flip(offset: number, bit: number): void {
		this.bytes[offset] ^= 1 << bit;
	}

	read(target: Uint8Array, offset: number): boolean {
		this.#powered();
		this.reads++;
		this.readBytes += target.length;
		if (this.dead) return false;
		this.#check(offset, target.length);
		const { bytes } = this;
		for (let i = 0; i < target.length; i++) target[i] = bytes[offset + i];
		return true;
	}

	write(bytes: Uint8Array, offset: number): boolean {
		this.#powered();
		if (this.dead) return false;
		this.#check(offset, bytes.length);
		this.writes++;
		const done = Math.min(bytes.length, this.#cutAt - this.steps);
		const torn = done < bytes.length;
		for (let i = 0; i < bytes.length; i++) {
			if (!torn || (this.#tear === "prefix" && i < done)) this.#program(offset + i, bytes[i]);
			else if (this.#tear === "bits" || i === done) this.#program(offset + i, bytes[i] | this.#byte());
		}
		this.steps += done;
		this.written += done;
		if (torn) this.#cut();
		return true;
	}

	erase(sector: number): boolean {
		this.#powered();
		if (this.dead) return false;
		const length = this.sectorLength;
		this.#check(sector * length, length);
		if (this.stuckSectors.has(sector)) return false;
		this.erases[sector]++;
		const done = Math.min(ERASE_STEPS, this.#cutAt - this.steps);
		const torn = done < ERASE_STEPS;
		const whole = Math.floor((length * done) / ERASE_STEPS);
		for (let i = 0; i < length; i++) {
			const at = sector * length + i;
			if (!torn || (this.#tear === "prefix" && i < whole)) this.bytes[at] = 0xff;
			else if (this.#tear === "bits") this.bytes[at] |= this.#byte();
		}
		this.steps += done;
		if (torn) this.#cut();
		return true;
	}

	#program(at: number, byte: number): void {
		if (!this.stuckBytes.has(at)) this.bytes[at] &= byte;
	}

	#powered(): void {
		if (this.#off) throw new PowerCut("the power is off");
	}

	#cut(): void {
		this.#off = true;
		throw new PowerCut("the power was cut");
	}

	/** A mistake of the caller, which would write into another partition. */
	#check(offset: number, length: number): void {
		if (!(offset >= 0 && offset + length <= this.bytes.length))
			throw new RangeError(`flash: ${length} bytes at ${offset} are outside the partition`);
	}

	/** Any byte, the same for the same seed on every engine. */
	#byte(): number {
		this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) | 0;
		return (this.#random >>> 16) & 0xff;
	}
}
