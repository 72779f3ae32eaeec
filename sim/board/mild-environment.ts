import type { Environment } from "./environment";

const MINUTE_MS = 60_000;

/** A mild day with a light breeze and some drizzle: everything is a constant, most with a slow wave on it, each wave of another length. */
export class MildEnvironment implements Environment {
	readonly #now: () => number;

	/** `now` gives milliseconds since the beginning. */
	constructor(now: () => number) {
		this.#now = now;
	}

	temperature(): number {
		return 21.5 + 1.5 * this.#wave(10);
	}

	humidity(): number {
		return 45 + 5 * this.#wave(15);
	}

	pressure(): number {
		return 1_013 + 2 * this.#wave(60);
	}

	illuminance(): number {
		return 12_000 + 4_000 * this.#wave(20);
	}

	co2(): number {
		return 550 + 120 * this.#wave(25);
	}

	pm1(): number {
		return 4 + this.#wave(12);
	}

	pm25(): number {
		return 7 + 2 * this.#wave(12);
	}

	pm10(): number {
		return 11 + 3 * this.#wave(12);
	}

	soilTemperature(): number {
		return 14 + 0.5 * this.#wave(120);
	}

	soilMoisture(): number {
		return 40 + 5 * this.#wave(90);
	}

	/** 1.2 mm an hour. */
	rainfall(): number {
		return (0.02 * this.#now()) / MINUTE_MS;
	}

	/** 3 m/s. */
	windRun(): number {
		return (3 * this.#now()) / 1_000;
	}

	distance(): number {
		return 1.5 + 0.2 * this.#wave(30);
	}

	batteryVoltage(): number {
		return 12.6 + 0.4 * this.#wave(45);
	}

	batteryCurrent(): number {
		return 0.25 + 0.15 * this.#wave(7);
	}

	/** -1 to 1, around once in so many minutes. */
	#wave(minutes: number): number {
		return Math.sin((2 * Math.PI * this.#now()) / (minutes * MINUTE_MS));
	}
}
