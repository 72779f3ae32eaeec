import { crc32 } from "core/crc32";
import { ResetReason, RestartCode } from "health/system";

/** Bytes that outlive every reset but a power-on. */
export const RETAINED = 32;
/** How many reset reasons there are. */
export const REASONS = 9;

const MAGIC = 0x48464646;
const COUNTS = 8;
const CHECKSUM = RETAINED - 4;
const COUNT_MAX = 65_535;
const QUICK_MAX = 255;

/** What a board remembers over a reset, in memory that keeps its content as long as there is power. */
export interface Retained {
	/** This boot has lasted: the next reset is not a quick one. */
	readonly stable: boolean;
	/** Why the firmware asked for the restart that comes next. */
	readonly code: RestartCode;
	/** Resets in a row of boots that did not last and that nobody wished. */
	readonly quick: number;
	/** Resets since power-on, by reason. */
	readonly counts: readonly number[];
}

/**
 * Little endian: magic (4 bytes), stable, code, quick, 0 (1 byte each), a count of 2 bytes for each reason, and behind a gap the CRC-32
 * of everything before it.
 */
export function encodeRetained({ stable, code, quick, counts }: Retained): Uint8Array {
	const bytes = new Uint8Array(RETAINED);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, MAGIC, true);
	view.setUint8(4, stable ? 1 : 0);
	view.setUint8(5, code);
	view.setUint8(6, Math.min(quick, QUICK_MAX));
	for (let i = 0; i < REASONS; i++) view.setUint16(COUNTS + i * 2, Math.min(counts[i] ?? 0, COUNT_MAX), true);
	view.setUint32(CHECKSUM, crc32(bytes, 0, CHECKSUM), true);
	return bytes;
}

/** What was kept, or undefined when the memory holds anything else, as after a power-on. */
export function decodeRetained(bytes: Uint8Array): Retained | undefined {
	if (bytes.length !== RETAINED) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (view.getUint32(0, true) !== MAGIC || view.getUint32(CHECKSUM, true) !== crc32(bytes, 0, CHECKSUM))
		return undefined;
	const counts: number[] = [];
	for (let i = 0; i < REASONS; i++) counts.push(view.getUint16(COUNTS + i * 2, true));
	return { stable: view.getUint8(4) === 1, code: view.getUint8(5), quick: view.getUint8(6), counts };
}

/**
 * What to remember of a boot for `reason`, `before` being what the last one left. A reset that somebody wished starts the count of
 * quick ones over, so that a person at the board always gets it out of safe mode by the button or the console.
 */
export function boot(before: Retained | undefined, reason: ResetReason): Retained {
	const counts: number[] = [];
	for (let i = 0; i < REASONS; i++) counts.push((before?.counts[i] ?? 0) + (i === reason ? 1 : 0));
	const quick = isWished(before, reason) ? 0 : before?.stable ? 1 : (before?.quick ?? 0) + 1;
	return { stable: false, code: RestartCode.None, quick, counts };
}

function isWished(before: Retained | undefined, reason: ResetReason): boolean {
	if (reason === ResetReason.Software) return before !== undefined && before.code !== RestartCode.None;
	return reason === ResetReason.PowerOn || reason === ResetReason.DeepSleep || reason === ResetReason.External;
}
