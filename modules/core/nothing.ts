/** An array without items, in flash where there is any: one that is made takes 32 bytes of a board's heap. */
export const NOTHING: readonly never[] = Object.freeze([]);

/** `items`, or NOTHING where there are none: for an array that is kept, and is usually empty. */
export function orNothing<T>(items: readonly T[]): readonly T[] {
	return items.length > 0 ? items : NOTHING;
}
