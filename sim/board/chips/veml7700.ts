/*
 * Vishay VEML7700 as the bus sees it. Written from its datasheet (document 84286, revision 1.7) and "Designing the VEML7700 Into an
 * Application" (document 84323), as far as the drivers of Zephyr, Linux (veml6030.c) and Adafruit quote them, and not from this project's
 * driver.
 */
import type { I2cChip } from "../chip";
import type { Environment } from "../environment";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface Veml7700Faults {
	/** Unplugged: acknowledges nothing. */
	absent: boolean;
	/** Keeps the count of the last integration. */
	stuck: boolean;
	/** SDA is stuck high while it reads. */
	stuckHigh: boolean;
}

/** Command codes. */
const enum Command {
	Configuration = 0x00,
	PowerSaving = 0x03,
	Illuminance = 0x04,
	White = 0x05,
	Identity = 0x07,
}

/** ALS_CONF behind power-on: shut down. */
const RESET_CONFIGURATION = 0x0001;
const SHUT_DOWN = 0x0001;
/** Until the signal processor runs behind a shut-down. */
const WAKE_MS = 2.5;
/** ALS_GAIN: 00 ×1, 01 ×2, 10 ×1/8, 11 ×1/4. */
const GAINS: readonly number[] = [1, 2, 1 / 8, 1 / 4];
/** ALS_IT in ms. */
const INTEGRATION_MS: ReadonlyMap<number, number> = new Map([
	[0b1100, 25],
	[0b1000, 50],
	[0b0000, 100],
	[0b0001, 200],
	[0b0010, 400],
	[0b0011, 800],
]);
/** lx a count at gain 2 and 800 ms. */
const RESOLUTION = 0.0042;

/** One VEML7700. `now` gives milliseconds on any clock that only goes forward. */
export class Veml7700Chip implements I2cChip {
	readonly faults: Veml7700Faults = { absent: false, stuck: false, stuckHigh: false };
	/** What its device ID register holds; another one for another chip. */
	identity = 0xc481;
	/** Times that it was woken out of a shut-down. */
	wakeUps = 0;
	readonly #environment: Pick<Environment, "illuminance">;
	readonly #now: () => number;
	#configuration = RESET_CONFIGURATION;
	#powerSaving = 0;
	#count = 0;
	#integration: { readonly ready: number; readonly count: number } | undefined;

	constructor(environment: Pick<Environment, "illuminance">, now: () => number) {
		this.#environment = environment;
		this.#now = now;
	}

	/** True while it is shut down. */
	get isShutDown(): boolean {
		return (this.#configuration & SHUT_DOWN) !== 0;
	}

	/** What a loss of power does. */
	reset(): void {
		this.#configuration = RESET_CONFIGURATION;
		this.#powerSaving = 0;
		this.#count = 0;
		this.#integration = undefined;
	}

	/** Write word: command code, low byte, high byte. A command code alone is forgotten at its stop. */
	write(bytes: Uint8Array): boolean {
		if (this.faults.absent) return false;
		this.#settle();
		if (bytes.length < 3) return true;
		const word = bytes[1] | (bytes[2] << 8);
		if (bytes[0] === Command.PowerSaving) this.#powerSaving = word;
		if (bytes[0] === Command.Configuration) this.#configure(word);
		return true;
	}

	/** A read behind a stop: the chip was asked nothing, and gives zeros. */
	read(count: number): Uint8Array | undefined {
		return this.faults.absent ? undefined : new Uint8Array(count).fill(this.faults.stuckHigh ? 0xff : 0x00);
	}

	/** Read word: command code, repeated start, low byte, high byte. */
	writeRead(bytes: Uint8Array, count: number): Uint8Array | undefined {
		const reply = this.read(count);
		this.#settle();
		if (reply && !this.faults.stuckHigh) {
			const word = this.#register(bytes[0]);
			reply.set([word & 0xff, word >> 8].slice(0, count));
		}
		return reply;
	}

	#register(command: number): number {
		switch (command) {
			case Command.Configuration:
				return this.#configuration;
			case Command.PowerSaving:
				return this.#powerSaving;
			case Command.Illuminance:
				return this.#count;
			// Broad-band light is not modelled: as much as the eye sees.
			case Command.White:
				return this.#count;
			case Command.Identity:
				return this.identity;
			default:
				return 0;
		}
	}

	/** An integration under way when the chip is set up anew still ends in the register; a shut-down drops it. */
	#configure(word: number): void {
		const woken = this.isShutDown && (word & SHUT_DOWN) === 0;
		this.#configuration = word;
		if (this.isShutDown) this.#integration = undefined;
		if (!woken) return;
		this.wakeUps++;
		this.#integrate(this.#now() + WAKE_MS);
	}

	#integrate(from: number): void {
		const gain = GAINS[(this.#configuration >> 11) & 0x03];
		const ms = INTEGRATION_MS.get((this.#configuration >> 6) & 0x0f);
		if (ms === undefined) return;
		const resolution = RESOLUTION * (800 / ms) * (2 / gain);
		const count = Math.round(compressed(this.#environment.illuminance()) / resolution);
		this.#integration = { ready: from + ms, count: Math.min(0xffff, count) };
	}

	/** Whole integrations go into the register one behind the other, as long as it is not shut down. */
	#settle(): void {
		for (let integration = this.#integration; integration; integration = this.#integration) {
			if (this.#now() < integration.ready) return;
			if (!this.faults.stuck) this.#count = integration.count;
			this.#integration = undefined;
			this.#integrate(Math.max(integration.ready, this.#now() - 800));
		}
	}
}

/** What the chip makes of so many lux: the application note's polynomial, which undoes it, solved by bisection. */
function compressed(lux: number): number {
	let [low, high] = [0, 200_000];
	for (let i = 0; i < 60; i++) {
		const x = (low + high) / 2;
		if (6.0135e-13 * x ** 4 - 9.3924e-9 * x ** 3 + 8.1488e-5 * x ** 2 + 1.0023 * x < lux) low = x;
		else high = x;
	}
	return (low + high) / 2;
}
