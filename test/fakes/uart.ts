import type { DigitalClass } from "sensors/digital";
import type { SerialClass, SerialOptions } from "sensors/serial";
import type { SerialPlace } from "sensors/serial-place";
import { SensorUart } from "../../sim/board/uart";

/** A UART on a clock that the test moves, the class that reaches it, and a digital pin that may be its direction. */
export class FakeUart extends SensorUart {
	/** ms. */
	now = 0;
	/** Options of each instance that was made. */
	readonly opened: SerialOptions[] = [];
	/** Instances that are open now. */
	users = 0;
	/** Level of each pin that is open. */
	readonly levels = new Map<number, number>();
	/** Every write to a pin, with its time. */
	readonly switched: (readonly [now: number, level: number])[] = [];
	readonly Serial: SerialClass = makeSerial(this);
	readonly Digital: DigitalClass = makeDigital(this);

	/** Where a driver finds it. */
	get place(): SerialPlace {
		return { io: this.Serial, port: 1, receive: 16, transmit: 17 };
	}
}

function makeSerial(uart: FakeUart): SerialClass {
	return class {
		#closed = false;

		constructor(options: SerialOptions) {
			if (options.port < 1 || options.port > 2) throw new RangeError("invalid port");
			if (uart.users > 0) throw new RangeError("port in use");
			uart.opened.push(options);
			uart.users++;
			uart.open(options.baud);
		}

		read(target: Uint8Array): number | undefined {
			if (this.#closed) throw new SyntaxError("closed");
			const bytes = uart.read(target.length, uart.now);
			target.set(bytes);
			return bytes.length || undefined;
		}

		write(bytes: Uint8Array): void {
			if (this.#closed) throw new SyntaxError("closed");
			uart.write(bytes, uart.now);
		}

		close(): void {
			if (!this.#closed) {
				uart.users--;
				uart.close();
			}
			this.#closed = true;
		}
	};
}

function makeDigital(uart: FakeUart): DigitalClass {
	return class {
		static readonly Input = 0;
		static readonly InputPullUp = 1;
		static readonly Output = 8;
		static readonly OutputOpenDrain = 9;
		readonly #pin: number;

		constructor({ pin, mode }: { readonly pin: number; readonly mode: number }) {
			if (uart.levels.has(pin) || mode !== 8) throw new Error("in use");
			uart.levels.set(pin, 0);
			this.#pin = pin;
		}

		read(): number {
			return uart.levels.get(this.#pin) ?? 0;
		}

		write(level: number): void {
			uart.levels.set(this.#pin, level);
			uart.switched.push([uart.now, level]);
		}

		close(): void {
			uart.levels.delete(this.#pin);
		}
	};
}
