import Timer from "./timer";

/** More than the firmware writes at once. */
const ROOM = 4_096;

interface SerialOptions {
	readonly target?: unknown;
	readonly onWritable?: (count: number) => void;
}

/** The SDK's "embedded:io/serial": it takes all that is written, as a board's does, and nobody is at its far end. */
export default class Serial {
	readonly target: unknown;
	readonly onWritable: ((count: number) => void) | undefined;

	constructor({ target, onWritable }: SerialOptions) {
		this.target = target;
		this.onWritable = onWritable;
		Timer.set(() => this.onWritable?.(ROOM), 1);
	}

	read(): undefined {
		return undefined;
	}

	write(bytes: Uint8Array): number {
		return bytes.length;
	}

	close(): void {
		this.read();
	}
}
