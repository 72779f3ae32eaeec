/**
 * Pulses on a pin, counted and timed by interrupt whatever XS does meanwhile: this project's own native module (native/pulse-counter). The
 * SDK's PulseCount counts quadrature signals, which comes to nothing for a single one, and not on an ESP32-C3; its PulseWidth is not on
 * one either.
 */
export interface PulseCounter {
	/** Pulses that have begun since it was opened; wraps at 2^32. */
	count(): number;
	/** Microseconds of the last pulse that has ended since the last call of this, its bounces included; 0 when none has, or none that could be timed. */
	width(): number;
	/** Releases the pin. Safe to call twice. */
	close(): void;
}

/** The options a pulse counter is made with. */
export interface PulseCounterOptions {
	readonly pin: number;
	/** Level of the pin during a pulse. */
	readonly active: 0 | 1;
	/** The pin must have been at rest for so long before a pulse for it to count; one that begins sooner is a bounce. 0: each one counts. */
	readonly debounceUs: number;
	/** The chip's own pull-up of some 45 kΩ, for a switch to ground. */
	readonly pullUp: boolean;
}

/** A pulse counter's class. The constructor throws for a pin that is in use or that there is not. */
export type PulseCounterClass = new (options: PulseCounterOptions) => PulseCounter;
