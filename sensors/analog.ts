/** What a driver needs of an analog input: the part of ECMA-419's Analog (and the SDK's `embedded:io/analog`) that it calls. */
export interface Analog {
	/** Converts, and returns 0 to 2^resolution - 1. Throws when the converter fails. */
	read(): number;
	/** Bits of a reading. */
	readonly resolution: number;
	/** Releases the pin. Safe to call twice. */
	close(): void;
}

/** The options an analog class is made with. */
export interface AnalogOptions {
	/** GPIO; not every one can. On an ESP32 those of ADC2 do not work beside Wi-Fi. */
	readonly pin: number;
}

/** An analog class, as `device.io.Analog` is one. The constructor throws for a pin that is in use or cannot. */
export type AnalogClass = new (options: AnalogOptions) => Analog;
