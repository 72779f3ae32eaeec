import type { BoardClock } from "./clock";

/** Node takes no longer wait at once. */
const WAIT_MAX_MS = 2_000_000_000;

/** Real time, `speed` times as fast. */
export class RealClock implements BoardClock {
	readonly #speed: number;
	readonly #start = performance.now();
	readonly #startTime = Date.now();
	readonly #blank: boolean;
	#epoch: number;

	/** `blank`: the board does not know the time and must be told; otherwise it has the PC's. */
	constructor(speed = 1, blank = false) {
		this.#speed = speed;
		this.#blank = blank;
		this.#epoch = blank ? 0 : this.#startTime;
	}

	get ticks(): number {
		return Math.floor((performance.now() - this.#start) * this.#speed);
	}

	get time(): number {
		return this.#epoch + this.ticks;
	}

	/** Milliseconds since 1970, whatever the board believes. */
	get trueTime(): number {
		return this.#startTime + this.ticks;
	}

	setTime(time: number): void {
		if (this.#blank) this.#epoch = time - this.ticks;
	}

	at(ticks: number, callback: () => void): () => void {
		let timer: NodeJS.Timeout;
		const wait = (): void => {
			const ms = Math.max(0, (ticks - this.ticks) / this.#speed);
			timer = setTimeout(due, Math.min(Math.ceil(ms), WAIT_MAX_MS));
		};
		const due = (): void => {
			if (this.ticks < ticks) wait();
			else callback();
		};
		wait();
		return () => clearTimeout(timer);
	}
}
