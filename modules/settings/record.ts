import { crc32 } from "core/crc32";
import { fromUtf8, toUtf8 } from "core/utf8";

/**
 * Settings as they lie in storage, little endian:
 *
 *   0 magic "FFSR" | 4 format, 2 bytes | 6 version, 2 bytes | 8 sequence, 4 bytes | 12 length of the payload, 4 bytes | payload | CRC-32
 *
 * The version is that of the schema which wrote the record (settings/migrate); 0 up to fieldfeed 0.1.0, whose records had zeros there.
 *
 * The payload is one entry after the other: length of the key (1 byte), length of the value (2 bytes), key, value, both UTF-8. The CRC-32
 * is over everything before it. Values are text as the console would take it, so that a key which this firmware does not know is kept
 * as it is.
 */
export const HEADER = 16;
/**
 * The longest record: the longest mqtt.ca (8,192 bytes), mqtt.certificate (4,096) and mqtt.key (3,328: RSA of 4096 bits) together, and 700 bytes
 * for a broker, a network and a channel; or without roots of its own the longest values of everything else a board can have.
 */
export const RECORD_MAX = 16_384;
/** The format this firmware writes, and the only one it reads. */
export const FORMAT = 1;

const MAGIC = 0x52534646;
const CHECKSUM = 4;
const KEY_MAX = 255;
const VALUE_MAX = 65_535;

/** Key -> value as text, in the order in which they were set. */
export type Entries = ReadonlyMap<string, string>;

/** No entries at all. */
export const NO_ENTRIES: Entries = Object.freeze(new Map<string, string>());

/** What a record says of itself before its payload is looked at. */
export interface Header {
	/** Counts the saves of this board: of two whole records the one saved last has the higher one. */
	readonly sequence: number;
	/** Length of the whole record in bytes. */
	readonly length: number;
	/** See FORMAT. */
	readonly format: number;
	/** Of the schema that wrote it: see settings/migrate. */
	readonly version: number;
}

/** The bytes of a record written by schema `version` (0 to 65535), or undefined when the entries do not fit RECORD_MAX or hold text that is not well-formed. */
export function encodeRecord(entries: Entries, sequence: number, version = 0): Uint8Array | undefined {
	const parts: Uint8Array[] = [];
	let length = HEADER + CHECKSUM;
	for (const [name, text] of entries) {
		const key = toUtf8(name);
		const value = toUtf8(text);
		if (!key || !value || key.length === 0 || key.length > KEY_MAX || value.length > VALUE_MAX) return undefined;
		parts.push(key, value);
		length += 3 + key.length + value.length;
		if (length > RECORD_MAX) return undefined;
	}
	const bytes = new Uint8Array(length);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, MAGIC, true);
	view.setUint16(4, FORMAT, true);
	view.setUint16(6, version, true);
	view.setUint32(8, sequence, true);
	view.setUint32(12, length - HEADER - CHECKSUM, true);
	writeEntries(bytes, view, parts);
	view.setUint32(length - CHECKSUM, crc32(bytes, 0, length - CHECKSUM), true);
	return bytes;
}

/** The header at the start of `bytes`, or undefined when there is none that can be true. */
export function readHeader(bytes: Uint8Array): Header | undefined {
	if (bytes.length < HEADER) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const length = HEADER + view.getUint32(12, true) + CHECKSUM;
	if (view.getUint32(0, true) !== MAGIC || length > RECORD_MAX) return undefined;
	const sequence = view.getUint32(8, true);
	return { sequence, length, format: view.getUint16(4, true), version: view.getUint16(6, true) };
}

/** True when `bytes` are one record from its first byte to its last, as it was saved. */
export function isWhole(bytes: Uint8Array): boolean {
	const header = readHeader(bytes);
	if (header?.length !== bytes.length) return false;
	const end = bytes.length - CHECKSUM;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return view.getUint32(end, true) === crc32(bytes, 0, end);
}

/** The entries of a whole record, or undefined when it is none, or of another format. */
export function decodeRecord(bytes: Uint8Array): Entries | undefined {
	if (!isWhole(bytes) || readHeader(bytes)?.format !== FORMAT) return undefined;
	const entries = new Map<string, string>();
	const end = bytes.length - CHECKSUM;
	for (let at = HEADER; at < end; ) {
		if (at + 3 > end) return undefined;
		const middle = at + 3 + bytes[at];
		const next = middle + (bytes[at + 1] | (bytes[at + 2] << 8));
		if (next > end) return undefined;
		const key = fromUtf8(bytes, at + 3, middle);
		const value = fromUtf8(bytes, middle, next);
		if (key === undefined || value === undefined) return undefined;
		entries.set(key, value);
		at = next;
	}
	return entries;
}

/** `parts`: a key, its value, the next key, its value, ... */
function writeEntries(bytes: Uint8Array, view: DataView, parts: readonly Uint8Array[]): void {
	let at = HEADER;
	for (let i = 0; i < parts.length; i += 2) {
		const key = parts[i];
		const value = parts[i + 1];
		view.setUint8(at, key.length);
		view.setUint16(at + 1, value.length, true);
		bytes.set(key, at + 3);
		bytes.set(value, at + 3 + key.length);
		at += 3 + key.length + value.length;
	}
}
