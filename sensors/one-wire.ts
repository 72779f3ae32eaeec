/**
 * A 1-Wire bus master at standard speed: this project's own native module (native/one-wire) over Espressif's onewire_bus. No call throws but
 * the constructor; a bus without devices reads as ones. One call takes as long as its time slots, about 70 µs a bit; the search some 150 ms a
 * device.
 */
export interface OneWire {
	/** Sends a reset pulse. True when a device answers with its presence pulse. */
	reset(): boolean;
	/** Sends all of `bytes`, least significant bit first. */
	write(bytes: Uint8Array): void;
	/** Fills all of `target`. */
	read(target: Uint8Array): void;
	/** The ROM codes of the devices that take part in a search: eight bytes each, family first, CRC last and not checked. */
	search(): readonly Uint8Array[];
	/** Releases the pin. Safe to call twice. */
	close(): void;
}

/** The options a 1-Wire class is made with. */
export interface OneWireOptions {
	/** GPIO of the data line; it needs a pull-up of 4.7 kΩ. */
	readonly pin: number;
}

/** A 1-Wire class. The constructor throws for a pin that is in use or that there is not. */
export type OneWireClass = new (options: OneWireOptions) => OneWire;
