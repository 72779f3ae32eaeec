import { Failure } from "core/result";

/** Close codes start here (RFC 6455 §7.4); no number from TLS that comes with Failure.Closed is as large. */
const CLOSE_CODE_LEAST = 1_000;

/** What the number is that came with a Failure, and which; undefined for 0, which says nothing. */
export function detailWords(failure: Failure, detail: number): string | undefined {
	if (detail === 0) return undefined;
	if (failure === Failure.HttpStatus) return `HTTP ${detail}`;
	const closed = failure === Failure.Closed || failure === Failure.ClosedEarly || failure === Failure.TakenOver;
	const isCloseCode = failure === Failure.WebSocket || (closed && detail >= CLOSE_CODE_LEAST);
	return `${isCloseCode ? "WebSocket" : "TLS"} ${detail}`;
}
