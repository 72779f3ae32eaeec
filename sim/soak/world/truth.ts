import { Sht3xChip } from "../../board/chips/sht3x";
import type { World } from "./world";

/** Steps of 0.01 °C from LOWEST on, and of 0.01 %: both come through the chip's words, the driver and the payload unharmed. */
const TEMPERATURES = 16_000;
const HUMIDITIES = 10_000;
const LOWEST = -4_000;
/** SHT3x with its ADDR pin low. */
export const SHT3X_ADDRESS = 0x44;

/** What has become of a sample in a channel. */
export const enum SampleState {
	Waiting = 0,
	Delivered = 1,
	/** It went into a row that carries the last of several readings. */
	Thinned = 2,
}

/** The number of the sample with these readings, as they were published. */
export function sampleOf(temperature: number, humidity: number): number {
	const low = Math.round(temperature * 100) - LOWEST;
	const high = Math.round(humidity * 100);
	return low >= 0 && low < TEMPERATURES && high >= 0 && high < HUMIDITIES ? high * TEMPERATURES + low : -1;
}

/** What was really sampled: the chip gives each conversion the next number, and the world notes which of them the driver has read whole. */
export class Truth {
	/** Conversions begun. */
	begun = 0;
	/** Samples that the driver has read whole. */
	taken = 0;
	/** The chip, with its faults; not `stuck`: its readings would be another sample's, and nobody could tell. */
	readonly chip: Sht3xChip;
	readonly #world: World;
	/** World ticks of each sample; -1 for one that the driver has not had whole. */
	readonly #times: number[] = [];

	constructor(world: World) {
		this.#world = world;
		this.chip = new Sht3xChip(
			{
				temperature: () => (LOWEST + ((this.begun - 1) % TEMPERATURES)) / 100,
				humidity: () => (Math.floor((this.begun - 1) / TEMPERATURES) % HUMIDITIES) / 100,
			},
			() => world.now,
		);
	}

	/** True for a sample that the driver has read whole. */
	known(sample: number): boolean {
		return (this.#times[sample] ?? -1) >= 0;
	}

	/** Calls `each` for the `count` samples that end with `newest`, of those that are known, the newest first; how many it has not found. */
	cover(newest: number, count: number, each: (sample: number) => void): number {
		let left = count;
		for (let sample = newest; sample >= 0 && left > 0; sample--) {
			if (!this.known(sample)) continue;
			left--;
			each(sample);
		}
		return left;
	}

	/** Milliseconds since 1970, truly, of a sample that is known. */
	timeOf(sample: number): number {
		return this.#world.startTime + this.ticksOf(sample);
	}

	/** World ticks of a sample; -1 where it is not known. */
	ticksOf(sample: number): number {
		return this.#times[sample] ?? -1;
	}

	/** A write transfer on the bus; false: not acknowledged. */
	write(address: number, bytes: Uint8Array): boolean {
		if (address !== SHT3X_ADDRESS) return false;
		this.#note(this.chip.faults.absent, "absent");
		if (bytes.length === 2 && bytes[0] === 0x24) this.#times[this.begun++] = -1;
		return this.chip.write(bytes);
	}

	/** A read transfer; undefined: not acknowledged. */
	read(address: number, count: number): Uint8Array | undefined {
		if (address !== SHT3X_ADDRESS) return undefined;
		const bytes = this.chip.read(count);
		const { faults } = this.chip;
		if (!bytes) this.#note(faults.absent, "absent");
		if (!bytes) this.#note(faults.busyForever, "busyForever");
		if (!bytes) return undefined;
		this.#note(faults.stuckHigh, "stuckHigh");
		this.#note(faults.badChecksum !== "none", "badChecksum");
		if (faults.stuckHigh || faults.badChecksum !== "none") return bytes;
		this.#times[this.begun - 1] = this.#world.now;
		this.taken++;
		this.#world.trace("sample", this.begun);
		this.#world.tell((watcher) => watcher.sample?.(this.begun - 1));
		return bytes;
	}

	#note(on: boolean, fault: string): void {
		if (on) this.#world.note(`sensor.${fault}`);
	}
}
