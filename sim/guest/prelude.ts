import { now } from "./port";
import { decodeText, encodeText, toBytes } from "./text";

/**
 * Makes both engines the same board: adds what the SDK has and they lack, replaces what would tell the real time or
 * differ from run to run, and removes what a board does not have.
 */
export function furnish(realm: typeof globalThis): void {
	Object.assign(ArrayBuffer, { fromString: (text: string) => encodeText(text).buffer });
	Object.assign(String, { fromArrayBuffer: (buffer: ArrayBuffer) => decodeText(toBytes(buffer)) });
	const NativeDate = realm.Date;
	realm.Date = new Proxy(NativeDate, {
		construct: (target, args: unknown[]) => Reflect.construct(target, args.length === 0 ? [now.time] : args),
		apply: (target) => new target(now.time).toString(),
		get: (target, name) => (name === "now" ? () => now.time : Reflect.get(target, name)),
	});
	for (const name of [
		"setImmediate",
		"performance",
		"print",
		"gc",
		"TextEncoder",
		"TextDecoder",
		"WeakRef",
		"console",
	]) {
		Reflect.deleteProperty(realm, name);
	}
}

/** Math.random from a seed (mulberry32), so that a run can be repeated. */
export function seedRandom(realm: typeof globalThis, seed: number): void {
	let state = seed >>> 0;
	realm.Math.random = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
