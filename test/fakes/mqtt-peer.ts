import type { Clock } from "core/clock";
import { Failure, Outcome } from "core/result";
import { toAscii } from "core/utf8";
import type { Transport, TransportCallbacks, TransportOptions } from "mqtt/transport";

/** From a call to its answer. */
const LATENCY_MS = 10;
const CONNECT = 0x10;
const PUBLISH = 0x30;
const PINGREQ = 0xc0;
const DISCONNECT = 0xe0;

/** How a connection goes; it may change at any time. */
export interface PeerScript {
	/** How opening in the clear ends; None: it opens; "silent": nothing comes. */
	tcp: Failure | "silent";
	/** As `tcp`, over TLS. */
	tls: Failure | "silent";
	/** A number from TLS to go with it. */
	detail: number;
	/** CONNACK's, or "silent". */
	returnCode: number | "silent";
	/** False: PINGREQ is not answered. */
	pings: boolean;
	/** Closes behind a PUBLISH. */
	closes: boolean;
}

interface PeerOptions extends TransportCallbacks {
	readonly peer: FakePeer;
	readonly plain: boolean;
	readonly host: string;
	readonly port: number;
}

/** A broker that answers by itself, a little later, behind transports of no network at all. */
export class FakePeer {
	readonly script: PeerScript = {
		tcp: Failure.None,
		tls: Failure.None,
		detail: 0,
		returnCode: 0,
		pings: true,
		closes: false,
	};
	/** What was opened, `tcp host:port` or `tls host:port`. */
	readonly opened: string[] = [];
	/** PUBLISHes, `topic payload`. */
	readonly published: string[] = [];
	connects = 0;
	disconnects = 0;
	/** Connections that are open now. */
	open = 0;
	/** More than one session at a time was seen. */
	doubled = false;
	readonly clock: Clock;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	/** Transport options to reach it. */
	transport(host: string, port: number, plain: boolean): TransportOptions {
		return { io: PeerTransport, host, port, peer: this, plain } as TransportOptions;
	}

	later(callback: () => void): void {
		this.clock.alarm(callback).set(LATENCY_MS);
	}
}

class PeerTransport implements Transport {
	readonly overhead = 0;
	readonly #options: PeerOptions;
	readonly #inbound: number[] = [];
	detail = 0;
	#over = false;

	constructor(options: PeerOptions) {
		const { peer, plain, host, port } = options;
		this.#options = options;
		if (host === "") throw new RangeError("host is empty");
		peer.opened.push(`${plain ? "tcp" : "tls"} ${host}:${port}`);
		peer.open++;
		const outcome = plain ? peer.script.tcp : peer.script.tls;
		if (outcome === "silent") return;
		this.#later(() => (outcome === Failure.None ? options.onWritable(4_096) : this.#end(outcome)));
	}

	write(buffer: Uint8Array, from: number, to: number): Outcome {
		const packet = buffer.subarray(from, to);
		const { peer } = this.#options;
		const { script } = peer;
		const type = packet[0];
		if (type === CONNECT) this.#connect();
		else if (type === PINGREQ && script.pings) this.#answer(0xd0, 0);
		else if (type === DISCONNECT) peer.disconnects++;
		else if (type === PUBLISH) {
			peer.published.push(textOf(packet));
			if (script.closes) this.#later(() => this.#end(Failure.Closed));
		}
		return Outcome.Sent;
	}

	read(target: Uint8Array): number {
		const bytes = this.#inbound.splice(0, target.length);
		target.set(bytes);
		return bytes.length;
	}

	close(): void {
		if (!this.#over) this.#options.peer.open--;
		this.#over = true;
	}

	#connect(): void {
		const { peer } = this.#options;
		const { returnCode } = peer.script;
		peer.connects++;
		if (peer.open > 1) peer.doubled = true;
		if (returnCode !== "silent") this.#answer(0x20, 2, 0, returnCode);
	}

	#answer(...bytes: number[]): void {
		this.#later(() => {
			this.#inbound.push(...bytes);
			this.#options.onReadable();
		});
	}

	#end(failure: Failure): void {
		this.detail = this.#options.peer.script.detail;
		this.close();
		this.#options.onClose(failure);
	}

	#later(callback: () => void): void {
		this.#options.peer.later(() => {
			if (!this.#over) callback();
		});
	}
}

/** Topic name and payload of a PUBLISH with a remaining length of one or two bytes. */
function textOf(packet: Uint8Array): string {
	const topic = packet[1] & 0x80 ? 3 : 2;
	const payload = topic + 2 + packet[topic + 1];
	return `${toAscii(packet, topic + 2, payload)} ${toAscii(packet, payload, packet.length)}`;
}
