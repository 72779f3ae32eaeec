/** Allows so many acts at once, and one more each `refillMs`: a limit for what a stranger can ask for. */
export class Bucket {
	private readonly capacity: number;
	private readonly refillMs: number;
	private left: number;
	private filled = 0;

	/** Full at ticks 0. */
	constructor(capacity: number, refillMs: number) {
		this.capacity = capacity;
		this.refillMs = refillMs;
		this.left = capacity;
	}

	/** Milliseconds until an act is allowed, 0 for now. */
	wait(now: number): number {
		this.fill(now);
		return this.left >= 1 ? 0 : Math.max(1, this.filled + this.refillMs - now);
	}

	/** Counts an act, when one is allowed. */
	take(now: number): boolean {
		this.fill(now);
		if (this.left < 1) return false;
		this.left--;
		return true;
	}

	private fill(now: number): void {
		const count = Math.floor((now - this.filled) / this.refillMs);
		if (count <= 0) return;
		this.left = Math.min(this.capacity, this.left + count);
		this.filled += count * this.refillMs;
	}
}
