const CR = 0x0d;
const LF = 0x0a;
/** A string grows by pieces of so many characters. */
const PIECE = 64;

/** Lines of bytes as they come, a character a byte, ended by CR, LF or CR LF; what is longer than `most` is cut. */
export class RawLines {
	private readonly most: number;
	private line = "";
	private piece = "";
	private afterCr = false;

	constructor(most: number) {
		this.most = most;
	}

	/** The line that `byte` completes. */
	take(byte: number): string | undefined {
		const lineFeed = byte === LF && this.afterCr;
		this.afterCr = byte === CR;
		if (lineFeed) return undefined;
		if (byte === CR || byte === LF) {
			const line = this.line + this.piece;
			this.drop();
			return line;
		}
		if (this.line.length + this.piece.length < this.most) this.piece += String.fromCharCode(byte);
		if (this.piece.length >= PIECE) {
			this.line += this.piece;
			this.piece = "";
		}
		return undefined;
	}

	/** Forgets the last characters of the line, all when none are named. */
	drop(count = Number.POSITIVE_INFINITY): void {
		const line = this.line + this.piece;
		this.piece = "";
		this.line = line.slice(0, Math.max(0, line.length - count));
	}
}
