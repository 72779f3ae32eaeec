import { type Failure, Outcome } from "core/result";
import { FakeTransport, FakeWire } from "fakes/transport";
import { fromHex, toHex } from "harness";
import { type Lower, WebSocketTransport } from "net/websocket";
import { acceptOf } from "net/ws-handshake";

/** A connection for a WebSocket to stand on, in a test's hands. `fail` reports when the test says so (`report`). */
export class FakeLower extends FakeTransport implements Lower {
	/** What it was failed with; None reports nothing. */
	failed: Failure | undefined;
	/** The buffer that was written from last. */
	last: Uint8Array = Uint8Array.of();
	#reports: (() => void) | undefined;

	fail(failure: Failure): void {
		this.failed = failure;
		this.#reports = () => this.end(failure, this.detail);
	}

	/** Lets a failure be reported, as a real one does from a timer. */
	report(): void {
		this.#reports?.();
		this.#reports = undefined;
	}

	override read(target: Uint8Array): number {
		return this.failed === undefined ? super.read(target) : 0;
	}

	override write(buffer: Uint8Array, from: number, to: number): Outcome {
		this.last = buffer;
		return this.failed === undefined ? super.write(buffer, from, to) : Outcome.Failed;
	}
}

/** A WebSocket on a FakeLower, and what it has told its owner. */
export class WebSocketBench {
	readonly wire = new FakeWire();
	readonly events: string[] = [];
	readonly socket: WebSocketTransport;
	readonly lower: FakeLower;
	/** What was read, in hexadecimal digits. */
	data = "";
	/** Called in onWritable. */
	onWritable: (count: number) => void = () => undefined;

	/** `overhead`: of the connection below. The masking keys are 0, so that frames read plain. */
	constructor({ overhead = 0, buffer = 256, random = (): number => 0 } = {}) {
		this.wire.overhead = overhead;
		const target = new Uint8Array(buffer);
		this.socket = new WebSocketTransport({
			host: "broker.test",
			port: 80,
			usualPort: 80,
			path: "/mqtt",
			random,
			below: { ...this.wire.options, io: FakeLower },
			onWritable: (count) => {
				this.events.push(`room ${count}`);
				this.onWritable(count);
			},
			onReadable: () => {
				for (let count = this.socket.read(target); count > 0; count = this.socket.read(target))
					this.data += toHex(target.subarray(0, count));
			},
			onClose: (failure) => this.events.push(`closed ${failure}`),
		});
		this.lower = this.wire.last as FakeLower;
	}

	/** The server's answer to the handshake, all right unless `change` makes it wrong. */
	answer(change: (text: string) => string = (text) => text): Uint8Array {
		const text = change(
			[
				"HTTP/1.1 101 Switching Protocols",
				"Upgrade: websocket",
				"Connection: Upgrade",
				`Sec-WebSocket-Accept: ${acceptOf("AAAAAAAAAAAAAAAAAAAAAA==")}`,
				"Sec-WebSocket-Protocol: mqtt",
				"",
				"",
			].join("\r\n"),
		);
		return Uint8Array.from(text, (character) => character.charCodeAt(0));
	}

	/** Opens it, with room for so many bytes behind the request. */
	opened(room = 4_000): this {
		this.lower.open(room + 10_000);
		this.lower.open(room);
		this.lower.take();
		this.lower.receive(this.answer());
		return this;
	}

	/** The server sends frames. */
	receive(hex: string): void {
		this.lower.receive(fromHex(hex));
	}
}
