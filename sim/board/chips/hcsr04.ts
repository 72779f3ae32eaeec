/*
 * HC-SR04 as its two wires show it. Written from "Ultrasonic Ranging Module HC-SR04", ElecFreaks, and not from the driver. Behind a trigger
 * eight cycles of 40 kHz go out, then echo is high until one comes back, or for 38 ms.
 */
import type { Environment } from "../environment";
import type { Edge, PinModel } from "../pin-model";

/** What can be wrong with the module or its wires. Set a field to switch a fault on. */
export interface Hcsr04Faults {
	/** Unplugged, or without power. */
	absent: boolean;
	/** Nothing comes back. */
	deaf: boolean;
	/** The echo line stays high once it is. */
	stuck: boolean;
	/** As long as the echo line is high without an echo, µs; 200 ms of some clones. */
	silenceUs: number;
}

/** From the trigger to the rise of echo, µs. */
const BURST_US = 450;
const SILENCE_US = 38_000;
/** Nearer than this the burst drowns its own echo; further nothing is heard, m. */
const NEAREST = 0.02;
const FURTHEST = 4;

/** One HC-SR04. `now` gives ms on any clock that only goes forward. */
export class Hcsr04Module {
	readonly faults: Hcsr04Faults = { absent: false, deaf: false, stuck: false, silenceUs: SILENCE_US };
	readonly #environment: Pick<Environment, "distance" | "temperature">;
	readonly #now: () => number;
	#edges: Edge[] = [];
	#high = false;
	#busyUntil = Number.NEGATIVE_INFINITY;

	constructor(environment: Pick<Environment, "distance" | "temperature">, now: () => number) {
		this.#environment = environment;
		this.#now = now;
	}

	/** For the pin that triggers. */
	readonly trigger: PinModel = {
		driven: (level) => {
			if (this.#high && level !== 1) this.#measure();
			this.#high = level === 1;
		},
	};

	/** For the pin of the echo. */
	readonly echo: PinModel = {
		level: () => 0,
		edges: () => {
			const now = 1_000 * this.#now();
			const due = this.#edges.filter(({ us }) => us <= now);
			this.#edges = this.#edges.filter(({ us }) => us > now);
			return due;
		},
	};

	#measure(): void {
		const { absent, stuck } = this.faults;
		const now = 1_000 * this.#now();
		if (absent || now < this.#busyUntil) return;
		const rise = now + BURST_US;
		this.#busyUntil = rise + this.#width();
		this.#edges.push({ us: rise, level: 1 });
		if (!stuck) this.#edges.push({ us: this.#busyUntil, level: 0 });
	}

	#width(): number {
		const { deaf, silenceUs } = this.faults;
		const distance = this.#environment.distance();
		if (deaf || distance < NEAREST || distance > FURTHEST) return silenceUs;
		return (2 * distance * 1_000_000) / soundAt(this.#environment.temperature());
	}
}

/** Speed of sound in dry air, m/s: that of an ideal gas, 331.3 m/s at 0 °C. */
function soundAt(celsius: number): number {
	return 331.3 * Math.sqrt(1 + celsius / 273.15);
}
