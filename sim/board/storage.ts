/**
 * The board's key-value storage as the host keeps it: it outlives a simulator, as flash outlives a restart. Names are `domain/key`.
 */
export class BoardStorage {
	readonly values = new Map<string, Uint8Array>();

	/** 1 and the value, or nothing when there is none. */
	read(name: string): Uint8Array {
		const value = this.values.get(name);
		return value ? Uint8Array.of(1, ...value) : new Uint8Array(0);
	}

	/** `payload`: length of the name (1 byte), name, value. */
	write(payload: Uint8Array): void {
		const end = 1 + payload[0];
		this.values.set(Buffer.from(payload.subarray(1, end)).toString("utf8"), payload.slice(end));
	}

	erase(): void {
		this.values.clear();
	}

	delete(name: string): void {
		this.values.delete(name);
	}
}
