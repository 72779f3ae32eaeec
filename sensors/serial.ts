/**
 * What a driver needs of a UART: the part of ECMA-419's Serial that works without callbacks, in the format "buffer". It is this project's own
 * native module (native/sensor-serial), since the SDK's Serial does not reach UART 2. Some 256 bytes wait until they are read.
 */
export interface Serial {
	/** Fills `target` with what has arrived, as much as fits, and returns how many bytes that is; undefined or 0 when nothing is there. */
	read(target: Uint8Array): number | undefined;
	/** Takes all of `bytes`, or throws when there is no room. */
	write(bytes: Uint8Array): unknown;
	/** Releases the pins. Safe to call twice. */
	close(): void;
}

/** The options a serial class is made with. */
export interface SerialOptions {
	/** Number of the UART; the console has 0. */
	readonly port: number;
	/** Bits a second; 8 data bits, no parity, 1 stop bit. */
	readonly baud: number;
	/** GPIO that receives. */
	readonly receive?: number;
	/** GPIO that transmits. */
	readonly transmit?: number;
	readonly format: "buffer";
}

/** A serial class. The constructor throws for impossible options or pins in use. */
export type SerialClass = new (options: SerialOptions) => Serial;
