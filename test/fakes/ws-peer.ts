import { createHash } from "node:crypto";
import type { Link, Peer } from "../../sim/network/model";

/** How a scripted WebSocket server behaves; what is left out it does as RFC 6455 says. */
export interface WebSocketScript {
	/** What it answers to the handshake, instead of `good`, in pieces of `piece` bytes. */
	readonly answer?: (good: string, request: string) => string | Uint8Array;
	readonly piece?: number;
	/** The frames that carry `bytes` to the board; one binary frame when not given. */
	readonly wrap?: (bytes: Uint8Array) => Uint8Array;
	/** Called with each frame from the board but data. */
	readonly onControl?: (link: Link, opcode: number, payload: Uint8Array) => void;
}

/** One frame from the board, unmasked. */
export interface SeenFrame {
	readonly opcode: number;
	readonly payload: Buffer;
	/** As hexadecimal digits. */
	readonly key: string;
}

/** A frame as a server sends it; `first` is its first byte. */
export function serverFrame(first: number, payload: Uint8Array): Uint8Array {
	const { length } = payload;
	const header = length < 126 ? [first, length] : [first, 126, length >> 8, length & 255];
	return Uint8Array.of(...header, ...payload);
}

/** What the board has said over a WebSocket. */
export interface WebSocketSeen {
	readonly requests: string[];
	readonly frames: SeenFrame[];
}

/** A WebSocket server in a test's hands, on the modelled network, in front of a broker; it throws at what RFC 6455 forbids a client. */
export function webSocketPeer(inner: Peer, seen: WebSocketSeen, script: WebSocketScript = {}): Peer {
	let upgraded = false;
	let received = Buffer.alloc(0);
	const upgrade = (link: Link): void => {
		const end = received.indexOf("\r\n\r\n");
		if (end < 0) return;
		const request = received.subarray(0, end + 4).toString("latin1");
		received = received.subarray(end + 4);
		seen.requests.push(request);
		const key = /^sec-websocket-key: *(\S+)\r$/im.exec(request)?.[1] ?? "";
		if (Buffer.from(key, "base64").length !== 16) throw new Error(`no key in ${request}`);
		const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
		const good = [
			"HTTP/1.1 101 Switching Protocols",
			"Upgrade: websocket",
			"Connection: upgrade",
			`Sec-WebSocket-Accept: ${accept}`,
			"Sec-WebSocket-Protocol: mqtt",
			"Server: scripted",
			"",
			"",
		].join("\r\n");
		const answer = script.answer?.(good, request) ?? good;
		upgraded = true;
		link.send(typeof answer === "string" ? Buffer.from(answer, "latin1") : answer, script.piece);
	};
	const wrapped = (link: Link): Link => {
		const wrap = script.wrap ?? ((bytes: Uint8Array) => serverFrame(0x82, bytes));
		return {
			send: (bytes: Uint8Array, piece?: number) => {
				const frames = wrap(bytes);
				link.send(frames, script.piece ?? piece ?? frames.length);
			},
			end: (failure?: number) => link.end(failure),
			stall: () => link.stall(),
			resume: () => link.resume(),
		} as unknown as Link;
	};
	return {
		onOpen: (link) => inner.onOpen?.(wrapped(link)),
		onClose: (link) => inner.onClose?.(link),
		onData(link, bytes) {
			received = Buffer.concat([received, bytes]);
			if (!upgraded) upgrade(link);
			if (!upgraded) return;
			for (let frame = takeFrame(); frame; frame = takeFrame()) {
				seen.frames.push(frame);
				if (frame.opcode === 2) inner.onData?.(wrapped(link), frame.payload);
				else script.onControl?.(link, frame.opcode, frame.payload);
			}
		},
	};

	function takeFrame(): SeenFrame | undefined {
		if (received.length < 2) return undefined;
		const [first, second] = received;
		if ((first & 0xf0) !== 0x80 || !(second & 0x80)) throw new Error(`not a whole masked frame: ${first} ${second}`);
		const short = second & 0x7f;
		if (short === 127) throw new Error("the board has no frames so long");
		const at = short === 126 ? 4 : 2;
		if (received.length < at) return undefined;
		const length = short === 126 ? received.readUInt16BE(2) : short;
		if (received.length < at + 4 + length) return undefined;
		const key = received.subarray(at, at + 4);
		const payload = Buffer.from(received.subarray(at + 4, at + 4 + length).map((byte, i) => byte ^ key[i & 3]));
		received = received.subarray(at + 4 + length);
		return { opcode: first & 0x0f, payload, key: key.toString("hex") };
	}
}
