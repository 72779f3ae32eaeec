import { crc32 } from "core/crc32";
import type { Accounts } from "journal/account";
import type { Flash } from "journal/flash";
import { CRC, Kind, RECORD, slotOf } from "journal/row";

/** magic (4), sector (4), boot (4), channels in its set of marks (1), nothing (20), CRC-32 (4). Numbers are big-endian. */
export const HEADER = 37;
const SECTOR = 4;
const BOOT = 8;
const CHANNELS_AT = 12;
const HEADER_CRC = HEADER - 4;
/** `FFJ1` */
const MAGIC = 0x46464a31;
/** The CRC of a mark begins here, that of a row at its channel's key. */
const MARKS = 0x6d61726b;
/** A place in a sector is one byte in marks. */
const SLOTS_MAX = 255;
/**
 * Records read at once: a row that was written is read back with three that are not there yet, and what comes up reads a sector of 4 KB in 25
 * pieces. Twice as many would halve those reads, of which each costs far less than the CRCs of its records, and take as much more of RAM.
 */
const PAGE = 4;
/** Records written at once, at most. */
export const BATCH = 8;

/**
 * The sectors of the log: numbered from 1 on for ever, sector n in physical sector n modulo their count. A record's address is its sector's
 * number x the records of a sector + its place there. This knows how they are read and written, and nothing of what they mean.
 */
export class Sectors {
	private readonly flash: Flash;
	/** Physical sectors. */
	readonly count: number;
	/** Records in a sector. */
	readonly slots: number;
	/** What `read` has read, as many records each time. */
	readonly bytes: Uint8Array;
	/**
	 * The same, and behind it a bit for each physical sector: it has the one number of the last round that belongs there. Any other counts for
	 * nothing.
	 */
	readonly view: DataView;
	/** Where a header is read to and written from: their beginning, so that nothing read before is there any more. */
	private readonly head: Uint8Array;
	private readonly page: number;
	/** Address of the first record in `bytes`, and how many there are. */
	private pageAt = 0;
	private paged = 0;
	/** Flash has not answered a read since somebody set this to false. */
	silent = false;
	/** The newest sector; 0 for none. */
	newest = 0;
	/** Of the header read last. */
	sector = 0;
	boot = 0;
	/** How many marks of channels follow it. */
	set = 0;

	constructor(flash: Flash) {
		this.flash = flash;
		this.count = flash.sectors;
		this.slots = Math.min(SLOTS_MAX, Math.floor((flash.sectorLength - HEADER) / RECORD));
		this.page = Math.max(1, Math.min(PAGE, this.slots));
		const length = this.page * RECORD;
		this.view = new DataView(new ArrayBuffer(length + Math.ceil(this.count / 8)));
		this.bytes = new Uint8Array(this.view.buffer, 0, length);
		this.head = this.bytes.subarray(0, HEADER);
	}

	/** Whether `sector` is part of the log. */
	has(sector: number): boolean {
		if (sector <= Math.max(0, this.newest - this.count) || sector > this.newest) return false;
		const physical = sector % this.count;
		return (this.view.getUint8(this.bytes.length + (physical >> 3)) & (1 << (physical & 7))) !== 0;
	}

	private setNumbered(physical: number, numbered: boolean): void {
		const at = this.bytes.length + (physical >> 3);
		const bit = 1 << (physical & 7);
		const others = this.view.getUint8(at) & ~bit;
		this.view.setUint8(at, numbered ? others | bit : others);
	}

	/** Reads all headers and finds the newest sector; what is older than one round, or no header, is no part of the log. False when flash cannot be read. */
	open(): boolean {
		const numbers = new Uint32Array(this.count);
		let readable = false;
		this.paged = 0;
		this.newest = 0;
		for (let physical = 0; physical < this.count; physical++) {
			if (!this.flash.read(this.head, physical * this.flash.sectorLength)) continue;
			readable = true;
			if (!this.parse(physical)) continue;
			numbers[physical] = this.sector;
			if (this.sector > this.newest) this.newest = this.sector;
		}
		const before = Math.max(0, this.newest - this.count);
		for (let physical = 0; physical < this.count; physical++) this.setNumbered(physical, numbers[physical] > before);
		return readable;
	}

	/** Reads the header of `sector`. False when it has none. */
	header(sector: number): boolean {
		if (sector <= 0) return false;
		const physical = sector % this.count;
		this.paged = 0;
		if (!this.flash.read(this.head, physical * this.flash.sectorLength)) return false;
		return this.parse(physical) && this.sector === sector;
	}

	private parse(physical: number): boolean {
		const { view } = this;
		this.sector = view.getUint32(SECTOR);
		this.boot = view.getUint32(BOOT);
		this.set = view.getUint8(CHANNELS_AT);
		const whole = view.getUint32(0) === MAGIC && view.getUint32(HEADER_CRC) === crc32(this.head, 0, HEADER_CRC);
		return whole && this.sector > 0 && this.sector % this.count === physical;
	}

	/** Erases the place of `sector` and writes its header. False when that failed; the sector is then no part of the log. */
	begin(sector: number, boot: number, set: number): boolean {
		const physical = sector % this.count;
		this.setNumbered(physical, false);
		this.paged = 0;
		if (!this.flash.erase(physical)) return false;
		const { view } = this;
		this.head.fill(0);
		view.setUint32(0, MAGIC);
		view.setUint32(SECTOR, sector);
		view.setUint32(BOOT, boot);
		view.setUint8(CHANNELS_AT, set);
		view.setUint32(HEADER_CRC, crc32(this.head, 0, HEADER_CRC));
		if (!this.flash.write(this.head, physical * this.flash.sectorLength)) return false;
		if (!this.header(sector)) return false;
		this.newest = sector;
		this.setNumbered(physical, true);
		return true;
	}

	/** Erases every physical sector. False when one could not be. */
	clear(): boolean {
		let done = true;
		this.paged = 0;
		this.newest = 0;
		for (let physical = 0; physical < this.count; physical++) {
			this.setNumbered(physical, false);
			done = this.flash.erase(physical) && done;
		}
		return done;
	}

	/** Where in `bytes` the record at `address` stands now; -1 when it cannot be read, which `silent` remembers. */
	read(address: number): number {
		const index = address - this.pageAt;
		if (index >= 0 && index < this.paged) return index * RECORD;
		const end = (Math.floor(address / this.slots) + 1) * this.slots;
		const from = Math.min(address, end - this.page); // the last ones of a sector are read with some before them
		this.paged = 0;
		if (!this.flash.read(this.bytes, this.offset(from))) {
			this.silent = true;
			return -1;
		}
		this.pageAt = from;
		this.paged = this.page;
		return (address - from) * RECORD;
	}

	/** Programs `bytes`, whole records of one sector, at `address`. */
	write(bytes: Uint8Array, address: number): boolean {
		this.paged = 0;
		return this.flash.write(bytes, this.offset(address));
	}

	private offset(address: number): number {
		const sector = Math.floor(address / this.slots);
		const place = address - sector * this.slots;
		return (sector % this.count) * this.flash.sectorLength + HEADER + place * RECORD;
	}

	/** The CRC that a record in `bytes` at `at` must have at `address`: a row's depends on its channel, so that it can be taken for no other's. */
	seal(bytes: Uint8Array, at: number, address: number, accounts: Readonly<Accounts>): number {
		const slot = slotOf(bytes[at]);
		const start = slot < 0 ? MARKS : (accounts[slot]?.key ?? 0);
		return crc32(bytes, at, at + CRC, (start ^ Math.floor(address / this.slots)) >>> 0);
	}

	/** What kind of record has been read from `address` to `at`: Void for one that does not count, -1 for one that is damaged. */
	kindAt(at: number, address: number, accounts: Readonly<Accounts>): number {
		const { bytes } = this;
		const kind = bytes[at];
		if ((kind === Kind.Void || kind === Kind.Empty) && isFilled(bytes, at, kind)) return kind;
		return this.view.getUint32(at + CRC) === this.seal(bytes, at, address, accounts) ? kind : -1;
	}
}

function isFilled(bytes: Uint8Array, at: number, byte: number): boolean {
	for (let i = 0; i < RECORD; i++) if (bytes[at + i] !== byte) return false;
	return true;
}
