/**
 * The few words unit tests are written in. They run unchanged on V8 (registered with node:test by test/run-node.ts) and on XS (called
 * one by one by test/run-xs.ts), so nothing here or in a unit test may use a Node API. Tests are synchronous.
 */
export interface UnitTest {
	readonly name: string;
	readonly run: () => void;
}

/** True in the bundles for XS (tools/lib/bundle-tests). */
declare const ON_XS: boolean;

/**
 * How much rougher a test of many rounds is here: so many times fewer rounds, or larger steps. 1 on V8, where it is to find what is wrong; on XS,
 * some thirty times slower, it only has to come out the same.
 */
export const ROUGH = ON_XS ? 7 : 1;

/** Every test registered by the modules that were loaded, in order. */
export const tests: UnitTest[] = [];

/** Registers a test. `name` states the rule it holds the code to. */
export function test(name: string, run: () => void): void {
	tests.push({ name, run });
}

/** Throws unless `value` is truthy. */
export function ok(value: unknown, message = "expected a truthy value"): void {
	if (!value) throw new Error(message);
}

/** Throws unless both are the same: numbers by Object.is, arrays, typed arrays and plain objects by content. */
export function equal(actual: unknown, expected: unknown, message = "not equal"): void {
	if (!same(actual, expected)) throw new Error(`${message}: got ${show(actual)}, expected ${show(expected)}`);
}

/** Throws unless `run` throws, and its message contains `part`. */
export function throws(run: () => unknown, part = ""): void {
	let thrown: unknown;
	try {
		run();
	} catch (error) {
		thrown = error ?? new Error("thrown");
	}
	if (thrown === undefined) throw new Error("expected an exception");
	const text = thrown instanceof Error ? thrown.message : String(thrown);
	if (!text.includes(part)) throw new Error(`expected an exception with "${part}", got "${text}"`);
}

function same(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
	const left = Object.entries(a);
	const right = Object.entries(b);
	return (
		left.length === right.length &&
		lengthOf(a) === lengthOf(b) &&
		left.every(([key, value]) => key in b && same(value, (b as Record<string, unknown>)[key]))
	);
}

function lengthOf(value: object): unknown {
	return "length" in value ? value.length : -1;
}

function show(value: unknown): string {
	if (value instanceof Uint8Array) return `<${toHex(value)}>`;
	if (ArrayBuffer.isView(value)) return `[${Array.from(value as unknown as ArrayLike<number>).join(", ")}]`;
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Bytes as hexadecimal digits, two each. */
export function toHex(bytes: Uint8Array): string {
	let text = "";
	for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
	return text;
}

/** The bytes of hexadecimal digits; spaces are allowed anywhere. */
export function fromHex(text: string): Uint8Array {
	const digits = text.split(" ").join("");
	const bytes = new Uint8Array(digits.length / 2);
	for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16);
	return bytes;
}
