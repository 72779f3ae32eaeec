import { toBytes } from "../../../guest/text";
import { current } from "./current";

/** One open partition. */
class Partition {
	close(): void {}

	/** Blocks are the partition's sectors. */
	status() {
		const { flash } = current.world;
		return { size: flash.bytes.length, blocks: flash.sectors, blockLength: flash.sectorLength };
	}

	/** Fills `target`, or gives `target` bytes, from byte `offset` on. */
	read(target: number | ArrayBuffer | ArrayBufferView, offset: number): ArrayBuffer | number {
		const { world } = current;
		world.board.mustBeOn();
		const bytes = typeof target === "number" ? new Uint8Array(target) : toBytes(target);
		world.flash.read(bytes, offset);
		return typeof target === "number" ? (bytes.buffer as ArrayBuffer) : bytes.length;
	}

	write(data: ArrayBuffer | ArrayBufferView, offset: number): void {
		const { world } = current;
		world.board.mustBeOn();
		world.flash.write(toBytes(data), offset);
	}

	/** Erases block `first`, or those up to `end`, which is not one of them. */
	eraseBlock(first: number, end = first + 1): void {
		const { world } = current;
		world.board.mustBeOn();
		for (let sector = first; sector < end; sector++) world.flash.erase(sector);
	}
}

/** The SDK's "embedded:storage/flash": opened by the partition's name. */
const flash = Object.freeze({
	open(_options: { readonly path: string }): Partition {
		current.world.board.mustBeOn();
		return new Partition();
	},
});

export default flash;
