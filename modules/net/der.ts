/** Tags of ASN.1 that certificates use (X.690 §8). */
export const enum Tag {
	Boolean = 0x01,
	Integer = 0x02,
	BitString = 0x03,
	OctetString = 0x04,
	ObjectIdentifier = 0x06,
	UtcTime = 0x17,
	GeneralizedTime = 0x18,
	Sequence = 0x30,
}

/**
 * Reads DER (X.690 §10) front to back. Every read is checked against the end of what it was given; what does not fit throws
 * RangeError, since a certificate that breaks the rules proves nothing.
 */
export class DerReader {
	readonly #bytes: Uint8Array;
	#at = 0;
	#contentLength = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	/** True while there is another element. */
	get more(): boolean {
		return this.#at < this.#bytes.length;
	}

	/** The tag of the next element, or -1 at the end. */
	get tag(): number {
		return this.more ? this.#bytes[this.#at] : -1;
	}

	/** The content of the next element, which must have that tag. */
	read(tag: number): Uint8Array {
		const element = this.readElement(tag);
		return element.subarray(element.length - this.#contentLength);
	}

	/** The next element with its tag and length; it must have that tag. */
	readElement(tag: number): Uint8Array {
		const bytes = this.#bytes;
		const start = this.#at;
		if (this.tag !== tag) throw new RangeError(`DER: tag ${this.tag} instead of ${tag}`);
		let at = start + 1;
		let length = at < bytes.length ? bytes[at++] : bytes.length;
		if (length >= 0x80) {
			const count = length & 0x7f;
			if (count === 0 || count > 3) throw new RangeError("DER: length of a length");
			length = 0;
			for (let i = 0; i < count; i++) length = (length << 8) | (at < bytes.length ? bytes[at++] : 0xff);
		}
		if (length > bytes.length - at) throw new RangeError("DER: element is cut");
		this.#contentLength = length;
		this.#at = at + length;
		return bytes.subarray(start, this.#at);
	}

	/** A reader for the content of the next element, which must have that tag. */
	enter(tag: number): DerReader {
		return new DerReader(this.read(tag));
	}

	/** As `enter` if the next element has that tag; otherwise undefined, and nothing is read. */
	enterIf(tag: number): DerReader | undefined {
		return this.tag === tag ? this.enter(tag) : undefined;
	}
}

/** Whether two byte strings are the same. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
	return true;
}
