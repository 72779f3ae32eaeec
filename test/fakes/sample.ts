import { Fault, type Sensor } from "sensors/sensor";

/** What a sensor's rig has to be sampled with. */
export interface SampleBench {
	/** ms; moved forward. */
	now: number;
	readonly values: Float64Array;
}

/** One whole sample as the sampler takes it: it waits as long as the driver asks for, and makes what is Busy for too long a Timeout. */
export function sample(sensor: Sensor, bench: SampleBench, conversionMs: number, timeoutMs = 4 * conversionMs): Fault {
	const end = bench.now + timeoutMs;
	let fault = sensor.start();
	if (fault !== Fault.None) return fault;
	do {
		bench.now += Math.max(1, sensor.waitMs ?? conversionMs);
		if (bench.now > end) return Fault.Timeout;
		bench.values.fill(Number.NaN);
		fault = sensor.take(bench.values);
	} while (fault === Fault.Busy);
	return fault;
}
