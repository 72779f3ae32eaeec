import MQTTClient from "sdk:mqttclient";
import { TOPIC_ID, VALUES } from "./client";

const ROOM = 1 << 28;
/** Our topic, as an application of the SDK has it. */
export const TOPIC = `channels/${TOPIC_ID}/publish`;

/** The ECMA-419 socket that the SDK's client writes to: takes everything, and does no more of it than the transport of ours does. */
class Sink {
	static last: Sink;
	format = "buffer";
	readonly #options: { onWritable(count: number): void; onReadable(count: number): void };
	readonly #inbound: number[] = [];

	constructor(options: { onWritable(count: number): void; onReadable(count: number): void }) {
		this.#options = options;
		Sink.last = this;
	}

	write(): number {
		return ROOM;
	}

	read(): number | undefined {
		return this.#inbound.shift();
	}

	close(): void {
		this.#inbound.length = 0;
	}

	/** The connection opens, and CONNACK arrives. */
	open(): void {
		this.#options.onWritable(ROOM);
		this.#inbound.push(0x20, 2, 0, 0);
		this.#options.onReadable(4);
	}
}

/** A Sink that counts, which is not to be in what the client costs. */
export class CountingSink extends Sink {
	static writes = 0;
	static bytes = 0;

	override write(data?: ArrayBufferView): number {
		CountingSink.writes++;
		CountingSink.bytes += data?.byteLength ?? 0;
		return ROOM;
	}
}

class Resolver {
	resolve({ host, onResolved }: { host: string; onResolved(host: string, address: string): void }): void {
		onResolved(host, "192.0.2.1");
	}
}

/** How an application of the SDK makes the payload of this feed. */
export function payloadOf(fields: number): Uint8Array {
	let text = `field1=${VALUES[0].toFixed(2)}`;
	for (let i = 1; i < fields; i++) text += `&field${i + 1}=${VALUES[i].toFixed(2)}`;
	return new Uint8Array(ArrayBuffer.fromString(text));
}

/** The SDK's client in a session, on a socket that takes everything. */
export function sdkClient(io = Sink): MQTTClient {
	Object.assign(globalThis, { trace: () => undefined });
	const client = new MQTTClient({
		host: "192.0.2.1",
		id: "",
		keepAlive: 240_000,
		dns: { io: Resolver },
		socket: { io },
	});
	Sink.last.open();
	return client;
}
