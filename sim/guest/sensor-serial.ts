import type { Serial, SerialOptions } from "sensors/serial";
import { Command } from "../port";
import { ask, post } from "./port";

/** The simulated board is an ESP32: three UARTs, the first of them the console's. */
const PORT_MAX = 2;
const BAUD_MAX = 5_000_000;
/** The UART's own memory; an idle one takes no more at once. */
const ROOM = 128;
/** Open ports. */
const taken = new Set<number>();

/** "native/sensor-serial" on the simulated board: the PC keeps the UART. */
export default class implements Serial {
	readonly #port: number;
	#open = true;

	constructor({ port, baud, receive, transmit }: SerialOptions) {
		if (receive === undefined || transmit === undefined) throw new RangeError("transmit and receive required");
		if (!Number.isInteger(port) || port < 1 || port > PORT_MAX) throw new RangeError("invalid port");
		if (!(baud > 0 && baud <= BAUD_MAX)) throw new RangeError("invalid baud");
		if (taken.has(port)) throw new RangeError("port in use");
		taken.add(port);
		this.#port = port;
		post(Command.UartOpen, port, baud);
	}

	read(target: Uint8Array): number | undefined {
		this.#mustBeOpen();
		const bytes = new Uint8Array(ask(Command.UartRead, this.#port, target.length));
		target.set(bytes);
		return bytes.length === 0 ? undefined : bytes.length;
	}

	write(bytes: Uint8Array): void {
		this.#mustBeOpen();
		if (bytes.length > ROOM) throw new Error("output full");
		post(Command.UartWrite, this.#port, 0, bytes);
	}

	close(): void {
		if (!this.#open) return;
		this.#open = false;
		taken.delete(this.#port);
		post(Command.UartClose, this.#port, 0);
	}

	#mustBeOpen(): void {
		if (!this.#open) throw new TypeError("serial port is closed");
	}
}
