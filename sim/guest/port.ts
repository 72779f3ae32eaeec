import { type Command, MessageWriter } from "../port";

/** The engine's: hands bytes to the PC and waits for its answer. */
declare const issueCommand: (request: ArrayBuffer) => ArrayBuffer;

const outbox = new MessageWriter();

/** The board's clock as the host last told it; it stands still while one event is handled. */
export const now = { ticks: 0, time: 0 };

/** Leaves a message that needs no answer; it goes out with the reply to the current event. */
export function post(op: Command, id: number, value: number, payload?: Uint8Array): void {
	outbox.put(op, id, value, payload);
}

/** Asks and waits for the answer. What was posted before goes out ahead of it, so the order is kept. */
export function ask(op: Command, id: number, value: number, payload?: Uint8Array): ArrayBuffer {
	outbox.put(op, id, value, payload);
	return issueCommand(outbox.take());
}

/** Everything posted since the last time. */
export function takeOutbox(): ArrayBuffer {
	return outbox.take();
}
