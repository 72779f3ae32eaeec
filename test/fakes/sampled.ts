import { Fault, type Sensor } from "sensors/sensor";

/**
 * One sample as the sampler takes it: start, then take each time the sensor asks for, until it is not Fault.Busy any more or `timeoutMs` is
 * over. `pass` lets time go by.
 */
export function sampled(
	sensor: Sensor,
	model: { readonly conversionMs: number; readonly timeoutMs?: number },
	values: Float64Array,
	pass: (ms: number) => void,
): Fault {
	values.fill(Number.NaN);
	const started = sensor.start();
	if (started !== Fault.None) return started;
	const timeoutMs = model.timeoutMs ?? 4 * model.conversionMs;
	let passed = 0;
	let wait = sensor.waitMs ?? model.conversionMs;
	for (;;) {
		pass(wait);
		passed += wait;
		const fault = sensor.take(values);
		if (fault !== Fault.Busy) return fault;
		wait = Math.max(1, sensor.waitMs ?? model.conversionMs);
		if (passed + wait > timeoutMs) return Fault.Timeout;
	}
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
