/**
 * How long `rows` rows take to leave, in milliseconds: rows x `rowMs` / (1 - `rowMs` / `inflowMs`), where a row leaves each `rowMs` and meanwhile a
 * new one comes each `inflowMs`. The way to the broker and back, by which each message is later, is not in it. Infinity when rows come as
 * fast as they leave.
 */
export function drainMs(rows: number, rowMs: number, inflowMs: number): number {
	if (rows === 0) return 0;
	return rowMs < inflowMs ? Math.round((rows * rowMs) / (1 - rowMs / inflowMs)) : Number.POSITIVE_INFINITY;
}
