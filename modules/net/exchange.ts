import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import type { Udp, UdpClass } from "net/udp";

/** What an exchange is given. */
export interface ExchangeOptions {
	readonly clock: Clock;
	readonly udp: UdpClass;
	/** The server's port. */
	readonly port: number;
	/** The longest wait for an answer. */
	readonly deadlineMs: number;
	/** A datagram from the server that was asked. True: it was the answer, and the exchange is over; false: go on waiting. */
	readonly onAnswer: (bytes: Uint8Array) => boolean;
	/** No answer before the deadline, or (`sent` false) nothing could be sent. */
	readonly onNothing: (sent: boolean) => void;
	/** A defect was caught in a callback. Must not throw. */
	readonly onFault: (error: unknown) => void;
}

/**
 * Questions to servers over UDP, one at a time: each gets a socket of its own, so a port of its own, and only what comes from the server's
 * address and port is looked at, which leaves little for whoever guesses (RFC 5452 §9.2).
 */
export class Exchange {
	private readonly options: ExchangeOptions;
	private readonly guard: Guard<Exchange>;
	private readonly alarm: Alarm;
	private socket: Udp | undefined;
	private server = "";

	constructor(options: ExchangeOptions) {
		this.options = options;
		this.guard = new Guard<Exchange>(this.fault, this);
		this.alarm = options.clock.alarm(this.nothing, this.guard);
	}

	/** Sends `question` to `server`, an IPv4 address. What is under way is given up. Calls nothing back from inside. */
	ask(server: string, question: Uint8Array): void {
		this.close();
		this.server = server;
		this.alarm.set(this.options.deadlineMs);
		let socket: Udp | undefined;
		try {
			socket = new this.options.udp({
				onReadable: this.guard.wrap1((count: number) => this.onReadable(socket, count)),
			});
			socket.write(question, server, this.options.port);
			this.socket = socket;
		} catch {
			socket?.close();
			this.alarm.set(0); // no socket, or no way to the server
		}
	}

	/** Asks nobody: comes back with onNothing, as soon as this call is over. */
	later(): void {
		this.close();
		this.alarm.set(0);
	}

	/** Gives up what is under way. Safe to call twice. */
	close(): void {
		const socket = this.socket;
		this.socket = undefined;
		this.alarm.clear();
		socket?.close();
	}

	private fault(error: unknown): void {
		this.close();
		this.options.onFault(error);
	}

	private onReadable(socket: Udp | undefined, count: number): void {
		const { port, onAnswer } = this.options;
		for (let left = count; left > 0; left--) {
			if (socket === undefined || socket !== this.socket) return; // late news of an exchange that is over
			const datagram = socket.read();
			if (!datagram) return;
			if (datagram.address !== this.server || datagram.port !== port) continue;
			if (onAnswer(new Uint8Array(datagram)) && socket === this.socket) this.close();
		}
	}

	private nothing(): void {
		const sent = this.socket !== undefined;
		this.close();
		this.options.onNothing(sent);
	}
}
