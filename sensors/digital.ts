/** What a driver needs of a digital pin: the part of ECMA-419's Digital (and the SDK's `embedded:io/digital`) that it calls. */
export interface Digital {
	/** 0 or 1. */
	read(): number;
	write(value: number): void;
	/** Releases the pin. Safe to call twice. */
	close(): void;
}

/** A digital class, as `device.io.Digital` is one. The constructor throws for a pin that is in use or that there is not. */
export interface DigitalClass {
	new (options: { readonly pin: number; readonly mode: number }): Digital;
	readonly Input: number;
	readonly InputPullUp: number;
	readonly Output: number;
	readonly OutputOpenDrain: number;
}
