import type { Failure } from "core/result";

/** TLS that cannot begin, thrown by the constructor of its socket. */
export class TlsFailure extends Error {
	readonly failure: Failure;

	/** `text` is for a debugger; people get the words of `failure`. */
	constructor(failure: Failure, text: string) {
		super(text);
		this.failure = failure;
	}
}
