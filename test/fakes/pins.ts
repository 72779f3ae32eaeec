import type { Pins } from "control/ports";

/** Pins in a test's hands. */
export class FakePins implements Pins {
	/** Every write, `pin=level`. */
	readonly writes: string[] = [];
	/** Pins that are outputs now. */
	readonly open = new Set<number>();
	/** The pins that cannot be driven. */
	taken: readonly number[] = [];
	/** True: driving fails. */
	broken = false;

	refusal(pin: number): string | undefined {
		return this.taken.includes(pin) ? `pin ${pin} cannot be driven: it is taken` : undefined;
	}

	drive(pin: number, high: boolean): boolean {
		if (this.broken) return false;
		this.open.add(pin);
		this.writes.push(`${pin}=${high ? 1 : 0}`);
		return true;
	}

	keep(pins: readonly number[]): void {
		for (const pin of this.open) if (!pins.includes(pin)) this.open.delete(pin);
	}
}
