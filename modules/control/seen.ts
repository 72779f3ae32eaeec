import { crc32 } from "core/crc32";
import { SUBSCRIPTIONS_MAX } from "settings/action";

const MAGIC = 0x4e454653;
const FLAG = 4;
const ENTRIES = 8;
const CHECKSUM = ENTRIES + SUBSCRIPTIONS_MAX * 8;
/** Length of the record in bytes. */
export const SEEN_LENGTH = CHECKSUM + 4;

/**
 * What outlives a restart: the last entry_id that each subscription acted on, by its topic and field, and whether the last restart was one that a
 * subscription wanted. Little endian: magic (4 bytes), flag (1), 0 (3), then for each subscription a hash and an entry_id (4 each), and the CRC-32 of
 * all before it.
 */
export class Seen {
	private readonly bytes = new Uint8Array(SEEN_LENGTH);
	private readonly view = new DataView(this.bytes.buffer);

	/** `record` as `encode` made it; anything else counts as nothing. */
	constructor(record?: Uint8Array | undefined) {
		if (record && isRecord(record)) this.bytes.set(record);
		this.view.setUint32(0, MAGIC, true);
	}

	/** The last restart was one that a subscription wanted. */
	get restarted(): boolean {
		return this.bytes[FLAG] === 1;
	}
	set restarted(yes: boolean) {
		this.bytes[FLAG] = yes ? 1 : 0;
	}

	/** The entry that subscription `number` (1 to 8) acted on last, when it is still the same one by its `hash`; else 0. */
	entry(number: number, hash: number): number {
		const at = ENTRIES + (number - 1) * 8;
		return this.view.getUint32(at, true) === hash ? this.view.getUint32(at + 4, true) : 0;
	}

	/** Notes an entry. */
	note(number: number, hash: number, entry: number): void {
		const at = ENTRIES + (number - 1) * 8;
		this.view.setUint32(at, hash, true);
		this.view.setUint32(at + 4, entry, true);
	}

	/** The record, as it is to be kept. */
	encode(): Uint8Array {
		this.view.setUint32(CHECKSUM, crc32(this.bytes, 0, CHECKSUM), true);
		return this.bytes.slice();
	}
}

function isRecord(bytes: Uint8Array): boolean {
	if (bytes.length !== SEEN_LENGTH) return false;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return view.getUint32(0, true) === MAGIC && view.getUint32(CHECKSUM, true) === crc32(bytes, 0, CHECKSUM);
}
