import type { PartitionIo, PartitionStorage } from "journal/partition";

/** What of `embedded:storage/flash` fails in a test. */
export type Broken = "open" | "status" | "read" | "write" | "eraseBlock";

/** `embedded:storage/flash` as the SDK has it on an ESP32: one partition called "journal", which throws for what is wrong, or is `broken`. */
export class FakePartition implements PartitionStorage {
	readonly bytes: Uint8Array;
	readonly broken = new Set<Broken>();
	/** Partitions that are open. */
	opened = 0;
	readonly #blockLength: number;

	constructor(blocks: number, blockLength: number) {
		this.bytes = new Uint8Array(blocks * blockLength).fill(0xff);
		this.#blockLength = blockLength;
	}

	open({ path }: { readonly path: string }): PartitionIo {
		this.#check("open", path === "journal");
		this.opened++;
		return {
			read: (target, offset) => {
				this.#check("read", offset + target.length <= this.bytes.length);
				target.set(this.bytes.subarray(offset, offset + target.length));
				return target.length;
			},
			write: (bytes, offset) => {
				this.#check("write", offset + bytes.length <= this.bytes.length);
				for (let i = 0; i < bytes.length; i++) this.bytes[offset + i] &= bytes[i];
			},
			eraseBlock: (block) => {
				const from = block * this.#blockLength;
				this.#check("eraseBlock", from + this.#blockLength <= this.bytes.length);
				this.bytes.fill(0xff, from, from + this.#blockLength);
			},
			status: () => {
				this.#check("status", true);
				return { blockLength: this.#blockLength, blocks: this.bytes.length / this.#blockLength };
			},
			close: () => {
				this.opened--;
			},
		};
	}

	#check(what: Broken, right: boolean): void {
		if (!right || this.broken.has(what)) throw new Error(`${what} failed`);
	}
}
