import { hex, type I2cPlace } from "sensors/entry";
import type { I2c, I2cClass, I2cOptions } from "sensors/i2c";
import type { SdkDriver, SdkDriverClass, SdkQuantity, SdkRow } from "sensors/sdk/row";
import { Fault, type Sensor } from "sensors/sensor";

/** Standard mode, for the cables of a station (sensors/sht3x). The drivers would take up to 1 MHz. */
const HZ = 100_000;

/** What an adapter is given. */
export interface SdkSensorOptions {
	readonly driver: SdkDriverClass;
	readonly row: SdkRow;
	/** With the class that the row's `io` names. */
	readonly sensor: I2cPlace;
}

/**
 * A Sensor made of a driver of the SDK (ECMA-419 §13). The driver's `sample` is `take`: it blocks as long as its row says, since the drivers
 * wait in Timer.delay.
 *
 * What goes wrong becomes a Fault: an exception in `sample` is Absent (they are those of the bus, and those of a driver that has closed itself);
 * onError is Checksum where its text says so, else Defective; undefined, null or false is Busy: no new reading yet; an overflow, a reading that
 * is null or no finite number is Range; an object that lacks some readings is Checksum, since drivers leave those out that did not match; one
 * that lacks all is what the row says. A driver that calls onError in its constructor has not opened its chip.
 */
export class SdkSensor implements Sensor {
	private _driver: SdkDriver | undefined;
	/** Drivers whose constructor or `close` throws leave their io open; so it is closed here. */
	private readonly opened: I2c[] = [];
	private readonly quantities: readonly SdkQuantity[];
	private readonly paths: readonly (readonly string[])[];
	private readonly silence: Fault;
	/** What the driver told by onError; undefined for nothing. */
	private told: string | undefined;

	/** Throws what the driver does, and an Error with its words where it calls onError; nothing is left open then. */
	constructor({ driver: Driver, row, sensor }: SdkSensorOptions) {
		const address = sensor.address ?? row.addresses[0];
		if (!row.addresses.includes(address)) throw new RangeError(`${row.name} has no address ${hex(address)}`);
		this.quantities = row.quantities;
		this.paths = row.quantities.map(({ path }) => path.split("."));
		this.silence = row.silence ?? Fault.Checksum;
		const place = { hz: HZ, ...sensor, ...row.options, address };
		try {
			if (row.probe) probe(place);
			const io = remembered(sensor.io, this.opened);
			const driver = new Driver({ sensor: { ...place, io }, onError: (text) => this.tell(text) });
			this._driver = driver;
			if (row.configure) driver.configure?.(row.configure);
			if (this.told !== undefined) throw new Error(this.told);
		} catch (error) {
			this.close();
			const why = error instanceof Error && error.message !== "" ? error.message : "it does not answer";
			throw new Error(`no ${row.chip} at address ${hex(address)}: ${why}`, { cause: error });
		}
	}

	/** Does nothing: the driver starts its chip itself. */
	start(): Fault {
		return this._driver ? Fault.None : Fault.Absent;
	}

	take(values: Float64Array): Fault {
		const driver = this._driver;
		if (!driver) return Fault.Absent;
		this.told = undefined;
		let answer: unknown;
		try {
			answer = driver.sample();
		} catch {
			return Fault.Absent;
		}
		if (this.told !== undefined) return String(this.told).includes("checksum") ? Fault.Checksum : Fault.Defective;
		if (typeof answer !== "object" || answer === null) return Fault.Busy;
		if ((answer as { readonly overflow?: unknown }).overflow === true) return Fault.Range;
		return this.fill(answer, values);
	}

	/** Whatever the driver throws, the bus is free behind it. */
	close(): void {
		const driver = this._driver;
		this._driver = undefined;
		try {
			driver?.close?.();
		} catch {
			this.told = undefined; // drivers speak to their chip once more, which may be what is broken
		}
		for (const io of this.opened.splice(0)) io.close();
	}

	private fill(answer: object, values: Float64Array): Fault {
		let missing = 0;
		let wrong = false;
		for (let i = 0; i < this.paths.length; i++) {
			const reading = find(answer, this.paths[i]);
			if (reading === undefined) missing++;
			else if (typeof reading !== "number" || !Number.isFinite(reading)) wrong = true;
			else values[i] = convert(this.quantities[i], reading);
		}
		if (missing > 0) return missing === this.paths.length ? this.silence : Fault.Checksum;
		return wrong ? Fault.Range : Fault.None;
	}

	private tell(text: unknown): void {
		this.told = String(text);
	}
}

function find(answer: object, path: readonly string[]): unknown {
	let at: unknown = answer;
	for (let i = 0; i < path.length; i++) {
		if (typeof at !== "object" || at === null) return undefined;
		at = (at as { readonly [name: string]: unknown })[path[i]];
	}
	return at;
}

function convert({ scale = 1, clip, least, most }: SdkQuantity, reading: number): number {
	const value = reading * scale;
	return clip ? Math.min(most ?? value, Math.max(least ?? value, value)) : value;
}

/** The class `io`, whose instances are put into `opened`. */
function remembered(io: I2cClass, opened: I2c[]): I2cClass {
	return class extends io {
		constructor(options: I2cOptions) {
			super(options);
			opened.push(this);
		}
	};
}

/** Throws when nobody acknowledges. Whatever a chip sends, one byte of it does no harm. */
function probe({ io: Io, ...options }: I2cPlace & I2cOptions): void {
	const io = new Io(options);
	try {
		io.read(new Uint8Array(1));
	} finally {
		io.close();
	}
}
