import type { Log } from "core/log";

const nothing = (): void => undefined;

/** A log that nobody listens to, as on a board whose console.log is off. */
export const QUIET: Log = Object.freeze({
	boot: nothing,
	reset: nothing,
	safeMode: nothing,
	sample: nothing,
	connecting: nothing,
	connected: nothing,
	published: nothing,
	pingreq: nothing,
	pingresp: nothing,
	disconnected: nothing,
	refused: nothing,
	subscribed: nothing,
	subscribeRefused: nothing,
	acted: nothing,
	joining: nothing,
	linkUp: nothing,
	linkDown: nothing,
	waiting: nothing,
	timeSync: nothing,
	timeFailed: nothing,
	error: nothing,
});
