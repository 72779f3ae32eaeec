import { chmodSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { UsageError } from "../usage";
import { BoardFlash, FLASH_LENGTH } from "./flash";

/** Behind the name of the storage's file. */
export const FLASH_ENDING = ".flash";

/**
 * A board's flash that is kept in a file of the PC: its bytes and nothing else. They are written in place, in the order and the steps of
 * a flash, so that a simulator that is killed leaves what a power cut leaves. Only its owner may read it.
 */
export class FileFlash extends BoardFlash {
	readonly #file: number;

	/** Reads the file, or makes it, erased. Throws UsageError when it is not of a flash's size, or cannot be read and written. */
	constructor(path: string) {
		try {
			if (!existsSync(path)) make(path);
			super(contentOf(path));
			chmodSync(path, 0o600);
			this.#file = openSync(path, "r+");
		} catch (error) {
			throw failure(path, error);
		}
	}

	/** A full disk is a flash that fails, which the firmware has to bear. */
	protected override changed(bytes: Uint8Array, offset: number, count: number): boolean {
		const end = offset + count;
		try {
			for (let at = offset; at < end; ) at += writeSync(this.#file, bytes, at, end - at, at);
			return true;
		} catch {
			return false;
		}
	}
}

/** Aside and then renamed, so that whoever is killed on the way leaves no file of another size. */
function make(path: string): void {
	const aside = `${path}.${process.pid}`;
	writeFileSync(aside, new Uint8Array(FLASH_LENGTH).fill(0xff), { mode: 0o600 });
	renameSync(aside, path);
}

function contentOf(path: string): Uint8Array {
	const bytes = readFileSync(path);
	if (bytes.length === FLASH_LENGTH) return Uint8Array.from(bytes);
	throw new UsageError(
		`--storage: ${path} is no flash of the simulator, which has ${FLASH_LENGTH} bytes: choose another name`,
	);
}

function failure(path: string, error: unknown): UsageError {
	if (error instanceof UsageError) return error;
	return new UsageError(
		`--storage: cannot write ${path} (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`,
	);
}
