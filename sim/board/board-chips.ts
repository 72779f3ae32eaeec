import type { BoardClock } from "../clock/clock";
import { I2cBus } from "./bus";
import { type ChipFault, FaultPlan, type PluggedChip } from "./chip-fault";
import type { ChipPlace } from "./chip-place";
import type { Environment } from "./environment";

/** The chips on the simulated board, in one environment, and what happens to them. */
export class BoardChips {
	readonly bus = new I2cBus();
	readonly #plan: FaultPlan;

	/** `now` gives the board's ticks. Throws a UsageError for a fault that none of the chips can have. */
	constructor(places: readonly ChipPlace[], faults: readonly ChipFault[], environment: Environment, now: () => number) {
		const chips: PluggedChip[] = [];
		for (const { row, place } of places) {
			const chip = row.make(environment, now);
			switch (row.bus) {
				case "i2c":
					this.bus.attach(place, chip);
					addStretched(chip.faults, this.bus, place);
					break;
				default:
					row.bus satisfies never;
			}
			chips.push({ model: row.model, chip, values: row.values });
		}
		this.#plan = new FaultPlan(faults, chips);
	}

	/** From now on their faults happen, at their times of `clock`. */
	start(clock: BoardClock): void {
		this.#plan.start(clock);
	}

	/** Nothing more happens to them. */
	stop(): void {
		this.#plan.cancel();
	}
}

/** Gives a chip on I2C the fault that is its bus's: it holds the clock for too long. */
function addStretched(faults: object, { stretched }: I2cBus, address: number): void {
	Object.defineProperty(faults, "stretched", {
		enumerable: true,
		get: () => stretched.has(address),
		set: (on: boolean) => {
			if (on) stretched.add(address);
			else stretched.delete(address);
		},
	});
}
