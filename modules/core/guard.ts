/**
 * The edge between the engine and our code. An exception that leaves a timer, socket or serial callback aborts the XS
 * machine, so every callback handed to the host is wrapped here, or is a method that the guard calls on its owner.
 *
 * The guard latches: after the first exception it reports it once, and from then on calls nothing more. What it guarded is
 * in an unknown state; whoever owns it closes it and makes a new one.
 */
export class Guard<Owner = unknown> {
	/** Whose methods it calls. */
	readonly owner: Owner;
	/** Undefined behind the first exception. */
	private onFault: ((this: unknown, error: unknown) => void) | undefined;

	/**
	 * `onFault` is called once, with what was thrown. It must not throw: what it threw would abort the XS machine, and the board would restart.
	 * With an owner it is a method of it: `new Guard(this.fail, this)` takes no closure, of which each costs 7 slots.
	 */
	constructor(onFault: (this: Owner, error: unknown) => void, owner?: Owner) {
		this.owner = owner as Owner;
		this.onFault = onFault as (this: unknown, error: unknown) => void;
	}

	/** True once something has thrown. */
	get tripped(): boolean {
		return this.onFault === undefined;
	}

	/** Calls a method of the owner. Never throws, and does nothing once the guard has tripped. */
	run(method: (this: Owner) => void): void {
		if (!this.onFault) return;
		try {
			method.call(this.owner);
		} catch (error) {
			this.trip(error);
		}
	}

	/** As `run`, for a method with one argument (its own method, since rest parameters cost memory on each call). */
	run1<T>(method: (this: Owner, value: T) => void, value: T): void {
		if (!this.onFault) return;
		try {
			method.call(this.owner, value);
		} catch (error) {
			this.trip(error);
		}
	}

	/** A callback that never throws and does nothing once the guard has tripped. It costs 8 slots, and what it wraps 7: for one that is kept, `run`. */
	wrap(callback: () => void): () => void {
		return (): void => this.run(callback);
	}

	/** As `wrap`, for a callback with one argument. */
	wrap1<T>(callback: (value: T) => void): (value: T) => void {
		return (value: T): void => this.run1(callback, value);
	}

	private trip(error: unknown): void {
		const onFault = this.onFault;
		this.onFault = undefined;
		onFault?.call(this.owner, error); // undefined: a callback inside this one has thrown first
	}
}
