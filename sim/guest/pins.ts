/** Highest pin of the simulated board, an ESP32; from 34 on they are inputs alone, and there is no 20, 24 and 28 to 31. */
const PIN_MAX = 39;
const MISSING: readonly number[] = [20, 24, 28, 29, 30, 31];
/** Pins that an open instance of some class has. */
const taken = new Set<number>();

/** From here on pins are inputs without pulls. */
export const INPUTS_FROM = 34;

/** Takes a pin. Throws where there is none, or somebody has it. */
export function claimPin(pin: number): void {
	if (!Number.isInteger(pin) || pin < 0 || pin > PIN_MAX || MISSING.includes(pin)) throw new RangeError("invalid pin");
	if (taken.has(pin)) throw new Error("in use");
	taken.add(pin);
}

/** Gives it back. */
export function releasePin(pin: number): void {
	taken.delete(pin);
}
