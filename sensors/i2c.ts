/**
 * What a driver needs of one chip's place on an I2C bus: the part of ECMA-419's I2C class (and the SDK's `embedded:io/i2c`)
 * that a driver calls. Each call is one transfer, ended by a stop condition; it throws when the chip does not acknowledge.
 */
export interface I2c {
	/** Sends all of `bytes`. */
	write(bytes: Uint8Array): unknown;
	/** Fills all of `target`. */
	read(target: Uint8Array): unknown;
	/**
	 * Sends all of `bytes`, then fills all of `target`, with a repeated start between them: one transfer, for chips that forget behind a stop
	 * what they were asked. Not in ECMA-419, and an extension of the SDK's class, whose `write` always ends with a stop (8.2.3,
	 * modules/io/i2c/_i2c.js).
	 */
	writeRead(bytes: Uint8Array, target: Uint8Array): unknown;
	/** Gives the chip's address free again. Safe to call twice. */
	close(): void;
}

/** The options an I2C class is made with. What a board knows of its bus (`device.I2C.default`) goes along untouched. */
export interface I2cOptions {
	/** The chip's 7-bit address. */
	readonly address: number;
	/** Clock frequency of the bus in hertz. */
	readonly hz: number;
	/** Pin that carries the data (SDA). */
	readonly data?: number | string;
	/** Pin that carries the clock (SCL). */
	readonly clock?: number | string;
	/** Milliseconds until a transfer that does not end is given up: an option of the SDK's class on ESP32. */
	readonly timeout?: number;
}

/** An I2C class, as `device.io.I2C` is one. The constructor throws for impossible options or an address in use. */
export type I2cClass = new (options: I2cOptions) => I2c;

/** What a look at the two lines of a bus has found. */
export const enum BusState {
	/** Both are high; or nobody could look, since the pins are in use or the board has no class for them. */
	Sound = 0,
	/** SDA was held low, and clocks have freed it. */
	Freed = 1,
	/** One of them is held low still. */
	Stuck = 2,
}
