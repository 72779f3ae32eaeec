/*
 * What the bundle sees in place of the realm's own globals (sim/soak/bundle injects it): Date with the board's clock, Math with the world's
 * random numbers. The others are the realm's; as constants of one script they cost nothing to look up, wherever it runs.
 */
import { current } from "./current";

const realm = globalThis;
const NativeDate = realm.Date;

/** Date with the board's clock in place of the host's. */
class BoardDate extends NativeDate {
	constructor(...args: readonly unknown[]) {
		super(...((args.length === 0 ? [current.world.board.time] : args) as [number]));
	}

	static override now(): number {
		return current.world.board.time;
	}
}

/** Inherits all but `random`: an object without a prototype would be a hash table, and each Math.floor a look-up in it. */
const ownMath = realm.Object.create(realm.Math, {
	random: { value: realm.Math.random, writable: true },
}) as typeof realm.Math;

/** From now on Math.random draws from this stream. */
export function drawFrom(random: () => number): void {
	ownMath.random = random;
}

const {
	Array: RealmArray,
	ArrayBuffer: RealmArrayBuffer,
	DataView: RealmDataView,
	Error: RealmError,
	Float64Array: RealmFloat64Array,
	Infinity: RealmInfinity,
	JSON: RealmJSON,
	Map: RealmMap,
	NaN: RealmNaN,
	Number: RealmNumber,
	Object: RealmObject,
	RangeError: RealmRangeError,
	Set: RealmSet,
	String: RealmString,
	TypeError: RealmTypeError,
	Uint8Array: RealmUint8Array,
	Uint32Array: RealmUint32Array,
	WeakMap: RealmWeakMap,
} = realm;

export {
	BoardDate as Date,
	ownMath as Math,
	RealmArray as Array,
	RealmArrayBuffer as ArrayBuffer,
	RealmDataView as DataView,
	RealmError as Error,
	RealmFloat64Array as Float64Array,
	RealmInfinity as Infinity,
	RealmJSON as JSON,
	RealmMap as Map,
	RealmNaN as NaN,
	RealmNumber as Number,
	RealmObject as Object,
	RealmRangeError as RangeError,
	RealmSet as Set,
	RealmString as String,
	RealmTypeError as TypeError,
	RealmUint8Array as Uint8Array,
	RealmUint32Array as Uint32Array,
	RealmWeakMap as WeakMap,
};
