/** Content types of TLS records (RFC 5246 §6.2.1). */
export const enum ContentType {
	ChangeCipherSpec = 20,
	Alert = 21,
	Handshake = 22,
	ApplicationData = 23,
}

/** One TLS record: its content type, and where it begins and ends in the bytes of its direction, its header with it. */
export interface TlsRecord {
	readonly type: number;
	readonly start: number;
	readonly end: number;
}

/** Content type, version, and length of what follows (RFC 5246 §6.2.1). */
const HEADER = 5;
/** Where the length stands, two bytes. */
const LENGTH = 3;

/** Finds the TLS records in the bytes of one direction of a connection, which come cut anywhere. */
export class RecordFinder {
	readonly #header = new Uint8Array(HEADER);
	/** Bytes of the record that are there, its header with them. */
	#got = 0;
	#start = 0;

	/** The records that end in these bytes. */
	take(bytes: Uint8Array): readonly TlsRecord[] {
		const found: TlsRecord[] = [];
		for (let at = 0; at < bytes.length; ) {
			if (this.#got < HEADER) this.#header[this.#got++] = bytes[at++];
			if (this.#got < HEADER) continue;
			const step = Math.min(this.length - this.#got, bytes.length - at);
			at += step;
			this.#got += step;
			if (this.#got < this.length) continue;
			const end = this.#start + this.length;
			found.push({ type: this.#header[0], start: this.#start, end });
			this.#start = end;
			this.#got = 0;
		}
		return found;
	}

	/** Of the record that is coming, its header with it. */
	private get length(): number {
		return HEADER + (this.#header[LENGTH] << 8) + this.#header[LENGTH + 1];
	}
}
