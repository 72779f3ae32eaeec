/** Why a sample gave no reading. */
export const enum Fault {
	None = 0,
	/** The chip does not answer on its bus. */
	Absent = 1,
	/** The conversion is not ready yet. */
	Busy = 2,
	/** A checksum did not match. */
	Checksum = 3,
	/** The chip answered with a value outside of its range. */
	Range = 4,
	/** The conversion did not become ready in the time the chip is allowed. */
	Timeout = 5,
	/** The same value has come too often in a row to be true. */
	Stuck = 6,
	/** A line of the bus is held low, and nine clocks have not freed it. */
	BusStuck = 7,
	/** The chip itself says that it is defective. */
	Defective = 8,
}

/** One thing a sensor measures. */
export interface Quantity {
	/** As in the settings: `<sensor>.<quantity>`, for example `temperature`. */
	readonly name: string;
	/** The unit of the values: SI or SI derived, `°C` for temperatures, `hPa` for the air's pressure, `%` (0 to 100) for relative humidity. */
	readonly unit: string;
	/** Decimals worth publishing: the chip's resolution, not its accuracy. */
	readonly digits: number;
	/** Least and most the chip can have measured; a reading beyond is a Fault.Range. No bound when not set. */
	readonly least?: number;
	readonly most?: number;
}

/**
 * A sensor: one chip, opened. `start` begins a sample, `take` fetches its readings `conversionMs` later. Neither blocks for more than some
 * milliseconds of bus time and neither throws; what goes wrong is a Fault. A sensor knows nothing of schedules, channels or MQTT.
 */
export interface Sensor {
	/** Begins a conversion. One that is under way is not to be started again: the chip may refuse. */
	start(): Fault;
	/**
	 * Fills the first of `values`, one for each of the model's quantities, in their order; what is behind them is not the driver's. On a Fault
	 * the content of `values` is undefined and must not be used. NaN means that this quantity alone has no reading. Fault.Busy may pass: ask again, and
	 * behind the model's `timeoutMs` make it a Fault.Timeout (a driver has no clock, so it does not). A sample of several steps
	 * answers Fault.Busy behind each but the last.
	 */
	take(values: Float64Array): Fault;
	/**
	 * Milliseconds until `take` is to be called, read behind a `start` that began and behind each Fault.Busy; the model's
	 * `conversionMs` where there is no such member. For drivers whose steps take different times.
	 */
	readonly waitMs?: number;
	/** Releases the bus. Safe to call twice; afterwards `start` and `take` answer Fault.Absent. */
	close(): void;
}

/**
 * A sensor model: the class a driver exports. The constructor gets its IO the ECMA-419 way,
 * `{ sensor: { io: Class, ...options of that class } }`, throws when the chip does not answer or an option is impossible, and has then
 * closed what it opened.
 */
export interface SensorModel<Options = never> {
	new (options: Options): Sensor;
	/** What `take` fills in, in order. */
	readonly quantities: readonly Quantity[];
	/** Milliseconds from `start` until `take` has a result. */
	readonly conversionMs: number;
	/** Milliseconds from `start` until a Fault.Busy is given up as a Fault.Timeout; four times `conversionMs` when not set. */
	readonly timeoutMs?: number;
}
