import { toBytes } from "../../../guest/text";
import { current } from "./current";

/** NVS takes no longer names and values. */
const NAME_MAX = 15;
const VALUE_MAX = 4_000;

/** The SDK's "embedded:storage/key-value" in format "buffer". */
class Values {
	readonly #path: string;

	constructor(path: string) {
		this.#path = path;
	}

	close(): void {}

	read(key: string, target?: ArrayBuffer | ArrayBufferView): ArrayBuffer | number | undefined {
		const { world } = current;
		world.board.mustBeOn();
		const value = world.storage.values.get(this.#name(key));
		if (!value) return undefined;
		if (!target) return value.slice().buffer as ArrayBuffer;
		const bytes = toBytes(target);
		if (value.length > bytes.length) throw new RangeError("buffer too small");
		bytes.set(value);
		return value.length;
	}

	write(key: string, value: ArrayBuffer | ArrayBufferView): void {
		const { world } = current;
		world.board.mustBeOn();
		const bytes = toBytes(value);
		if (bytes.length > VALUE_MAX) throw new Error("ESP_ERR_NVS_VALUE_TOO_LONG");
		world.storage.write(this.#name(key), bytes);
	}

	delete(key: string): void {
		const { world } = current;
		world.board.mustBeOn();
		world.storage.delete(this.#name(key));
	}

	#name(key: string): string {
		if (key.length > NAME_MAX) throw new Error("ESP_ERR_NVS_KEY_TOO_LONG");
		return `${this.#path}/${key}`;
	}
}

/** Opened, not constructed, as on a board. */
const keyValue = Object.freeze({
	open({ path }: { readonly path: string }): Values {
		current.world.board.mustBeOn();
		if (path.length > NAME_MAX) throw new Error("ESP_ERR_NVS_INVALID_NAME");
		return new Values(path);
	},
});

export default keyValue;
