import { SensorHealth } from "console/sensor-state";
import { FAULT_NAMES } from "console/sensor-words";
import { Fault, type Quantity } from "sensors/sensor";

/** What is kept of one sensor. */
export interface SensorFacts {
	/** Of the last good sample, one for each quantity; NaN where there is none. */
	readonly values: Float64Array;
	/** Ticks of the last good sample; -1 for never. */
	readonly sampled: number;
	/** Of the last sample. */
	readonly fault: Fault;
	readonly samples: number;
	readonly faults: number;
	/** How often each Fault was, by its number; made anew each time. */
	readonly counts: readonly number[];
	/** Of the last sample that failed. */
	readonly lastFault: Fault;
	/** Ticks of it; -1 for never. */
	readonly faulted: number;
	readonly health: SensorHealth;
}

/** They grow with each sample, in constant memory. */
export class KeptFacts implements SensorFacts {
	/** The sensor's. */
	readonly name: string;
	readonly values: Float64Array;
	readonly quantities: readonly Quantity[];
	sampled = -1;
	fault = Fault.None;
	samples = 0;
	faults = 0;
	lastFault = Fault.None;
	faulted = -1;
	/** How often each Fault was, by its number; made by the first. */
	private kinds: Uint32Array | undefined;
	/** A bit for each of the last 32 samples, the last one lowest: 1 for a fault. */
	private recent = 0;

	constructor(name: string, quantities: readonly Quantity[]) {
		this.name = name;
		this.quantities = quantities;
		this.values = new Float64Array(quantities.length).fill(Number.NaN);
	}

	get health(): SensorHealth {
		if (this.samples === 0) return SensorHealth.Unknown;
		if (this.fault !== Fault.None) return SensorHealth.Failing;
		return this.recent === 0 ? SensorHealth.Good : SensorHealth.Shaky;
	}

	get counts(): readonly number[] {
		const { kinds } = this;
		return FAULT_NAMES.map((_, fault) => (fault === Fault.None ? this.samples - this.faults : (kinds?.[fault] ?? 0)));
	}

	/** A sample at `ticks`; of `values` what is needed is copied. */
	add(ticks: number, values: Float64Array, fault: Fault): void {
		this.samples++;
		this.fault = fault;
		this.recent = (this.recent << 1) | (fault === Fault.None ? 0 : 1);
		if (fault === Fault.None || hasReading(values)) {
			this.sampled = ticks;
			for (let i = 0; i < this.values.length; i++) this.values[i] = values[i];
		}
		if (fault !== Fault.None) {
			this.faults++;
			this.kinds ??= new Uint32Array(FAULT_NAMES.length);
			this.kinds[fault]++;
			this.lastFault = fault;
			this.faulted = ticks;
		}
	}
}

function hasReading(values: Float64Array): boolean {
	for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) return true;
	return false;
}
