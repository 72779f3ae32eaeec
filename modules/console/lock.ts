import type { Host } from "console/host";
import type { Clock } from "core/clock";

/** Wrong passwords in a row that cost no time. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 5_000;
const WAIT_MAX_MS = 300_000;

/** What a lock is given. */
export interface LockOptions {
	readonly clock: Clock;
	readonly host: Host;
}

/**
 * Whether the console is locked: from boot on where console.password is set, until the password is given. Behind three wrong ones each
 * further one costs a wait, 5 s at first, twice as long each time, 5 minutes at most.
 */
export class Lock {
	private readonly _clock: Clock;
	private readonly _host: Host;
	private _locked: boolean;
	private wrong = 0;
	/** Ticks before which no password is looked at. */
	private closedUntil = 0;

	constructor(options: LockOptions) {
		this._clock = options.clock;
		this._host = options.host;
		this._locked = options.host.locks;
	}

	/** True while there is a password, and it was not given. */
	get locked(): boolean {
		return this._locked && this._host.locks;
	}

	lock(): void {
		this._locked = true;
	}

	/** Tries a password. Undefined when it opened; else one line. */
	unlock(password: string): string | undefined {
		if (!this.locked) return undefined;
		const waitMs = this.closedUntil - this._clock.ticks;
		if (waitMs > 0) return `too many wrong passwords: try again in ${Math.ceil(waitMs / 1_000)} s`;
		if (this._host.verify(password)) {
			this._locked = false;
			this.wrong = 0;
			return undefined;
		}
		const more = ++this.wrong - FREE_TRIES;
		if (more < 0) return "wrong password";
		const costMs = Math.min(WAIT_MAX_MS, FIRST_WAIT_MS * 2 ** Math.min(more, 16));
		this.closedUntil = this._clock.ticks + costMs;
		return `wrong password: the next try is possible in ${costMs / 1_000} s`;
	}
}
