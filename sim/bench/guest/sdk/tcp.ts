import { line } from "../board";
import { BenchTcp } from "../line";

/** The SDK's "embedded:io/socket/tcp". */
export default class TCP extends BenchTcp {
	constructor(options: ConstructorParameters<typeof BenchTcp>[0]) {
		super({ ...options, line });
	}
}
