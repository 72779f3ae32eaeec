import { Command } from "../port";
import { ask, post } from "./port";
import { encodeText, toBytes } from "./text";

/** NVS takes no longer names and values. */
const NAME_MAX = 15;
const VALUE_MAX = 4_000;

/** The SDK's "embedded:storage/key-value" in format "buffer"; the PC keeps the values. */
class Storage {
	readonly #path: string;

	constructor(path: string) {
		this.#path = path;
	}

	close(): void {}

	read(key: string, target?: ArrayBuffer | ArrayBufferView): ArrayBuffer | number | undefined {
		const answer = new Uint8Array(ask(Command.StorageRead, 0, 0, this.#name(key)));
		if (answer.length === 0) return undefined;
		const value = answer.slice(1);
		if (!target) return value.buffer;
		const bytes = toBytes(target);
		if (value.length > bytes.length) throw new RangeError("buffer too small");
		bytes.set(value);
		return value.length;
	}

	write(key: string, value: ArrayBuffer | ArrayBufferView): void {
		const name = this.#name(key);
		const bytes = toBytes(value);
		if (bytes.length > VALUE_MAX) throw new Error("ESP_ERR_NVS_VALUE_TOO_LONG");
		post(Command.StorageWrite, 0, 0, Uint8Array.of(name.length, ...name, ...bytes));
	}

	delete(key: string): void {
		post(Command.StorageDelete, 0, 0, this.#name(key));
	}

	#name(key: string): Uint8Array {
		if (key.length > NAME_MAX) throw new Error("ESP_ERR_NVS_KEY_TOO_LONG");
		return encodeText(`${this.#path}/${key}`);
	}
}

/** Opened, not constructed, as on a board. */
const keyValue = Object.freeze({
	open({ path }: { readonly path: string }): Storage {
		if (path.length > NAME_MAX) throw new Error("ESP_ERR_NVS_INVALID_NAME");
		return new Storage(path);
	},
});

export default keyValue;
