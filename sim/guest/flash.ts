import { Command } from "../port";
import { ask } from "./port";
import { toBytes } from "./text";

/** The name of the only partition that the simulated board has. */
const PARTITION = "journal";

/** The SDK's "embedded:storage/flash" as it is on an ESP32; the PC keeps the bytes. */
class Flash {
	close(): void {}

	/** `target`: a buffer or view to fill, or how many bytes to give. */
	read(target: number | ArrayBuffer | ArrayBufferView, offset: number): ArrayBuffer | number {
		const wanted = typeof target === "number" ? target : target.byteLength;
		const bytes = ask(Command.FlashRead, offset, wanted);
		if (bytes.byteLength !== wanted) throw new Error("read failed");
		if (typeof target === "number") return bytes;
		toBytes(target).set(new Uint8Array(bytes));
		return wanted;
	}

	write(source: ArrayBuffer | ArrayBufferView, offset: number): void {
		if (ask(Command.FlashWrite, offset, 0, toBytes(source)).byteLength === 0) throw new Error("write failed");
	}

	eraseBlock(start: number, end = start + 1): void {
		for (let sector = start; sector < end; sector++)
			if (ask(Command.FlashErase, sector, 0).byteLength === 0) throw new Error("erase failed");
	}

	status(): { readonly size: number; readonly blocks: number; readonly blockLength: number } {
		const [blocks, blockLength] = new Float64Array(ask(Command.FlashStatus, 0, 0));
		return { size: blocks * blockLength, blocks, blockLength };
	}
}

/** Opened, not constructed, as on a board. */
const flash = Object.freeze({
	open({ path }: { readonly path: string }): Flash {
		if (path !== PARTITION) throw new Error("can't find partition");
		return new Flash();
	},
});

export default flash;
