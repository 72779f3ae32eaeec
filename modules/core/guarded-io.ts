import type { Guard } from "core/guard";

/** Whoever has an ECMA-419 socket or serial port. It is called under its guard. */
export interface IoOwner {
	onReadable(count: number): void;
	onWritable(count: number): void;
	onError?(failure?: unknown): void;
}

/** An instance as its callbacks see it. */
interface Guarded {
	readonly target: Guard<IoOwner>;
}

/**
 * Callbacks to a guard's owner, for the options of an ECMA-419 IO class: `{ ...options, target: guard, ...GUARDED }`. Each is called as a method of the
 * instance, which has the options' `target` as its own. None of them throws. They are the same for all instances: functions made for each would be
 * in memory as long as it is, 45 slots of them.
 */
export const GUARDED = Object.freeze({
	onReadable(this: Guarded, count: number): void {
		const { target } = this;
		target.run1(target.owner.onReadable, count);
	},
	onWritable(this: Guarded, count: number): void {
		const { target } = this;
		target.run1(target.owner.onWritable, count);
	},
	onError(this: Guarded, failure?: unknown): void {
		const { target } = this;
		const { onError } = target.owner;
		if (onError) target.run1(onError, failure);
	},
});
