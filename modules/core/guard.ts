/**
 * The edge between the engine and our code. An exception that leaves a timer, socket or serial callback aborts the XS
 * machine, so every callback handed to the host is wrapped here.
 *
 * The guard latches: after the first exception it reports it once, and from then on calls nothing more. What it guarded is
 * in an unknown state; whoever owns it closes it and makes a new one.
 */
export class Guard {
	readonly #onFault: (error: unknown) => void;
	#tripped = false;

	/** `onFault` is called once, with what was thrown. It must not throw: what it threw would abort the XS machine, and the board would restart. */
	constructor(onFault: (error: unknown) => void) {
		this.#onFault = onFault;
	}

	/** True once a wrapped callback has thrown. */
	get tripped(): boolean {
		return this.#tripped;
	}

	/** A callback that never throws and does nothing once the guard has tripped. */
	wrap(callback: () => void): () => void {
		return (): void => {
			if (this.#tripped) return;
			try {
				callback();
			} catch (error) {
				this.trip(error);
			}
		};
	}

	/** As `wrap`, for a callback with one argument (its own method, since rest parameters cost memory on each call). */
	wrap1<T>(callback: (value: T) => void): (value: T) => void {
		return (value: T): void => {
			if (this.#tripped) return;
			try {
				callback(value);
			} catch (error) {
				this.trip(error);
			}
		};
	}

	private trip(error: unknown): void {
		if (this.#tripped) return; // a wrapped callback inside this one has thrown first
		this.#tripped = true;
		this.#onFault(error);
	}
}
