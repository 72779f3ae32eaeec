/** The SDK's "embedded:io/serial", with nobody at its far end. */
export default class Serial {
	readonly onWritable: ((count: number) => void) | undefined;

	constructor({ onWritable }: { readonly onWritable?: (count: number) => void }) {
		this.onWritable = onWritable;
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
