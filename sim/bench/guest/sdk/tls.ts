import { type TlsSocketOptions, TlsStream } from "net/tls/stream";
import { line } from "../board";
import { BenchCore } from "../line";

/** "net/tls/socket": the board's own, over a core that is no C. */
export class TlsSocket extends TlsStream {
	constructor(options: TlsSocketOptions) {
		super(new BenchCore(line), options);
	}
}
