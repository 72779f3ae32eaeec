import type { Flash } from "journal/flash";

/** What is needed of an open partition of `embedded:storage/flash` (SDK 8.2.3, modules/io/flash). All of it may throw. */
export interface PartitionIo {
	/** Fills the view, all of it. */
	read(target: Uint8Array, offset: number): unknown;
	write(bytes: Uint8Array, offset: number): void;
	eraseBlock(block: number): void;
	/** The SDK's declaration has more, which it does not give on an ESP32. */
	status(): { readonly blockLength: number; readonly blocks: number };
	close(): void;
}

/** The module, as the SDK has it: a partition is opened by its name, not constructed. Throws when there is none of that name. */
export interface PartitionStorage {
	open(options: { readonly path: string }): PartitionIo;
}

/** The journal's partition (targets/esp32/partitions.csv). */
export const JOURNAL = "journal";

/** A partition of the board's flash that is open until the board restarts. Nothing of it throws: what the SDK throws is a false. */
export class Partition implements Flash {
	readonly sectors: number;
	readonly sectorLength: number;
	private readonly io: PartitionIo;

	/** The partition called `path`; undefined where the board has none, or it does not open. */
	static open(storage: PartitionStorage, path: string): Partition | undefined {
		let io: PartitionIo | undefined;
		try {
			io = storage.open({ path });
			return new Partition(io);
		} catch {
			io?.close();
			return undefined;
		}
	}

	/** Throws what `status` throws. */
	private constructor(io: PartitionIo) {
		const { blockLength, blocks } = io.status();
		this.io = io;
		this.sectors = blocks;
		this.sectorLength = blockLength;
	}

	read(target: Uint8Array, offset: number): boolean {
		try {
			this.io.read(target, offset);
			return true;
		} catch {
			return false;
		}
	}

	write(bytes: Uint8Array, offset: number): boolean {
		try {
			this.io.write(bytes, offset);
			return true;
		} catch {
			return false;
		}
	}

	erase(sector: number): boolean {
		try {
			this.io.eraseBlock(sector);
			return true;
		} catch {
			return false;
		}
	}
}
