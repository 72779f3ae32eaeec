import type { PinModel } from "./pin-model";

/** How pulses are counted: as sensors/pulses has it. */
export interface PulseInputOptions {
	readonly active: 0 | 1;
	readonly debounceUs: number;
}

/** Counts the pulses of one pin as targets/esp32/pulse-counter.c does, out of the edges of what is wired to it. */
export class PulseInput {
	readonly #options: PulseInputOptions;
	readonly #model: PinModel | undefined;
	#inside = false;
	#begun: number | undefined;
	#ended = Number.NEGATIVE_INFINITY;
	#count = 0;
	#width = 0;

	constructor(model: PinModel | undefined, options: PulseInputOptions) {
		this.#model = model;
		this.#options = options;
		model?.edges?.(); // what was before is nobody's
		this.#inside = model?.level?.() === options.active;
	}

	/** Pulses since it was made; wraps at 2^32. */
	count(): number {
		this.#drain();
		return this.#count;
	}

	/** Microseconds of the last pulse that has ended since the last call; 0 when none has. */
	width(): number {
		this.#drain();
		const width = this.#width;
		this.#width = 0;
		return width;
	}

	#drain(): void {
		for (const { us, level } of this.#model?.edges?.() ?? []) {
			const inside = level === this.#options.active;
			if (inside && !this.#inside) this.#begin(us);
			else if (!inside && this.#inside) this.#end(us);
			this.#inside = inside;
		}
	}

	#begin(us: number): void {
		if (us - this.#ended < this.#options.debounceUs) return;
		this.#count = (this.#count + 1) % 2 ** 32;
		this.#begun = us;
	}

	#end(us: number): void {
		this.#ended = us;
		if (this.#begun !== undefined) this.#width = Math.max(1, Math.round(us - this.#begun));
	}
}
