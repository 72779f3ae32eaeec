import type { Pins, TakenPins } from "control/ports";

/** An open digital output (ECMA-419 §9.3, Digital). */
interface Output {
	write(value: number): void;
	close(): void;
}

/** A pin that is driven. */
interface Driven {
	readonly pin: number;
	readonly output: Output;
}

/** The Digital class of ECMA-419, as far as it is used. All of it may throw. */
interface DigitalClass {
	new (options: { readonly pin: number; readonly mode: number }): Output;
	readonly Output: number;
}

const NONE: readonly Driven[] = Object.freeze([]);

/** The board, as far as its outputs are concerned. */
export interface PinBoard {
	/** With `io.Digital`, a DigitalClass; not for a board without pins. */
	readonly device: { readonly io: { readonly Digital?: unknown } };
	/** What else uses a pin, by its number. */
	readonly pins: { readonly taken: TakenPins };
}

/** The board's digital outputs. */
export class DigitalPins implements Pins {
	private readonly board: PinBoard;
	private driven: readonly Driven[] = NONE;

	constructor(board: PinBoard) {
		this.board = board;
	}

	private get io(): DigitalClass | undefined {
		return this.board.device.io.Digital as DigitalClass | undefined;
	}

	refusal(pin: number): string | undefined {
		if (!this.io) return "this board has no pins that could be driven";
		const user = this.board.pins.taken[pin];
		return user === undefined ? undefined : `pin ${pin} cannot be driven: ${user}`;
	}

	drive(pin: number, high: boolean): boolean {
		const { io } = this;
		if (!io || this.refusal(pin) !== undefined) return false;
		try {
			let driven = this.driven.find((one) => one.pin === pin);
			if (!driven) {
				driven = { pin, output: new io({ pin, mode: io.Output }) };
				this.driven = [...this.driven, driven];
			}
			driven.output.write(high ? 1 : 0);
			return true;
		} catch {
			return false; // no such pin, or one that the chip uses otherwise
		}
	}

	keep(pins: readonly number[]): void {
		const before = this.driven;
		if (before.length === 0) return;
		this.driven = before.filter(({ pin }) => pins.includes(pin));
		for (const one of before) if (!this.driven.includes(one)) release(one.output);
	}
}

/** False where it could not be closed: it is not used again either. */
function release(output: Output): boolean {
	try {
		output.close();
		return true;
	} catch {
		return false;
	}
}

/** What is known of the pins of a board: `device` and the console's own pins, and those that its chip keeps for itself. */
export function takenPins(
	buses: Readonly<Record<string, object>> | undefined,
	serial: object | undefined,
	reserved: unknown,
): TakenPins {
	const taken: string[] = [];
	if (Array.isArray(reserved))
		for (const pin of reserved) if (typeof pin === "number") taken[pin] = "the chip itself uses it";
	for (const [name, bus] of Object.entries(buses ?? {})) {
		const { data, clock } = bus as { readonly data?: unknown; readonly clock?: unknown };
		for (const pin of [data, clock]) if (typeof pin === "number") taken[pin] = `the I2C bus "${name}" uses it`;
	}
	const { receive, transmit } = (serial ?? {}) as { readonly receive?: unknown; readonly transmit?: unknown };
	for (const pin of [receive, transmit]) if (typeof pin === "number") taken[pin] = "the console uses it";
	return taken;
}
