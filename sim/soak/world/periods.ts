/** Stretches of world ticks in which something held: appended in order, looked up from the newest on. */
export class Periods {
	readonly #begins: number[] = [];
	readonly #ends: number[] = [];

	/** From now on it holds; where it does already nothing changes. */
	begin(at: number): void {
		const last = this.#ends.length - 1;
		if (last >= 0 && this.#ends[last] === Number.POSITIVE_INFINITY) return;
		this.#begins.push(at);
		this.#ends.push(Number.POSITIVE_INFINITY);
	}

	/** It does not hold any more. */
	end(at: number): void {
		const last = this.#ends.length - 1;
		if (last >= 0 && this.#ends[last] === Number.POSITIVE_INFINITY) this.#ends[last] = at;
	}

	/** It held all this time. */
	mark(from: number, to: number): void {
		this.#begins.push(from);
		this.#ends.push(to);
	}

	/** True where it held at any moment. */
	get any(): boolean {
		return this.#begins.length > 0;
	}

	/** True where it held at any moment from `from` to `to`. */
	within(from: number, to: number): boolean {
		for (let i = this.#ends.length - 1; i >= 0 && this.#ends[i] >= from; i--) if (this.#begins[i] <= to) return true;
		return false;
	}
}
