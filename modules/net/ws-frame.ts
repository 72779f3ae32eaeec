/** The longest header of a frame that we send: two bytes, a 16-bit length, the masking key (RFC 6455 §5.2). */
export const FRAME_HEADER_MAX = 8;
/** The longest payload that we send in a frame. */
export const FRAME_PAYLOAD_MAX = 65_535;
/** The longest payload of a control frame (§5.5). */
export const CONTROL_MAX = 125;
/**
 * The longest payload that we take in a frame: that of the longest MQTT packet (3.1.1 §2.2.3). It flows through, so it costs no memory; what is
 * longer is not meant for us.
 */
export const FRAME_TAKEN_MAX = 268_435_460;

/** What a frame is (§5.2). */
export const enum Opcode {
	Continuation = 0,
	Text = 1,
	Binary = 2,
	Close = 8,
	Ping = 9,
	Pong = 10,
}

/** Why a WebSocket is closed (§7.4.1). */
export const enum CloseCode {
	Normal = 1_000,
	/** What came is against the protocol. */
	Protocol = 1_002,
	/** What came is of a kind that is not taken. */
	Unacceptable = 1_003,
	/** A close frame without a code; never sent. */
	None = 1_005,
	/** What came is too long. */
	TooLong = 1_009,
}

/** What `FrameReader.take` came to. */
export const enum Frames {
	/** All bytes are taken; the payload among them has moved to the front. */
	More = 0,
	/** A ping is complete, its payload in `control`. */
	Ping = 1,
	/** A close frame is complete, its code in `code`; nothing may follow. */
	Close = 2,
	/** The server broke RFC 6455, or MQTT's rules for it: close with `code`. */
	Fault = 3,
}

/**
 * Writes a whole frame, masked (§5.3), to the start of `target`, which has FRAME_HEADER_MAX bytes of room besides the payload; returns the
 * index behind it, or -1 for a payload that is too long. The payload is bytes[from..to), which are left as they are. Each frame has a fresh key,
 * made of two numbers of `random`, since one has 31 bits only on a board.
 */
export function writeFrame(
	target: Uint8Array,
	opcode: Opcode,
	bytes: Uint8Array,
	from: number,
	to: number,
	random: () => number,
): number {
	const length = to - from;
	if (length > FRAME_PAYLOAD_MAX) return -1;
	target[0] = 0x80 | opcode;
	let at = 2;
	if (length < 126) target[1] = 0x80 | length;
	else {
		target[1] = 0x80 | 126;
		target[2] = length >> 8;
		target[3] = length;
		at = 4;
	}
	const key = at;
	for (let half = 0; half < 2; half++) {
		const bits = Math.floor(random() * 65_536);
		target[at++] = bits >> 8;
		target[at++] = bits;
	}
	for (let i = 0; i < length; i++) target[at++] = bytes[from + i] ^ target[key + (i & 3)];
	return at;
}

const enum Step {
	First = 0,
	Length = 1,
	Extended = 2,
	Payload = 3,
	Over = 4,
}

/**
 * Reads the frames of a server (§5.2) as they come, cut anywhere, in place: payload moves to the front of the buffer that it came in, control
 * frames go to a buffer of their own. It refuses what §5 refuses, and text frames (MQTT 3.1.1 §6 [MQTT-6.0.0-1]); where frames begin and end
 * means nothing above [MQTT-6.0.0-2]. Makes no garbage.
 */
export class FrameReader {
	/** Payload of the last control frame. */
	readonly control = new Uint8Array(CONTROL_MAX);
	controlLength = 0;
	/** The close code: the server's behind Frames.Close, ours to send behind Frames.Fault. */
	code: number = CloseCode.None;
	/** The index behind the last byte that was taken. */
	at = 0;
	/** The index behind the payload that has moved to the front. */
	end = 0;
	private step: Step = Step.First;
	private _opcode: Opcode = Opcode.Continuation;
	/** A message is begun and not complete: its next frame is a continuation (§5.4). */
	private fragmented = false;
	/** Bytes of payload that are still to come; in Step.Extended the length so far. */
	private left = 0;
	private lengthBytes = 0;
	/** What takes so many bytes of length at least. */
	private least = 0;
	private ended: Frames = Frames.More;

	/**
	 * Takes bytes[from..to) and moves their payload to bytes[end..). It stops behind a control frame that wants an answer: call it again from
	 * `at`. Behind Close and Fault it takes nothing more.
	 */
	take(bytes: Uint8Array, from: number, to: number, end: number): Frames {
		this.at = from;
		this.end = end;
		while (this.at < to) {
			const verdict = this.step === Step.Payload ? this.payload(bytes, to) : this.header(bytes[this.at++]);
			if (verdict !== Frames.More) return verdict;
		}
		return Frames.More;
	}

	private header(byte: number): Frames {
		switch (this.step) {
			case Step.First:
				return this.first(byte);
			case Step.Length:
				return this.length(byte);
			case Step.Extended:
				return this.extended(byte);
			default:
				return this.ended;
		}
	}

	private first(byte: number): Frames {
		const opcode: Opcode = byte & 0x0f;
		const last = (byte & 0x80) !== 0;
		if ((byte & 0x70) !== 0) return this.fail(CloseCode.Protocol); // no extension was agreed on
		switch (opcode) {
			case Opcode.Text:
				return this.fail(CloseCode.Unacceptable);
			case Opcode.Binary:
			case Opcode.Continuation:
				if ((opcode === Opcode.Continuation) !== this.fragmented) return this.fail(CloseCode.Protocol);
				this.fragmented = !last;
				break;
			case Opcode.Close:
			case Opcode.Ping:
			case Opcode.Pong:
				if (!last) return this.fail(CloseCode.Protocol);
				this.controlLength = 0;
				break;
			default:
				return this.fail(CloseCode.Protocol);
		}
		this._opcode = opcode;
		this.step = Step.Length;
		return Frames.More;
	}

	private length(byte: number): Frames {
		if ((byte & 0x80) !== 0) return this.fail(CloseCode.Protocol); // a server does not mask (§5.1)
		if (byte < 126) return this.begin(byte);
		if (this._opcode >= Opcode.Close) return this.fail(CloseCode.Protocol);
		this.left = 0;
		this.lengthBytes = byte === 126 ? 2 : 8;
		this.least = byte === 126 ? 126 : 65_536;
		this.step = Step.Extended;
		return Frames.More;
	}

	/** A length has one form, the shortest, and its first bit is 0 (§5.2). */
	private extended(byte: number): Frames {
		this.left = this.left * 256 + byte;
		this.lengthBytes--;
		if (this.lengthBytes === 7 && byte > 127) return this.fail(CloseCode.Protocol);
		if (this.left > FRAME_TAKEN_MAX) return this.fail(CloseCode.TooLong);
		if (this.lengthBytes > 0) return Frames.More;
		return this.left < this.least ? this.fail(CloseCode.Protocol) : this.begin(this.left);
	}

	private begin(length: number): Frames {
		this.left = length;
		this.step = Step.Payload;
		return length === 0 ? this.complete() : Frames.More;
	}

	private payload(bytes: Uint8Array, to: number): Frames {
		const { at, end } = this;
		const count = Math.min(this.left, to - at);
		if (this._opcode >= Opcode.Close) {
			for (let i = 0; i < count; i++) this.control[this.controlLength++] = bytes[at + i];
		} else {
			if (end !== at) bytes.copyWithin(end, at, at + count);
			this.end = end + count;
		}
		this.at = at + count;
		this.left -= count;
		return this.left === 0 ? this.complete() : Frames.More;
	}

	private complete(): Frames {
		this.step = Step.First;
		if (this._opcode === Opcode.Ping) return Frames.Ping;
		return this._opcode === Opcode.Close ? this.close() : Frames.More; // a pong that nobody asked for means nothing (§5.5.3)
	}

	/** The reason in words, which may follow the code, is not looked at. */
	private close(): Frames {
		const { control, controlLength } = this;
		const code = controlLength === 0 ? CloseCode.None : (control[0] << 8) | control[1];
		if (controlLength === 1 || (controlLength > 0 && !isSendable(code))) return this.fail(CloseCode.Protocol);
		return this.over(Frames.Close, code);
	}

	private fail(code: CloseCode): Frames {
		return this.over(Frames.Fault, code);
	}

	private over(ended: Frames, code: number): Frames {
		this.step = Step.Over;
		this.ended = ended;
		this.code = code;
		return ended;
	}
}

/** Whether a code may stand in a close frame (§7.4): defined for that, registered, or private. */
function isSendable(code: number): boolean {
	if (code >= 3_000) return code < 5_000;
	return code >= 1_000 && code <= 1_014 && code !== 1_004 && code !== CloseCode.None && code !== 1_006;
}
