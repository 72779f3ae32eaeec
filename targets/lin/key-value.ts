/**
 * The SDK has no key-value storage on Linux: gives the build for Linux one in memory, empty at each start, with the part of
 * "embedded:storage/key-value" that is used.
 */
class Storage {
	readonly #values = new Map<string, Uint8Array>();

	close(): void {}

	read(key: string, target: Uint8Array): number | undefined {
		const value = this.#values.get(key);
		if (value) target.set(value);
		return value?.length;
	}

	write(key: string, value: Uint8Array): void {
		this.#values.set(key, value.slice());
	}

	delete(key: string): void {
		this.#values.delete(key);
	}
}

/** Opened, not constructed, as on a board. Each open is a new one: nothing may change at module level (preload). */
const keyValue = Object.freeze({
	open(_options: object): Storage {
		return new Storage();
	},
});

export default keyValue;
