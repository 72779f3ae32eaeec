import { FIELDS } from "feed/payload";

/** Bytes of a record, in RAM and in flash: kind (1), 8 values (4 each), time (4), CRC-32 (4). Numbers are big-endian. */
export const RECORD = 41;
/** Where the values, the time and the CRC of a record stand. */
export const VALUES = 1;
export const TIME = VALUES + FIELDS * 4;
export const CRC = TIME + 4;

/** What the first byte of a record says. A row's is its channel slot (0 to 9) + 1, and `Undated` besides where its time is in ticks. */
export const enum Kind {
	/** Nothing counts here: what was torn is overwritten by zeros, which flash can always be. */
	Void = 0x00,
	/** Flag of a row: its time is in seconds since boot. */
	Undated = 0x10,
	Boot = 0x80,
	Offset = 0x81,
	/** A channel's state; behind a header it belongs to the set of all channels, elsewhere it stands alone. */
	ChannelOfSet = 0x82,
	Channel = 0x83,
	Evict = 0x84,
	/** Erased. */
	Empty = 0xff,
}

/** The time of an undated row that was sent without created_at, and must never get one. */
export const TIMELESS = 0xffffffff;

/** A channel slot's number is below this. */
export const CHANNELS = 10;

/** No value: the one mantissa whose negative does not exist. */
const ABSENT = -0x8000000;
const MANTISSA_MAX = 0x7ffffff;
const EXPONENT_MIN = -7;
const EXPONENTS = 16;
const POWER: readonly number[] = Object.freeze([1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]);

/**
 * Writes a value as a decimal: mantissa in the upper 28 bits, exponent (-7 to 8) in the lower 4. 8 significant digits are kept as they are
 * printed, and 7 decimals at least of what is small. What is not finite, or beyond what can be published (core/decimal), is written as absent.
 */
export function writeValue(view: DataView, at: number, value: number): void {
	const size = Math.abs(value);
	let code = 0;
	let mantissa = Math.round(size * POWER[-EXPONENT_MIN]);
	while (mantissa > MANTISSA_MAX && ++code < EXPONENTS) {
		const exponent = code + EXPONENT_MIN;
		mantissa = Math.round(exponent < 0 ? size * POWER[-exponent] : size / POWER[exponent]);
	}
	if (mantissa <= MANTISSA_MAX) view.setInt32(at, (value < 0 ? -mantissa : mantissa) * 16 + code);
	else view.setInt32(at, ABSENT * 16); // also NaN
}

/** The value written at `at`; NaN where there is none. */
export function readValue(view: DataView, at: number): number {
	const word = view.getInt32(at);
	const mantissa = word >> 4;
	if (mantissa === ABSENT) return Number.NaN;
	const exponent = (word & 15) + EXPONENT_MIN;
	return exponent < 0 ? mantissa / POWER[-exponent] : mantissa * POWER[exponent];
}

/** Writes a row of channel slot `slot`, without its CRC. `seconds` are since 1970, or since boot where it is not `dated`. */
export function writeRow(
	view: DataView,
	at: number,
	slot: number,
	values: ArrayLike<number>,
	seconds: number,
	dated: boolean,
): void {
	view.setUint8(at, (slot + 1) | (dated ? 0 : Kind.Undated));
	for (let i = 0; i < FIELDS; i++) writeValue(view, at + VALUES + i * 4, values[i]);
	view.setUint32(at + TIME, seconds);
}

/** Reads the values of a row. */
export function readValues(view: DataView, at: number, target: { [field: number]: number }): void {
	for (let i = 0; i < FIELDS; i++) target[i] = readValue(view, at + VALUES + i * 4);
}

/** The channel slot of a row by its first byte; -1 when it is none. */
export function slotOf(kind: number): number {
	const slot = (kind & ~Kind.Undated) - 1;
	return slot < CHANNELS ? slot : -1;
}
