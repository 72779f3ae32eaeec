/** What a port tells the console. */
export interface PortEvents {
	/** bytes[0..count) have arrived; the buffer is the port's own and is used again. */
	onBytes(bytes: Uint8Array, count: number): void;
	/** Bytes were lost before they could be taken: the line that comes now is torn. */
	onLost(): void;
	/** There is more room than there was. */
	onRoom(): void;
}

/** The line a console stands on: bytes both ways. Nothing of it blocks and nothing throws. */
export interface ConsolePort {
	/** Bytes that it takes now. */
	readonly room: number;
	/** Sends text as UTF-8. Its bytes are `room` at most; what is more is lost. */
	write(text: string): void;
	/** Sends bytes as they are, `room` at most. */
	send(bytes: Uint8Array): void;
	close(): void;
}
