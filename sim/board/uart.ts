/** A device at the far end of a simulated sensor UART, at the level of bytes. Times are in milliseconds of the board's clock, with fractions. */
export interface UartDevice {
	/** The bits a second it speaks at; what comes at another speed it does not understand. */
	readonly baud: number;
	/** A byte has come over the wire; its stop bit ended at `at`. */
	hear(byte: number, at: number): void;
	/** All that it has said since the last call, up to `now`: each byte with the time at which its stop bit ended. */
	speak(now: number): readonly TimedByte[];
}

/** One byte on the wire. */
export interface TimedByte {
	readonly byte: number;
	readonly at: number;
}

/** Bits of a byte: start, 8 data, stop. */
const BITS = 10;
/** What the UART keeps of what was not read; more is lost (ESP32 Technical Reference Manual, "UART RAM": 128 bytes each way). */
const FIFO = 128;

/** How long a byte takes, in ms. */
export function byteMs(baud: number): number {
	return (BITS * 1_000) / baud;
}

/** One sensor UART of the simulated board: 8N1, without a driver's rings, read by polling. It outlives the board's restarts. */
export class SensorUart {
	/** What is on its wires. */
	readonly devices: UartDevice[] = [];
	/** Whether what the board sends reaches the wires; what an RS-485 driver's DE pin does. */
	drives: (at: number) => boolean = () => true;
	/** Whether the board hears the wires; what /RE does. */
	listens: (at: number) => boolean = () => true;
	/** The board hears its own bytes, as with many half-duplex adapters. */
	echoes = false;
	/** What the board has sent since it was made: lists of bytes, one for each write. */
	readonly sent: number[][] = [];
	/** Bytes that found the UART's memory full. */
	lost = 0;
	#baud = 0;
	/** When the transmitter is free. */
	#free = 0;
	/** On the wire, or in the UART's memory, in the order of time. */
	#coming: TimedByte[] = [];

	/** The board opens it. */
	open(baud: number): void {
		this.#baud = baud;
		this.#coming = [];
		for (const device of this.devices) device.speak(Number.POSITIVE_INFINITY);
	}

	/** The board closes it, or is reset. */
	close(): void {
		this.#baud = 0;
	}

	/** The board sends. */
	write(bytes: Uint8Array, now: number): void {
		if (this.#baud === 0) return;
		this.#listen(now);
		this.sent.push([...bytes]);
		let at = Math.max(now, this.#free);
		for (const byte of bytes) {
			at += byteMs(this.#baud);
			if (!this.drives(at)) continue;
			for (const device of this.devices) device.hear(device.baud === this.#baud ? byte : byte ^ 0x55, at);
			if (this.echoes) this.#coming.push({ byte, at });
		}
		this.#free = at;
	}

	/** The board reads: at most `count` bytes that have come. */
	read(count: number, now: number): Uint8Array {
		this.#listen(now);
		const here = this.#coming.filter(({ at }) => at <= now);
		this.#coming = [...here.slice(count), ...this.#coming.filter(({ at }) => at > now)];
		return Uint8Array.from(here.slice(0, count), ({ byte }) => byte);
	}

	/** What the devices have said meanwhile; what was said while /RE was high is not heard, and what finds no room is lost. */
	#listen(now: number): void {
		for (const device of this.devices) {
			for (const { byte, at } of device.speak(now)) {
				if (this.#baud === 0 || !this.listens(at)) continue;
				this.#coming.push({ byte: device.baud === this.#baud ? byte : byte ^ 0x55, at });
			}
		}
		this.#coming.sort((a, b) => a.at - b.at);
		const here = this.#coming.filter(({ at }) => at <= now);
		if (here.length <= FIFO) return;
		this.lost += here.length - FIFO;
		this.#coming = [...here.slice(0, FIFO), ...this.#coming.filter(({ at }) => at > now)];
	}
}

/** The simulated board's UARTs for sensors, by number. */
export class SensorUarts {
	readonly #ports = new Map<number, SensorUart>();

	port(number: number): SensorUart {
		const port = this.#ports.get(number) ?? new SensorUart();
		this.#ports.set(number, port);
		return port;
	}

	/** The board is reset. */
	close(): void {
		for (const port of this.#ports.values()) port.close();
	}
}
