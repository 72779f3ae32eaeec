import type { Clock } from "core/clock";
import type { Log } from "core/log";
import type { SensorPlan } from "publisher/plan";
import type { SampledSensor, SamplerOptions } from "publisher/sampler";
import { type Board, type CatalogEntry, findModel, openSensor } from "sensors/catalog";
import { busState } from "sensors/entry";
import { BusState } from "sensors/i2c";
import type { Quantity, Sensor } from "sensors/sensor";
import { Conditioner } from "values/conditioner";

/** Whose sensors they are. */
export interface SampleOwner {
	readonly clock: Clock;
	readonly log: Log;
	readonly kit: Board;
	/** Takes the readings of sensor number `sensor`. Valid during the call. */
	onSample(sensor: number, values: Float64Array): void;
	/** A defect was caught in it. Must not throw. */
	onFault(error: unknown): void;
}

/** A sensor of the plan, and all else that its sampler is given. It asks the plan, the model's row and its owner, where all of it stands already. */
export class PlannedSensor implements SampledSensor, SamplerOptions {
	readonly conditioner: Conditioner | undefined;
	private readonly plan: SensorPlan;
	private readonly number: number;
	private readonly owner: SampleOwner;
	private readonly entry: CatalogEntry | undefined;

	/** Sensor number `number` of the plan. */
	constructor(plan: SensorPlan, number: number, owner: SampleOwner) {
		this.plan = plan;
		this.number = number;
		this.owner = owner;
		this.entry = findModel(plan.model);
		this.conditioner = plan.values && new Conditioner(plan.values);
	}

	get sensor(): SampledSensor {
		return this;
	}
	get clock(): Clock {
		return this.owner.clock;
	}
	get log(): Log {
		return this.owner.log;
	}
	get name(): string {
		return this.plan.name;
	}
	get quantities(): readonly Quantity[] {
		return this.plan.quantities;
	}
	get intervalMs(): number {
		return this.plan.intervalMs;
	}
	get stuckAfter(): number {
		return this.plan.stuckAfter;
	}
	get conversionMs(): number {
		return this.entry?.model.conversionMs ?? 0;
	}
	get timeoutMs(): number | undefined {
		return this.entry?.model.timeoutMs;
	}

	open(): Sensor {
		return openSensor(this.plan, this.owner.kit);
	}

	onSample(values: Float64Array): void {
		this.owner.onSample(this.number, values);
	}

	onFault(error: unknown): void {
		this.owner.onFault(error);
	}

	checkBus(): BusState {
		return this.entry?.bus === "i2c" ? busState(this.plan, this.owner.kit) : BusState.Sound;
	}
}
