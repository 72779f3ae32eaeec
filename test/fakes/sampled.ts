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

/** As `sample`, with the times of the driver's model: what it came to. Values are NaN before. */
export function sampled(
	sensor: Sensor,
	model: { readonly conversionMs: number; readonly timeoutMs?: number },
	values: Float64Array,
	pass: (ms: number) => void,
): Fault {
	values.fill(Number.NaN);
	const { conversionMs, timeoutMs = 4 * conversionMs } = model;
	return sample(sensor, values, pass, timeoutMs, conversionMs).fault;
}

/** The readings lie within what the model says its chip can measure; NaN is no reading. */
export function inRange(
	quantities: readonly { readonly least?: number; readonly most?: number }[],
	values: Float64Array,
): boolean {
	return quantities.every(
		({ least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }, i) =>
			!(values[i] < least || values[i] > most),
	);
}
