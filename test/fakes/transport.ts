import { type Failure, Outcome } from "core/result";
import { toHex } from "harness";
import type { Transport, TransportCallbacks } from "mqtt/transport";

/** Options the fake is made with: the test's wire besides what every transport gets. */
interface FakeOptions extends TransportCallbacks {
	readonly wire: FakeWire;
}

/** The network a FakeTransport is on: makes connections when the client opens them, and lets the test be the broker. */
export class FakeWire {
	/** Every connection made so far, oldest first. */
	readonly connections: FakeTransport[] = [];
	/** What each write costs besides its packet. */
	overhead = 0;

	/** The client's transport options for this wire. */
	get options() {
		return { io: FakeTransport, host: "broker.test", port: 8883, wire: this };
	}

	/** The newest connection. */
	get last(): FakeTransport {
		const last = this.connections.at(-1);
		if (!last) throw new Error("no connection was opened");
		return last;
	}
}

/** One network connection in a test's hands. */
export class FakeTransport implements Transport {
	detail = 0;
	readonly #options: FakeOptions;
	readonly #inbound: number[] = [];
	/** What was written since `take`, one entry a write. */
	readonly writes: Uint8Array[] = [];
	/** When set, a write fails with an onClose to follow by the test's hand. */
	refuse = false;
	/** What a write costs besides its packet. */
	readonly overhead: number;
	closed = false;

	constructor(options: FakeOptions) {
		this.#options = options;
		this.overhead = options.wire.overhead;
		options.wire.connections.push(this);
	}

	write(buffer: Uint8Array, from: number, to: number): Outcome {
		if (this.closed) throw new Error("write after close");
		if (this.refuse) return Outcome.Failed;
		this.writes.push(buffer.slice(from, to));
		return Outcome.Sent;
	}

	read(target: Uint8Array): number {
		const count = Math.min(target.length, this.#inbound.length);
		target.set(this.#inbound.splice(0, count));
		return count;
	}

	close(): void {
		this.closed = true;
	}

	/** The transport is open and verified, with room for `count` bytes. */
	open(count = 4_096): void {
		this.#options.onWritable(count);
	}

	/** The broker sends these bytes. */
	receive(bytes: Uint8Array): void {
		this.#inbound.push(...bytes);
		this.#options.onReadable();
	}

	/** The connection ends. */
	end(failure: Failure, detail = 0): void {
		this.detail = detail;
		this.#options.onClose(failure);
	}

	/** What was written since the last call, as hexadecimal digits, one string a write. */
	take(): string[] {
		return this.writes.splice(0).map(toHex);
	}
}
