import type { Guard } from "core/guard";
import type { Failure } from "core/result";
import type { TransportCallbacks, TransportOptions } from "mqtt/transport";

/** Whoever has a transport. It is called under its guard. */
export interface TransportOwner {
	onWritable(count: number): void;
	onReadable(): void;
	onClose(failure: Failure): void;
}

/** A transport's callbacks as they see each other. */
interface Guarded {
	readonly target: Guard<TransportOwner>;
}

/** The same for all, as in core/guarded-io. */
const CALLBACKS = Object.freeze({
	onWritable(this: Guarded, count: number): void {
		const { target } = this;
		target.run1(target.owner.onWritable, count);
	},
	onReadable(this: Guarded): void {
		const { target } = this;
		target.run(target.owner.onReadable);
	},
	onClose(this: Guarded, failure: Failure): void {
		const { target } = this;
		target.run1(target.owner.onClose, failure);
	},
});

/** The options of a transport, with callbacks to the guard's owner. None of them throws. */
export function guardedTransport(
	options: TransportOptions,
	target: Guard<TransportOwner>,
): TransportOptions & TransportCallbacks {
	return { ...options, target, ...CALLBACKS };
}
