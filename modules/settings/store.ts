import type { Result } from "core/result";
import { CURRENT, type Migration, migrate } from "settings/migrate";
import { decodeRecord, type Entries, encodeRecord, isWhole, NO_ENTRIES, RECORD_MAX, readHeader } from "settings/record";
import type { Loaded, SettingsStorage } from "settings/storage";

/**
 * Bytes in one value of the storage. NVS takes up to 4000, but a value of 62 of its 32-byte entries and its own one fits a page of 126
 * exactly twice, and this is also the buffer that a read needs.
 */
export const CHUNK = 1_984;
/** Values that one copy can have. */
export const CHUNKS_MAX = Math.ceil(RECORD_MAX / CHUNK);
/** The name of our part of the storage (NVS: a namespace, 15 characters at most). */
export const DOMAIN = "fieldfeed";

const COPIES: readonly string[] = Object.freeze(["a", "b"]);

/** What is needed of an open ECMA-419 key-value storage (`embedded:storage/key-value`, format "buffer"). All may throw. */
export interface KeyValue {
	/** Copies the value into `target` and returns its length; undefined when there is none. Throws when it is longer than `target`. */
	read(key: string, target: Uint8Array): unknown;
	write(key: string, value: Uint8Array): void;
	/** Deleting what is not there is fine. */
	delete(key: string): void;
	close(): void;
}

/** The class, as the SDK has it: opened, not constructed. */
export interface KeyValueStorage {
	open(options: { readonly path: string; readonly format: "buffer" }): KeyValue;
}

/** The flash below the storage. */
export interface Erasable {
	/**
	 * Erases the whole storage down to the flash; false when it could not. Deleting alone leaves the bytes there until NVS needs their
	 * page (ESP-IDF 6.0, nvs_page.cpp: an erased entry is only marked).
	 */
	eraseStorage(): boolean;
}

/** What the store is given. */
export interface StoreOptions {
	readonly io: KeyValueStorage;
	/** What the storage is on; undefined where nobody can erase that. */
	readonly flash?: Erasable;
	/** How records of older versions of the schema are read; settings/migrate's when not given. */
	readonly migration?: Migration;
}

/**
 * The settings in the board's storage, in two copies. A save writes the copy that is not in use, its first chunk last, so that a power
 * cut at any byte leaves the old settings or the new ones. Nothing here throws: a storage that is full, corrupt or absent is told in
 * one line, without any value.
 */
export class SettingsStore implements SettingsStorage {
	private readonly io: KeyValueStorage;
	private readonly flash: Erasable | undefined;
	private readonly migration: Migration;

	constructor({ io, flash, migration = CURRENT }: StoreOptions) {
		this.io = io;
		this.flash = flash;
		this.migration = migration;
	}

	/** The newest copy that is whole and of a format this firmware reads. */
	load(): Loaded {
		const result = this.attempt((io) => {
			const best = newestReadable(io);
			if (best) return { ok: true, value: { entries: migrate(this.migration, best.entries, best.version) } };
			const untouched = COPIES.every((copy) => readChunk(io, copy, 0) === undefined);
			return untouched ? { ok: true, value: { entries: NO_ENTRIES } } : { ok: false, error: "no copy is whole" };
		});
		if (result.ok) return result.value;
		return {
			entries: NO_ENTRIES,
			problem: `the stored settings cannot be read (${result.error}): the build's are used`,
		};
	}

	/** Writes `entries` in place of everything stored. When it fails, what was stored before still counts. */
	save(entries: Entries): Result<number> {
		return this.attempt((io) => {
			const used = newestReadable(io);
			const sequence = (COPIES.reduce((most, copy) => newer(most, sequenceOf(io, copy)), 0) + 1) >>> 0;
			const record = encodeRecord(entries, sequence, this.migration.version);
			if (!record)
				return {
					ok: false,
					error: `settings: more than ${RECORD_MAX} bytes (shorten mqtt.ca, mqtt.certificate or mqtt.key), or text that is not well-formed`,
				};
			const copy = used?.copy === COPIES[0] ? COPIES[1] : COPIES[0];
			writeCopy(io, copy, record);
			if (sequenceOf(io, copy) === sequence) return { ok: true, value: record.length };
			return { ok: false, error: "settings: what was written does not read back; those saved before stay" };
		}, "settings: not saved, those saved before stay");
	}

	/** Erases both copies, down to the flash where the board can. Returns how many values there were. */
	erase(): Result<number> {
		const erased = this.attempt((io) => {
			let count = 0;
			for (const copy of COPIES) {
				for (let i = 0; i < CHUNKS_MAX; i++) {
					if (readChunk(io, copy, i) !== undefined) count++;
					io.delete(copy + i);
				}
			}
			return { ok: true, value: count };
		}, "settings: not erased");
		const { flash } = this;
		if (!flash) return erased;
		if (!flash.eraseStorage()) return { ok: false, error: "settings: the flash could not be erased" };
		return erased.ok ? erased : { ok: true, value: 0 };
	}

	/** Opens, runs, closes; what is thrown becomes an error line. */
	private attempt<T>(run: (io: KeyValue) => Result<T>, what?: string): Result<T> {
		let io: KeyValue | undefined;
		let result: Result<T>;
		try {
			io = this.io.open({ path: DOMAIN, format: "buffer" });
			result = run(io);
		} catch (error) {
			result = failed(what, error);
		}
		try {
			io?.close();
		} catch (error) {
			return result.ok ? failed(what, error) : result;
		}
		return result;
	}
}

/** Messages of the storage are names of its errors and never hold a value. */
function failed(what: string | undefined, error: unknown): { readonly ok: false; readonly error: string } {
	const reason = error instanceof Error ? error.message : "storage failed";
	return { ok: false, error: what === undefined ? reason : `${what}: ${reason}` };
}

/** What load takes. */
interface Best {
	readonly copy: string;
	readonly entries: Entries;
	/** Of the schema that wrote it. */
	readonly version: number;
}

/** The newest copy that is whole and of our format. */
function newestReadable(io: KeyValue): Best | undefined {
	const [a, b] = COPIES.map((copy) => sequenceOf(io, copy));
	const order = newer(a ?? 0, b) === b && b !== undefined && a !== b ? [COPIES[1], COPIES[0]] : COPIES;
	for (const copy of order) {
		const bytes = readCopy(io, copy);
		const entries = bytes && decodeRecord(bytes);
		if (entries) return { copy, entries, version: readHeader(bytes)?.version ?? 0 };
	}
	return undefined;
}

/** The sequence of a copy that is whole, of whatever format; undefined when it is not. */
function sequenceOf(io: KeyValue, copy: string): number | undefined {
	const bytes = readCopy(io, copy);
	return bytes && isWhole(bytes) ? readHeader(bytes)?.sequence : undefined;
}

/** The later of two sequences, which count round past 2^32. */
function newer(a: number, b: number | undefined): number {
	return b !== undefined && ((b - a) | 0) > 0 ? b : a;
}

/** All bytes of a copy, or undefined when a chunk is missing, cannot be read or has another length than its place wants. */
function readCopy(io: KeyValue, copy: string): Uint8Array | undefined {
	const first = readChunk(io, copy, 0);
	const header = first && readHeader(first);
	if (!first || !header) return undefined;
	const bytes = new Uint8Array(header.length);
	for (let at = 0, i = 0; at < bytes.length; at += CHUNK, i++) {
		const chunk = i === 0 ? first : readChunk(io, copy, i);
		if (chunk?.length !== Math.min(CHUNK, bytes.length - at)) return undefined;
		bytes.set(chunk, at);
	}
	return bytes;
}

/**
 * One value, empty when it cannot be read. Always into a buffer: without one the SDK's driver takes the length from a call whose error
 * it does not look at (storage-esp32.c), and a made-up length would end the XS machine.
 */
function readChunk(io: KeyValue, copy: string, index: number): Uint8Array | undefined {
	const buffer = new Uint8Array(CHUNK);
	try {
		const count = io.read(copy + index, buffer);
		return typeof count === "number" ? buffer.subarray(0, Math.max(0, Math.min(count, CHUNK))) : undefined;
	} catch {
		return buffer.subarray(0, 0); // unreadable: this copy is not whole, the other may be
	}
}

/** The first chunk, which has the header, goes first and comes last: between the two there is no copy that could be mistaken for one. */
function writeCopy(io: KeyValue, copy: string, record: Uint8Array): void {
	io.delete(`${copy}0`);
	const count = Math.ceil(record.length / CHUNK);
	for (let i = CHUNKS_MAX - 1; i >= 0; i--) {
		if (i < count) io.write(copy + i, record.slice(i * CHUNK, (i + 1) * CHUNK));
		else io.delete(copy + i);
	}
}
