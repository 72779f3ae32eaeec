const COLON = 0x3a;
const COMMA = 0x2c;
const ZERO = 0x30;

/** `<length>:<bytes>,` as the XS worker reads it (cr.yp.to/proto/netstrings.txt). */
export function toNetstring(prefix: string, bytes: Uint8Array): Buffer {
	return Buffer.concat([Buffer.from(`${prefix.length + bytes.length}:${prefix}`), bytes, Buffer.from(",")]);
}

/** Takes a byte stream apart into netstrings, however it was cut. */
export class NetstringReader {
	#bytes: Buffer = Buffer.alloc(0);

	push(chunk: Buffer): void {
		this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
	}

	/** The next whole netstring's bytes, or undefined. Throws when the stream is not made of netstrings. */
	next(): Buffer | undefined {
		const bytes = this.#bytes;
		const colon = bytes.indexOf(COLON);
		if (colon < 0) return undefined;
		let length = 0;
		for (let i = 0; i < colon; i++) length = length * 10 + (bytes[i] - ZERO);
		const end = colon + 1 + length;
		if (!Number.isSafeInteger(length)) throw new Error("the XS worker does not speak netstrings");
		if (bytes.length <= end) return undefined;
		if (bytes[end] !== COMMA) throw new Error("the XS worker does not speak netstrings");
		this.#bytes = bytes.subarray(end + 1);
		return bytes.subarray(colon + 1, end);
	}
}
