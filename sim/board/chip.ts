/**
 * A chip on the simulated I2C bus, at the level of bytes: what the wires would carry, so that the firmware's own driver
 * runs unchanged against it. The clock, where a chip needs one, comes with the model's constructor.
 */
export interface I2cChip {
	/** Takes the bytes of one write transfer (none for a bare address). False: not acknowledged. */
	write(bytes: Uint8Array): boolean;
	/** Answers one read transfer with `count` bytes; undefined: not acknowledged, as a chip does that is still busy. */
	read(count: number): Uint8Array | undefined;
	/** A write and a read with a repeated start between them; a chip to which that is the same as one behind the other has none. */
	writeRead?(bytes: Uint8Array, count: number): Uint8Array | undefined;
}
