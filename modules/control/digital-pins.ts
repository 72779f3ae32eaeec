import type { Pins } from "control/ports";

/** An open digital output (ECMA-419 §9.3, Digital). */
interface Output {
	write(value: number): void;
	close(): void;
}

/** The Digital class of ECMA-419, as far as it is used. All of it may throw. */
export interface DigitalClass {
	new (options: { readonly pin: number; readonly mode: number }): Output;
	readonly Output: number;
}

/** What the outputs are given. */
export interface DigitalPinsOptions {
	/** `device.io.Digital`; undefined for a board without pins. */
	readonly io: DigitalClass | undefined;
	/** Pins that something else uses, each with what it is. */
	readonly taken: ReadonlyMap<number, string>;
}

/** The board's digital outputs. */
export class DigitalPins implements Pins {
	readonly #options: DigitalPinsOptions;
	readonly #open = new Map<number, Output>();

	constructor(options: DigitalPinsOptions) {
		this.#options = options;
	}

	refusal(pin: number): string | undefined {
		const { io, taken } = this.#options;
		if (!io) return "this board has no pins that could be driven";
		const user = taken.get(pin);
		return user === undefined ? undefined : `pin ${pin} cannot be driven: ${user}`;
	}

	drive(pin: number, high: boolean): boolean {
		const { io } = this.#options;
		if (!io || this.refusal(pin) !== undefined) return false;
		try {
			const output = this.#open.get(pin) ?? new io({ pin, mode: io.Output });
			this.#open.set(pin, output);
			output.write(high ? 1 : 0);
			return true;
		} catch {
			return false; // no such pin, or one that the chip uses otherwise
		}
	}

	keep(pins: readonly number[]): void {
		for (const [pin, output] of this.#open) {
			if (pins.includes(pin)) continue;
			this.#open.delete(pin);
			try {
				output.close();
			} catch {
				this.#open.delete(pin); // what cannot be closed is not used again either
			}
		}
	}
}

/** What is known of the pins of a board: `device` and the console's own pins, and those that its chip keeps for itself. */
export function takenPins(
	buses: Readonly<Record<string, object>> | undefined,
	serial: object | undefined,
	reserved: unknown,
): ReadonlyMap<number, string> {
	const taken = new Map<number, string>();
	if (Array.isArray(reserved))
		for (const pin of reserved) if (typeof pin === "number") taken.set(pin, "the chip itself uses it");
	for (const [name, bus] of Object.entries(buses ?? {})) {
		const { data, clock } = bus as { readonly data?: unknown; readonly clock?: unknown };
		for (const pin of [data, clock]) if (typeof pin === "number") taken.set(pin, `the I2C bus "${name}" uses it`);
	}
	const { receive, transmit } = (serial ?? {}) as { readonly receive?: unknown; readonly transmit?: unknown };
	for (const pin of [receive, transmit]) if (typeof pin === "number") taken.set(pin, "the console uses it");
	return taken;
}
