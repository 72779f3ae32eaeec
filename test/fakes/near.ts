import { ok } from "harness";

/** Throws unless `actual` is a number within `tolerance` of `expected`. */
export function near(actual: number, expected: number, tolerance: number, message = ""): void {
	ok(Math.abs(actual - expected) <= tolerance, `${message} got ${actual}, expected ${expected} ± ${tolerance}`);
}
