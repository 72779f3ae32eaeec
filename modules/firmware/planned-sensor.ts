import type { SensorPlan } from "publisher/plan";
import type { SampledSensor } from "publisher/sampler";
import { type Board, findModel, openSensor } from "sensors/catalog";
import { busState } from "sensors/entry";
import { BusState } from "sensors/i2c";
import type { Quantity, Sensor } from "sensors/sensor";
import { Conditioner } from "values/conditioner";

/** A sensor of the plan on this board, as its sampler needs it. */
export class PlannedSensor implements SampledSensor {
	readonly name: string;
	readonly quantities: readonly Quantity[];
	readonly intervalMs: number;
	readonly conversionMs: number;
	readonly timeoutMs: number | undefined;
	readonly conditioner: Conditioner | undefined;
	readonly #plan: SensorPlan;
	readonly #board: Board;

	constructor(plan: SensorPlan, board: Board) {
		const { model } = findModel(plan.model) ?? {};
		this.name = plan.name;
		this.quantities = plan.quantities;
		this.intervalMs = plan.intervalMs;
		this.conversionMs = model?.conversionMs ?? 0;
		this.timeoutMs = model?.timeoutMs;
		this.conditioner = plan.values && new Conditioner(plan.values);
		this.#plan = plan;
		this.#board = board;
	}

	/** As the plan has it; asked once. */
	get stuckAfter(): number {
		return this.#plan.stuckAfter;
	}

	open(): Sensor {
		return openSensor(this.#plan, this.#board);
	}

	checkBus(): BusState {
		return findModel(this.#plan.model)?.bus === "i2c" ? busState(this.#plan, this.#board) : BusState.Sound;
	}
}
