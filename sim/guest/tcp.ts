import { type Buffer, type SocketOptions, StreamSocket } from "./socket";

/** The SDK's "embedded:io/socket/tcp". */
export default class TCP extends StreamSocket {
	constructor(options: SocketOptions) {
		super(options);
	}

	/** Takes all of `data` or throws; returns how much more could be written. */
	write(data: Buffer | number): number {
		return this.send(data);
	}
}
