import { NorFlash } from "../../../flash/nor";
import { line } from "../board";

const SECTORS = 64;
const SECTOR = 4_096;
const chip = new NorFlash(SECTORS, SECTOR);

/** The SDK's "embedded:storage/flash", with the journal's partition. What the chip does is not counted. */
class Partition {
	read(target: Uint8Array, offset: number): number {
		return this.#sure(() => chip.read(target, offset)) && target.length;
	}

	write(bytes: Uint8Array, offset: number): void {
		this.#sure(() => chip.write(bytes, offset));
	}

	eraseBlock(block: number): void {
		this.#sure(() => chip.erase(block));
	}

	status() {
		return { size: SECTORS * SECTOR, blocks: SECTORS, blockLength: SECTOR };
	}

	close(): void {
		this.status();
	}

	#sure(act: () => boolean): number {
		line.probe?.pause();
		const done = act();
		line.probe?.resume();
		if (!done) throw new Error("flash failed");
		return 1;
	}
}

/** Opened, not constructed, as on a board. */
const flash = Object.freeze({ open: () => new Partition() });

export default flash;
