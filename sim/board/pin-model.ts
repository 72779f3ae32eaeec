/** One change of the level of a pin. */
export interface Edge {
	/** When, in µs on the clock of the board. */
	readonly us: number;
	readonly level: 0 | 1;
}

/**
 * What is wired to one pin of the simulated board, at the level of volts and edges. A model has those members that its wire needs; the clock,
 * where it needs one, comes with its constructor.
 */
export interface PinModel {
	/** The level that it holds the pin at now; undefined: it lets go, and the pull-up decides. */
	level?(): 0 | 1 | undefined;
	/** Voltage at the pin now. */
	voltage?(): number;
	/** The edges of the pin since the last call of this, oldest first, none later than now. */
	edges?(): readonly Edge[];
	/** The firmware drives the pin: 1 or 0, or -1 when it lets go. */
	driven?(level: number): void;
}
