import type { Failure } from "core/result";

/** A TLS handshake that must not go on, thrown through the SDK's TLS code up to the guard of the transport. */
export class TlsFailure extends Error {
	readonly failure: Failure;

	/** `text` is for a debugger; people get the words of `failure`. */
	constructor(failure: Failure, text: string) {
		super(text);
		this.failure = failure;
	}
}
