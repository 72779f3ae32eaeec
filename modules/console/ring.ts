/** Bytes that wait while an answer is written or a task runs: a pasted PEM, and some. */
const SIZE = 4_096;
/** Stands for a line that was dropped. No byte of UTF-8, so that it cannot be typed. */
export const DROPPED = 0xff;

/**
 * Input that waits. When it is full, the line being taken is dropped whole, up to its end, and DROPPED stands in its place: a line that was
 * torn is never run.
 */
export class Ring {
	private readonly bytes = new Uint8Array(SIZE);
	private head = 0;
	private used = 0;
	private dropping = false;

	get empty(): boolean {
		return this.used === 0;
	}

	/** Nothing waits, and no line is being dropped. */
	get resting(): boolean {
		return this.used === 0 && !this.dropping;
	}

	/** True when the next byte would be too much. */
	get full(): boolean {
		return this.used >= SIZE - 2;
	}

	put(byte: number): void {
		if (byte === DROPPED) return;
		if (this.dropping) {
			if (!isEnd(byte)) return;
			this.dropping = false;
		}
		if (!this.full) {
			this.push(byte);
			return;
		}
		this.tear();
		if (isEnd(byte)) {
			this.dropping = false;
			this.push(byte);
		}
	}

	/** Bytes were lost before they came here: the line being taken is dropped, up to its end. */
	lose(): void {
		if (!this.dropping) this.tear();
	}

	/** Takes the next byte, -1 when there is none. */
	take(): number {
		if (this.used === 0) return -1;
		const byte = this.bytes[this.head];
		this.head = (this.head + 1) % SIZE;
		this.used--;
		return byte;
	}

	/** Takes back the bytes put last, up to `count`; gives how many there were. */
	drop(count: number): number {
		const dropped = Math.min(count, this.used);
		this.used -= dropped;
		return dropped;
	}

	clear(): void {
		this.used = 0;
		this.dropping = false;
		this.bytes.fill(0); // it may have held a secret
	}

	private tear(): void {
		while (this.used > 0 && !isEnd(this.last)) this.used--;
		if (this.used > SIZE - 4) this.used = SIZE - 4; // nothing but ends of lines: some of them go
		this.push(DROPPED);
		this.dropping = true;
	}

	private get last(): number {
		return this.bytes[(this.head + this.used - 1) % SIZE];
	}

	private push(byte: number): void {
		this.bytes[(this.head + this.used++) % SIZE] = byte;
	}
}

function isEnd(byte: number): boolean {
	return byte === 0x0d || byte === 0x0a;
}
