import { Command } from "../port";
import { claimPin, releasePin } from "./pins";
import { ask } from "./port";

/** Of an ESP32's two converters; the second one is Wi-Fi's. */
const ADC1: readonly number[] = [32, 33, 34, 35, 36, 37, 38, 39];
const ADC2: readonly number[] = [0, 2, 4, 12, 13, 14, 15, 25, 26, 27];
const RESOLUTION = 12;
const TOP = 2 ** RESOLUTION - 1;
/** mV of the largest reading at 12 dB. */
const FULL_SCALE = 2_450;
/** mV that the calibration of an ESP32 makes of no input at all. */
const BOTTOM = 142;

/** The SDK's "embedded:io/analog" on an ESP32, calibrated, at 12 dB. Where the converter fails it returns undefined, as there. */
export default class Analog {
	readonly #pin: number;
	#open = true;

	constructor({ pin }: { readonly pin: number }) {
		if (!ADC1.includes(pin) && !ADC2.includes(pin)) throw new RangeError("not analog pin");
		claimPin(pin);
		this.#pin = pin;
	}

	get resolution(): number {
		return RESOLUTION;
	}

	read(): number | undefined {
		if (!this.#open) throw new TypeError("Analog is closed");
		if (ADC2.includes(this.#pin)) return undefined;
		const [volts] = new Float64Array(ask(Command.AnalogRead, this.#pin, 0));
		const millivolts = Math.max(BOTTOM, Math.round(1_000 * volts));
		return Math.min(TOP, Math.trunc((millivolts * TOP) / FULL_SCALE));
	}

	close(): void {
		if (this.#open) releasePin(this.#pin);
		this.#open = false;
	}
}
