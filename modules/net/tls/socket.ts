import TlsCore from "net/tls/native";
import { type TlsSocketOptions, TlsStream } from "net/tls/stream";

/** The TLS socket of a board. In the simulator another module stands in for this one (sim/guest/tls.ts). */
export class TlsSocket extends TlsStream {
	/** As TlsStream. */
	constructor(options: TlsSocketOptions) {
		super(new TlsCore(), options);
	}
}
