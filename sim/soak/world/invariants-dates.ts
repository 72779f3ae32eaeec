import type { Row, Watcher } from "./watcher";
import type { World } from "./world";

/** Whole seconds, latency of the time servers, drift, and a second for each row of a channel that comes too soon behind the one before. */
const EXACT_MS = 15_000;
const IN_FLIGHT_MS = 3_000;
/** As far as stamps go on rising behind a clock that was put right by less (journal/stamp): so long may they be ahead. */
const STEP_BACK_MS = 86_400_000;

/**
 * C2: a created_at is that of its sample. Only what was sampled in a boot that never learned the time is dated by an estimate, and only where the
 * board was told a wrong time may it be wrong.
 */
export class DateRules implements Watcher {
	readonly #world: World;
	/** World ticks at which each boot began, and whether its time became known. */
	readonly #boots: number[] = [];
	readonly #known: boolean[] = [];

	constructor(world: World) {
		this.#world = world;
	}

	boot(): void {
		this.#boots.push(this.#world.now);
		// A reset that is no power cut leaves the clock as it is.
		this.#known.push(this.#world.board.time > SET_MS);
	}

	end(): void {
		const last = this.#known.length - 1;
		const { board, now } = this.#world;
		// A mark in flash says the time to the boots behind: it was in flight when the power failed at that very moment.
		if (last >= 0 && board.setAt >= this.#boots[last] && now - board.setAt > IN_FLIGHT_MS) this.#known[last] = true;
	}

	row({ channel, sample, stamp, duplicate }: Row): void {
		if (stamp === "" || duplicate) return;
		const { truth, lies, forgotten, board } = this.#world;
		const ticks = truth.ticksOf(sample);
		const boot = this.#bootAt(ticks);
		const running = boot === this.#boots.length - 1;
		if (!(this.#known[boot] || (running && board.setAt >= this.#boots[boot]))) return;
		const error = Math.abs(Date.parse(stamp.split("%3A").join(":")) - truth.timeOf(sample));
		// A time may be told late, and stamps go on from a wrong one for a day.
		if (error <= EXACT_MS || lies.within(ticks - 2 * STEP_BACK_MS, this.#world.now)) return;
		// The time became known while the flash did not answer: rows in it that had none are of a boot that knows none.
		if (forgotten.within(ticks, this.#world.now)) return;
		this.#world.violation("C2", `channel ${channel.id}: sample ${sample} has ${stamp}, which is ${error} ms off`);
	}

	/** Index of the boot in which world tick `ticks` was: mostly the last one. */
	#bootAt(ticks: number): number {
		let boot = this.#boots.length - 1;
		while (boot > 0 && this.#boots[boot] > ticks) boot--;
		return boot;
	}
}

/** Before it a board's clock has not been set. */
const SET_MS = Date.UTC(2026, 0, 1);
