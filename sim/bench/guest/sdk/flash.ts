import { NorFlash } from "../../../flash/nor";
import { line } from "../board";

const SECTORS = 64;
const SECTOR = 4_096;
const chip = new NorFlash(SECTORS, SECTOR);

/** The SDK's "embedded:storage/flash", with the journal's partition. What the chip does is not counted. */
class Partition {
	read(target: Uint8Array, offset: number): number {
		line.probe?.pause();
		const done = chip.read(target, offset);
		line.probe?.resume();
		return sure(done) && target.length;
	}

	write(bytes: Uint8Array, offset: number): void {
		line.probe?.pause();
		const done = chip.write(bytes, offset);
		line.probe?.resume();
		sure(done);
	}

	eraseBlock(block: number): void {
		line.probe?.pause();
		const done = chip.erase(block);
		line.probe?.resume();
		sure(done);
	}

	status() {
		return { size: SECTORS * SECTOR, blocks: SECTORS, blockLength: SECTOR };
	}

	close(): void {
		this.status();
	}
}

function sure(done: boolean): number {
	if (!done) throw new Error("flash failed");
	return 1;
}

/** Opened, not constructed, as on a board. */
const flash = Object.freeze({ open: () => new Partition() });

export default flash;
