import { type SocketOptions, StreamSocket } from "./socket";

/** The SDK's "embedded:io/socket/tcp". */
export default class TCP extends StreamSocket {
	constructor(options: SocketOptions) {
		super(options);
	}
}
