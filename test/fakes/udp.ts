import type { Datagram, Udp, UdpCallbacks, UdpClass } from "net/udp";

/** One datagram that left. */
export interface Sent {
	readonly bytes: Uint8Array;
	readonly address: string;
	readonly port: number;
	readonly socket: FakeUdp;
}

/** The network that UDP sockets of a test are on. */
export class FakeUdpNet {
	readonly sockets: FakeUdp[] = [];
	readonly sent: Sent[] = [];
	/** True: making a socket throws. */
	refuse = false;

	/** The class to inject. */
	get io(): UdpClass {
		const net = this;
		return class extends FakeUdp {
			constructor(options: UdpCallbacks) {
				super(net, options);
			}
		};
	}

	/** The newest datagram. */
	get last(): Sent {
		const last = this.sent.at(-1);
		if (!last) throw new Error("nothing was sent");
		return last;
	}

	/** Sockets that are open. */
	get open(): number {
		return this.sockets.filter((socket) => !socket.closed).length;
	}

	/** Answers the newest datagram, from where it went unless said otherwise. */
	answer(bytes: Uint8Array, address = this.last.address, port = this.last.port): void {
		this.last.socket.receive(bytes, address, port);
	}
}

/** A UDP socket in a test's hands. */
export class FakeUdp implements Udp {
	readonly #net: FakeUdpNet;
	readonly #options: UdpCallbacks;
	readonly #inbox: Datagram[] = [];
	closed = false;

	constructor(net: FakeUdpNet, options: UdpCallbacks) {
		if (net.refuse) throw new Error("no socket");
		this.#net = net;
		this.#options = options;
		net.sockets.push(this);
	}

	read(): Datagram | undefined {
		return this.#inbox.shift();
	}

	write(bytes: Uint8Array, address: string, port: number): void {
		this.#net.sent.push({ bytes: Uint8Array.from(bytes), address, port, socket: this });
	}

	close(): void {
		if (this.closed) throw new Error("closed twice");
		this.closed = true;
	}

	receive(bytes: Uint8Array, address: string, port: number): void {
		if (this.closed) return;
		this.#inbox.push(Object.assign(Uint8Array.from(bytes).buffer as ArrayBuffer, { address, port }));
		this.#options.onReadable(1);
	}
}
