/** One change of a pin. */
export interface PinWrite {
	readonly ticks: number;
	readonly pin: number;
	/** 1 for high, 0 for low, -1 when the firmware let go of it. */
	readonly level: number;
}

/** Writes that are kept for whoever looks. */
const KEPT = 10_000;

/** The board's pins, as a wire on each would see them. */
export class BoardPins {
	/** Level of each pin that the firmware drives. */
	readonly levels = new Map<number, number>();
	/** Every write so far, the first ones when there are very many. */
	readonly writes: PinWrite[] = [];

	/** The firmware drives a pin, or lets go of it. */
	write(ticks: number, pin: number, level: number): void {
		if (level < 0) this.levels.delete(pin);
		else this.levels.set(pin, level);
		if (this.writes.length < KEPT) this.writes.push({ ticks, pin, level });
	}
}
