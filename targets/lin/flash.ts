import type { PartitionIo } from "journal/partition";
import config from "mc/config";
import Modules from "modules";

/** As the journal's partition on a board (targets/esp32/partitions.csv): 256 KB in sectors of 4 KB. */
const BLOCKS = 64;
const BLOCK = 4_096;
const LENGTH = BLOCKS * BLOCK;

/** An open file of the SDK (modules/io/files/posix). All of it may throw. */
interface File {
	/** Fills the view as far as the file goes; gives how much that was. */
	read(target: Uint8Array, position: number): number;
	/** Gives the bytes to the system at once. */
	write(bytes: Uint8Array, position: number): void;
	status(): { readonly size: number };
	close(): void;
}

/** The folder that `config.files` names, which is the root. Paths in it have no slash in front. All of it may throw. */
interface Files {
	/** The mode is 0 for what is not there. */
	status(path: string): { readonly mode: number };
	openFile(options: { readonly path: string; readonly mode: "r+" | "w+" }): File;
	move(from: string, to: string): void;
}

/** A file of a partition's size: writes only clear bits. */
class Partition implements PartitionIo {
	readonly #file: File;

	constructor(file: File) {
		this.#file = file;
	}

	read(target: Uint8Array, offset: number): number {
		if (this.#file.read(target, offset) !== target.length) throw new Error("read failed");
		return target.length;
	}

	write(bytes: Uint8Array, offset: number): void {
		const merged = new Uint8Array(bytes.length);
		this.read(merged, offset);
		for (let i = 0; i < merged.length; i++) merged[i] &= bytes[i];
		this.#file.write(merged, offset);
	}

	eraseBlock(block: number): void {
		if (!(block >= 0 && block < BLOCKS)) throw new Error("erase failed");
		this.#file.write(erased(), block * BLOCK);
	}

	status() {
		return { size: LENGTH, blocks: BLOCKS, blockLength: BLOCK };
	}

	close(): void {
		this.#file.close();
	}
}

/**
 * The SDK has no flash on Linux: gives the build for Linux one partition, "journal", in the file that the build names with its whole path
 * (`config.flash`); the file is made when it is not there. Where no file is named there is no partition.
 */
const flash = Object.freeze({
	open({ path }: { readonly path: string }): Partition {
		const { flash } = config;
		if (path !== "journal" || typeof flash !== "string") throw new Error("can't find partition");
		// Opens its folder where it is imported, so that it cannot be when this module is preloaded.
		const files = Modules.importNow("embedded:storage/files") as Files;
		return new Partition(openFile(files, flash.slice(1)));
	},
});

/** `path`: below the root. Throws when it is no flash of ours. */
function openFile(files: Files, path: string): File {
	if (files.status(path).mode === 0) make(files, path);
	const file = files.openFile({ path, mode: "r+" });
	if (file.status().size === LENGTH) return file;
	file.close();
	throw new Error("not a flash of this size");
}

/** Aside and then moved, so that an end on the way leaves no file of another size. */
function make(files: Files, path: string): void {
	const aside = `${path}.new`;
	const file = files.openFile({ path: aside, mode: "w+" });
	const bytes = erased();
	for (let block = 0; block < BLOCKS; block++) file.write(bytes, block * BLOCK);
	file.close();
	files.move(aside, path);
}

function erased(): Uint8Array {
	return new Uint8Array(BLOCK).fill(0xff);
}

export default flash;
