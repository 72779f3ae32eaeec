import type { KeyValue, KeyValueStorage } from "settings/store";

/** Thrown where the power was cut. */
export const POWER_CUT = "power cut";

/**
 * A model of NVS behind the SDK's key-value storage. One write is many steps, one a byte and one that makes it count: a power cut at
 * any of them leaves the old value, no value (NVS erases the old one after the new one is there, but nobody promised the order), or
 * the new one, by `torn`.
 */
export class FakeKeyValue implements KeyValueStorage {
	readonly values = new Map<string, Uint8Array>();
	/** Steps left until the power is cut. */
	power = Number.POSITIVE_INFINITY;
	/** What a value is after a cut inside its write. */
	torn: "old" | "none" | "half" = "old";
	/** Bytes it can hold. */
	capacity = Number.POSITIVE_INFINITY;
	/** When set, that operation throws. */
	broken: "open" | "read" | "write" | "delete" | "close" | undefined;
	/** Steps so far. */
	steps = 0;
	/** How many are open. */
	opened = 0;

	open({ path, format }: { path: string; format: string }): KeyValue {
		this.#fail("open");
		if (path.length > 15 || format !== "buffer") throw new Error("ESP_ERR_NVS_INVALID_NAME");
		this.opened++;
		return {
			read: (key, target) => this.#read(key, target),
			write: (key, value) => this.#write(key, value),
			delete: (key) => this.#delete(key),
			close: () => {
				this.opened--;
				this.#fail("close");
			},
		};
	}

	/** The power is back; what is stored is as the cut left it. */
	restore(): void {
		this.power = Number.POSITIVE_INFINITY;
	}

	/** Every byte that is stored, as one text. */
	get dump(): string {
		let text = "";
		for (const value of this.values.values()) for (const byte of value) text += String.fromCharCode(byte);
		return text;
	}

	#read(key: string, target: Uint8Array): number | undefined {
		this.#fail("read");
		const value = this.values.get(key);
		if (!value) return undefined;
		if (value.length > target.length) throw new RangeError("buffer too small");
		target.set(value);
		return value.length;
	}

	#write(key: string, value: Uint8Array): void {
		this.#fail("write");
		if (key.length > 15 || value.length > 4_000) throw new Error("ESP_ERR_NVS_VALUE_TOO_LONG");
		let used = value.length;
		for (const [name, other] of this.values) if (name !== key) used += other.length;
		if (used > this.capacity) throw new Error("ESP_ERR_NVS_NOT_ENOUGH_SPACE");
		for (let i = 0; i <= value.length; i++) {
			this.steps++;
			if (this.power-- > 0) continue;
			if (this.torn === "none") this.values.delete(key);
			if (this.torn === "half") this.values.set(key, value.slice(0, i));
			throw new Error(POWER_CUT);
		}
		this.values.set(key, value.slice());
	}

	#delete(key: string): void {
		this.#fail("delete");
		if (!this.values.has(key)) return;
		this.steps++;
		if (this.power-- <= 0) throw new Error(POWER_CUT);
		this.values.delete(key);
	}

	#fail(operation: string): void {
		if (this.power <= 0) throw new Error(POWER_CUT);
		if (this.broken === operation) throw new Error("ESP_FAIL");
	}
}
