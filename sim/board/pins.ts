import type { PinModel } from "./pin-model";
import { PulseInput, type PulseInputOptions } from "./pulse-input";

/** What "mc/config" says of the pins of the simulated board, an ESP32 (manifest.json, esp32/nodemcu). */
export const PIN_CONFIG = Object.freeze({
	reservedPins: [6, 7, 8, 9, 10, 11],
	analogPins: [32, 33, 34, 35, 36, 37, 38, 39],
});

/** One change of a pin. */
export interface PinWrite {
	readonly ticks: number;
	readonly pin: number;
	/** 1 for high, 0 for low, -1 when the firmware let go of it. */
	readonly level: number;
}

/** Writes that are kept for whoever looks. */
const KEPT = 10_000;

/** The board's pins, as a wire on each would see them. */
export class BoardPins {
	/** Level of each pin that the firmware drives. */
	readonly levels = new Map<number, number>();
	/** Every write so far, the first ones when there are very many. */
	readonly writes: PinWrite[] = [];
	readonly #models = new Map<number, PinModel>();
	readonly #counters = new Map<number, PulseInput>();

	/** Wires `model` to `pin`, in place of what was there. A counter that is open on it goes on with what it had. */
	attach(pin: number, model: PinModel): void {
		this.#models.set(pin, model);
	}

	/** Takes off what is wired to `pin`. */
	detach(pin: number): void {
		this.#models.delete(pin);
	}

	/** The firmware drives a pin, or lets go of it. */
	write(ticks: number, pin: number, level: number): void {
		if (level < 0) this.levels.delete(pin);
		else this.levels.set(pin, level);
		if (this.writes.length < KEPT) this.writes.push({ ticks, pin, level });
		this.#models.get(pin)?.driven?.(level);
	}

	/** Level of a pin that is an input; `pull`: what it has where nothing holds it. */
	read(pin: number, pull: 0 | 1): 0 | 1 {
		return this.#models.get(pin)?.level?.() ?? pull;
	}

	/** V; 0 where nothing is wired. */
	voltage(pin: number): number {
		return this.#models.get(pin)?.voltage?.() ?? 0;
	}

	/** Counts the pulses of `pin` from now on. */
	openCounter(pin: number, options: PulseInputOptions): void {
		this.#counters.set(pin, new PulseInput(this.#models.get(pin), options));
	}

	/** The counter on `pin`; undefined where none is open. */
	counter(pin: number): PulseInput | undefined {
		return this.#counters.get(pin);
	}

	closeCounter(pin: number): void {
		this.#counters.delete(pin);
	}
}
