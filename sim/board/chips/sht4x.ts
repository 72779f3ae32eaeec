/*
 * Sensirion SHT4x as the bus sees it. Written from "Datasheet SHT4x", version 6, February 2023, as far as it could be seen, and from Sensirion's
 * embedded-i2c-sht4x for the commands and the conversion; not from the driver.
 */
import type { I2cChip } from "../chip";
import type { Environment } from "../environment";
import { checked, word } from "./sensirion";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface Sht4xFaults {
	/** Unplugged: acknowledges nothing. */
	absent: boolean;
	/** Sends a wrong checksum with this word; `serial` with the second one of the serial number. */
	badChecksum: "none" | "temperature" | "humidity" | "serial";
	/** Takes commands and never has a result. */
	busyForever: boolean;
	/** SDA is stuck while it reads: each byte arrives as 0xFF, or as 0x00. */
	stuckHigh: boolean;
	stuckLow: boolean;
	/** Hurt by electrostatic discharge: both words are 0x8000. */
	damaged: boolean;
}

const READ_SERIAL = 0x89;
const SOFT_RESET = 0x94;
const RESET_MS = 1;
/** Measurements and the longest each takes, in ms: high, medium, low precision. */
const MEASURE_MS: ReadonlyMap<number, number> = new Map([
	[0xfd, 8.3],
	[0xf6, 4.5],
	[0xe0, 1.6],
]);
/** Heater commands, with a measurement before it goes off: 200, 110 and 20 mW, each for 1 s and for 0.1 s. */
const HEAT_MS: ReadonlyMap<number, number> = new Map([
	[0x39, 1_100],
	[0x32, 110],
	[0x2f, 1_100],
	[0x24, 110],
	[0x1e, 1_100],
	[0x15, 110],
]);
/** What the heater adds; it depends on everything around the chip. */
const HEATER_DEGREES = 20;

interface Answer {
	readonly ready: number;
	readonly bytes: readonly number[];
}

/** One SHT4x. `now` gives milliseconds on any clock that only goes forward. */
export class Sht4xChip implements I2cChip {
	readonly faults: Sht4xFaults = {
		absent: false,
		badChecksum: "none",
		busyForever: false,
		stuckHigh: false,
		stuckLow: false,
		damaged: false,
	};
	/** How long a serial number takes to be there; 0 where a transfer takes no time either, as on the simulated bus. */
	serialMs = 0;
	readonly #environment: Pick<Environment, "temperature" | "humidity">;
	readonly #now: () => number;
	readonly #serial: number;
	#answer: Answer | undefined;
	#deafUntil = Number.NEGATIVE_INFINITY;

	constructor(
		environment: Pick<Environment, "temperature" | "humidity">,
		now: () => number,
		serial: number = 0x0efd_5f11,
	) {
		this.#environment = environment;
		this.#now = now;
		this.#serial = serial;
	}

	/** Its power was cut and is back: what it was doing is forgotten. */
	reset(): void {
		this.#answer = undefined;
		this.#deafUntil = this.#now() + RESET_MS;
	}

	write(bytes: Uint8Array): boolean {
		const now = this.#now();
		if (this.faults.absent || now < this.#deafUntil) return false;
		if (bytes.length === 0) return true;
		if (this.#answer && now < this.#answer.ready) return false;
		this.#answer = undefined;
		this.#execute(bytes[0], now);
		return true;
	}

	read(count: number): Uint8Array | undefined {
		const { absent, stuckHigh, stuckLow } = this.faults;
		const answer = this.#answer;
		if (absent || !answer || this.#now() < answer.ready) return undefined;
		this.#answer = undefined;
		const reply = new Uint8Array(count).fill(stuckLow ? 0 : 0xff);
		if (!stuckHigh && !stuckLow) reply.set(answer.bytes.slice(0, count));
		return reply;
	}

	#execute(command: number, now: number): void {
		const measureMs = MEASURE_MS.get(command);
		const heatMs = HEAT_MS.get(command);
		const { badChecksum } = this.faults;
		if (measureMs !== undefined) this.#measure(now + measureMs, 0);
		else if (heatMs !== undefined) this.#measure(now + heatMs, HEATER_DEGREES);
		else if (command === SOFT_RESET) this.reset();
		else if (command === READ_SERIAL) {
			const bytes = [...checked(this.#serial >>> 16), ...checked(this.#serial & 0xffff, badChecksum === "serial")];
			this.#answer = { ready: now + this.serialMs, bytes };
		}
	}

	#measure(ready: number, heat: number): void {
		const { badChecksum, busyForever, damaged } = this.faults;
		// T = -45 + 175 S / (2^16 - 1), RH = -6 + 125 S / (2^16 - 1), solved for the words.
		const temperature = damaged ? 0x8000 : word((this.#environment.temperature() + heat + 45) / 175);
		const humidity = damaged ? 0x8000 : word((this.#environment.humidity() + 6) / 125);
		const bytes = [
			...checked(temperature, badChecksum === "temperature"),
			...checked(humidity, badChecksum === "humidity"),
		];
		this.#answer = busyForever ? undefined : { ready, bytes };
	}
}
