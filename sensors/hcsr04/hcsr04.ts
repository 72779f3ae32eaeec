/*
 * HC-SR04 ultrasonic ranging module, and those that speak as it does (JSN-SR04T in its first mode, US-015, RCWL-1601).
 * Source of what is not said otherwise: "Ultrasonic Ranging Module HC-SR04", ElecFreaks, 3 pages: trigger of 10 µs, 2 to 400 cm, width of the
 * echo pulse by half the speed of sound, a measurement cycle of more than 60 ms.
 */
import type { Digital, DigitalClass } from "sensors/digital";
import { type CatalogEntry, needs, numberOf } from "sensors/entry";
import type { PulseCounter, PulseCounterClass } from "sensors/pulses";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** Of sound in dry air of 20 °C, m/s. It is 0.6 m/s more for each °C: at 0 °C a reading is 3.6 % too long, at 40 °C 3.4 % too short. */
const SOUND = 343.2;
const US_PER_S = 1_000_000;
/** The module's range, m. */
const LEAST = 0.02;
const MOST = 4;
/**
 * Writes of a 1 to the trigger, one behind the other. The SDK's own driver (modules/drivers/sensors/hc-sr04) does with one; each takes an ESP32
 * some microseconds, and the module wants 10 at least.
 */
const TRIGGER_WRITES = 4;

/** The two lines of the module. */
export interface Hcsr04Options {
	readonly trigger: { readonly io: DigitalClass; readonly pin: number };
	readonly echo: { readonly io: PulseCounterClass; readonly pin: number };
}

/**
 * An HC-SR04. The interrupt times the echo (sensors/pulses), so that XS may be as late as it likes.
 *
 * No pulse on the echo line behind a trigger is a Fault.Absent: even with nothing in front of it the module gives one, of 38 ms. That one, and
 * every other which stands for more than 4 m, is a Fault.Range: the module is there and sees nothing. Clones without that limit keep the
 * line high for up to 200 ms: Fault.Busy, hence the timeout. The module keeps no configuration that a power cut could take.
 */
export class Hcsr04 implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "distance", unit: "m", digits: 3, least: LEAST, most: MOST },
	]);
	/** The measurement cycle; an echo from 4 m takes 24 ms of it, none at all 38. */
	static readonly conversionMs = 60;
	static readonly timeoutMs = 300;

	private _trigger: Digital | undefined;
	private _echo: PulseCounter | undefined;
	/** Pulses before the trigger. */
	private before = 0;

	/** Opens both lines; what their classes throw passes through, and nothing is left open. RangeError for a single pin. */
	constructor({ trigger, echo }: Hcsr04Options) {
		if (trigger.pin === echo.pin) throw new RangeError(`trigger and echo are two pins, not ${trigger.pin} twice`);
		const output = new trigger.io({ pin: trigger.pin, mode: trigger.io.Output });
		try {
			output.write(0);
			this._echo = new echo.io({ pin: echo.pin, active: 1, debounceUs: 0, pullUp: false });
		} catch (error) {
			output.close();
			throw error;
		}
		this._trigger = output;
	}

	/** Triggers a measurement. Fault.Absent: closed, or the IO failed. */
	start(): Fault {
		const trigger = this._trigger;
		const echo = this._echo;
		if (!trigger || !echo) return Fault.Absent;
		try {
			this.before = echo.count();
			echo.width(); // one that came late belongs to nobody
			for (let i = 0; i < TRIGGER_WRITES; i++) trigger.write(1);
			trigger.write(0);
		} catch {
			return Fault.Absent;
		}
		return Fault.None;
	}

	/** Fills in m (0.02 to 4), for air of 20 °C. Fault.Busy: the echo line is still high. */
	take(values: Float64Array): Fault {
		const echo = this._echo;
		if (!echo) return Fault.Absent;
		const us = echo.width();
		if (us === 0) return echo.count() === this.before ? Fault.Absent : Fault.Busy;
		const distance = (us / US_PER_S) * (SOUND / 2);
		if (distance > MOST) return Fault.Range;
		values[0] = distance;
		return Fault.None;
	}

	close(): void {
		const trigger = this._trigger;
		const echo = this._echo;
		this._trigger = this._echo = undefined;
		trigger?.close();
		echo?.close();
	}
}

export const HCSR04: CatalogEntry = Object.freeze({
	name: "hcsr04",
	chip: "HC-SR04 ultrasonic ranging module",
	model: Hcsr04,
	bus: "pins",
	options: Object.freeze([
		{ key: "trigger", required: true },
		{ key: "echo", required: true },
	]),
	open: (settings, board) =>
		new Hcsr04({
			trigger: { io: needs(board.device.io.Digital, "digital output"), pin: numberOf(settings, "trigger") },
			echo: { io: needs(board.device.io.PulseCounter, "pulse counter"), pin: numberOf(settings, "echo") },
		}),
} satisfies CatalogEntry);
