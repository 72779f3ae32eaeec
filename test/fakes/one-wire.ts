import type { OneWire, OneWireClass } from "sensors/one-wire";
import { OneWireBus } from "../../sim/board/one-wire-bus";

/** 1-Wire lines, and the class that reaches them: a pin in use is refused, and a closed bus is misused. */
export class FakeOneWire extends OneWireBus {
	/** Pins that are open now. */
	readonly open = new Set<number>();
	/** What a driver gets as `io`. */
	readonly OneWire: OneWireClass = makeClass(this);
}

function makeClass(bus: FakeOneWire): OneWireClass {
	return class implements OneWire {
		readonly #pin: number;
		#closed = false;

		constructor({ pin }: { readonly pin: number }) {
			if (!Number.isInteger(pin) || pin < 0 || bus.open.has(pin)) throw new Error("pin in use");
			bus.open.add(pin);
			this.#pin = pin;
		}

		reset(): boolean {
			return this.#line().reset();
		}

		write(bytes: Uint8Array): void {
			this.#line().write(bytes);
		}

		read(target: Uint8Array): void {
			target.set(this.#line().read(target.length));
		}

		search(): readonly Uint8Array[] {
			return this.#line().search();
		}

		close(): void {
			if (!this.#closed) bus.open.delete(this.#pin);
			this.#closed = true;
		}

		#line() {
			if (this.#closed) throw new SyntaxError("closed");
			return bus.line(this.#pin);
		}
	};
}
