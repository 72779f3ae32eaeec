import type { SensorPlan } from "publisher/plan";
import type { SampledSensor } from "publisher/sampler";
import { type Board, type CatalogEntry, findModel, openSensor } from "sensors/catalog";
import { busState } from "sensors/entry";
import { BusState } from "sensors/i2c";
import type { Quantity, Sensor } from "sensors/sensor";
import { Conditioner } from "values/conditioner";

/** A sensor of the plan, as a sampler takes it. It asks the plan and the model's row, where all of it stands already. */
export class PlannedSensor implements SampledSensor {
	readonly conditioner: Conditioner | undefined;
	readonly #plan: SensorPlan;
	readonly #board: Board;
	readonly #entry: CatalogEntry | undefined;

	/** On `board`. */
	constructor(plan: SensorPlan, board: Board) {
		this.#plan = plan;
		this.#board = board;
		this.#entry = findModel(plan.model);
		this.conditioner = plan.values && new Conditioner(plan.values);
	}

	get name(): string {
		return this.#plan.name;
	}
	get quantities(): readonly Quantity[] {
		return this.#plan.quantities;
	}
	get intervalMs(): number {
		return this.#plan.intervalMs;
	}
	get stuckAfter(): number {
		return this.#plan.stuckAfter;
	}
	get conversionMs(): number {
		return this.#entry?.model.conversionMs ?? 0;
	}
	get timeoutMs(): number | undefined {
		return this.#entry?.model.timeoutMs;
	}

	open(): Sensor {
		return openSensor(this.#plan, this.#board);
	}

	checkBus(): BusState {
		return this.#entry?.bus === "i2c" ? busState(this.#plan, this.#board) : BusState.Sound;
	}
}
