import { Fault, type Sensor } from "sensors/sensor";

/** What a sample came to. */
export interface Sampled {
	readonly fault: Fault;
	/** Milliseconds from `start` to the end. */
	readonly tookMs: number;
}

/** Takes one sample as the sampler does: `start`, then `take` behind each wait that the driver asks for, on a clock that `wait` moves. */
export function sample(
	sensor: Sensor,
	values: Float64Array,
	wait: (ms: number) => void,
	timeoutMs = 60_000,
	conversionMs = 0,
): Sampled {
	const begun = sensor.start();
	let tookMs = 0;
	if (begun !== Fault.None) return { fault: begun, tookMs };
	for (;;) {
		const ms = Math.max(tookMs === 0 ? 0 : 1, sensor.waitMs ?? conversionMs);
		wait(ms);
		tookMs += ms;
		const fault = sensor.take(values);
		if (fault !== Fault.Busy) return { fault, tookMs };
		if (tookMs > timeoutMs) return { fault: Fault.Timeout, tookMs };
	}
}
