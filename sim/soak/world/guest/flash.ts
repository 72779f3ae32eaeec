import { toBytes } from "../../../guest/text";
import { current } from "./current";

/** The name of the only partition that the modelled board has. */
const PARTITION = "journal";

/** The SDK's "embedded:storage/flash" as it is on an ESP32. */
class Partition {
	close(): void {}

	/** `target`: a buffer or view to fill, or how many bytes to give. */
	read(target: number | ArrayBuffer | ArrayBufferView, offset: number): ArrayBuffer | number {
		const bytes = typeof target === "number" ? new Uint8Array(target) : toBytes(target);
		if (!current.world.flash.read(bytes, offset)) throw new Error("read failed");
		return typeof target === "number" ? (bytes.buffer as ArrayBuffer) : bytes.length;
	}

	write(source: ArrayBuffer | ArrayBufferView, offset: number): void {
		if (!current.world.flash.write(toBytes(source), offset)) throw new Error("write failed");
	}

	eraseBlock(start: number, end = start + 1): void {
		for (let sector = start; sector < end; sector++)
			if (!current.world.flash.erase(sector)) throw new Error("erase failed");
	}

	status(): { readonly size: number; readonly blocks: number; readonly blockLength: number } {
		const { chip } = current.world.flash;
		return { size: chip.bytes.length, blocks: chip.sectors, blockLength: chip.sectorLength };
	}
}

/** Opened, not constructed, as on a board. */
const flash = Object.freeze({
	open({ path }: { readonly path: string }): Partition {
		const { board, flash: part } = current.world;
		board.mustBeOn();
		if (part.absent) current.world.note("flash.absent");
		if (path !== PARTITION || part.absent) throw new Error("can't find partition");
		return new Partition();
	},
});

export default flash;
