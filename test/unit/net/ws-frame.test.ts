import { seeded } from "fakes/random";
import { equal, fromHex, ok, test, toHex } from "harness";
import { CloseCode, FRAME_HEADER_MAX, FRAME_PAYLOAD_MAX, FrameReader, Frames, Opcode, writeFrame } from "net/ws-frame";

const HELLO = fromHex("48656c6c6f");

/** Numbers that make the key 37 fa 21 3d. */
function exampleKey(): () => number {
	const halves = [0x37fa / 65_536, 0x213d / 65_536];
	return () => halves.shift() ?? 0;
}

function frame(opcode: Opcode, payload: Uint8Array, random: () => number): Uint8Array {
	const target = new Uint8Array(payload.length + FRAME_HEADER_MAX);
	return target.slice(0, writeFrame(target, opcode, payload, 0, payload.length, random));
}

/** What a reader makes of bytes: the payload, and each control frame as `ping 01 02`, `close 1000` or `fault 1002`. */
function read(bytes: Uint8Array, piece = bytes.length, reader = new FrameReader()): string[] {
	const told: string[] = [];
	let data = "";
	for (let from = 0; from < bytes.length; from += piece) {
		const part = bytes.slice(from, from + piece);
		let end = 0;
		for (let at = 0; at < part.length; at = reader.at) {
			const verdict = reader.take(part, at, part.length, end);
			end = reader.end;
			if (verdict === Frames.Ping) told.push(`ping ${toHex(reader.control.subarray(0, reader.controlLength))}`);
			else if (verdict !== Frames.More) {
				told.push(`${verdict === Frames.Close ? "close" : "fault"} ${reader.code}`);
				return [data + toHex(part.subarray(0, end)), ...told];
			}
		}
		data += toHex(part.subarray(0, end));
	}
	return [data, ...told];
}

const fault = (hex: string): string => read(fromHex(hex)).at(-1) ?? "";

/** §5.7: "A single-frame masked text message", here as the pong that it is the example for, and as binary. */
test("frames: masked as in RFC 6455 §5.7", () => {
	equal(toHex(frame(Opcode.Pong, HELLO, exampleKey())), "8a8537fa213d7f9f4d5158");
	equal(toHex(frame(Opcode.Binary, HELLO, exampleKey())), "828537fa213d7f9f4d5158");
	equal(toHex(frame(Opcode.Close, Uint8Array.of(), exampleKey())), "888037fa213d");
});

test("frames: the length has its shortest form (§5.2)", () => {
	const header = (length: number): string =>
		toHex(frame(Opcode.Binary, new Uint8Array(length), () => 0).subarray(0, 4));
	equal(header(125).slice(0, 4), "82fd");
	equal(header(126), "82fe007e");
	equal(header(256), "82fe0100");
	equal(header(65_535), "82feffff");
	equal(
		writeFrame(new Uint8Array(8), Opcode.Binary, Uint8Array.of(), 0, FRAME_PAYLOAD_MAX + 1, () => 0),
		-1,
	);
});

test("frames: each has a fresh key, of all 32 bits, and the payload stays as it is (§5.3)", () => {
	const random = seeded(3);
	let seen = 0;
	const keys = new Set<string>();
	for (let i = 0; i < 100; i++) {
		const payload = Uint8Array.of(1, 2, 3, 4, 5);
		const bytes = frame(Opcode.Binary, payload, random);
		equal(payload, Uint8Array.of(1, 2, 3, 4, 5));
		for (let k = 0; k < 5; k++) equal(bytes[6 + k] ^ bytes[2 + (k & 3)], k + 1);
		keys.add(toHex(bytes.subarray(2, 6)));
		seen |= (bytes[2] << 24) | (bytes[3] << 16) | (bytes[4] << 8) | bytes[5];
	}
	equal([keys.size, seen], [100, -1]);
});

/** §5.7, the server's side of the examples, with binary instead of text. */
test("frames: the examples of RFC 6455 §5.7 are read", () => {
	equal(read(fromHex("820548656c6c6f")), ["48656c6c6f"]);
	equal(read(fromHex("020348656c 80026c6f")), ["48656c6c6f"]);
	equal(read(fromHex("890548656c6c6f")), ["", "ping 48656c6c6f"]);
	const long = fromHex(`827e0100${"ab".repeat(256)}`);
	equal(read(long), ["ab".repeat(256)]);
	const longest = new Uint8Array(10 + 65_536);
	longest.set(fromHex("827f0000000000010000"));
	equal(read(longest)[0].length, 2 * 65_536);
});

/** A conversation with everything in it that a server may do. */
const ALL = fromHex(
	[
		"8200",
		"820120",
		"0202aabb",
		"8900",
		"0001cc",
		"8a0401020304",
		"8903010203",
		"8002ddee",
		`827e007e${"77".repeat(126)}`,
		"880403e96279",
	].join(""),
);
const ALL_READ = [`20aabbccddee${"77".repeat(126)}`, "ping ", "ping 010203", "close 1001"];

test("frames: cut at every byte, in pieces of every size, they read the same", () => {
	equal(read(ALL), ALL_READ);
	for (let piece = 1; piece < ALL.length; piece++) equal(read(ALL, piece), ALL_READ, `pieces of ${piece}`);
	for (let cut = 1; cut < ALL.length; cut++) {
		const reader = new FrameReader();
		const [first, ...told] = read(ALL.subarray(0, cut), cut, reader);
		const [second, ...more] = read(ALL.subarray(cut), ALL.length, reader);
		equal([first + second, ...told, ...more], ALL_READ, `cut at ${cut}`);
	}
});

test("frames: payload keeps its place behind what is there already", () => {
	const reader = new FrameReader();
	const bytes = fromHex("ffff8202aabb8201cc");
	equal(reader.take(bytes, 2, bytes.length, 1), Frames.More);
	equal([reader.at, reader.end, toHex(bytes.subarray(0, 4))], [9, 4, "ffaabbcc"]);
});

test("frames: text is refused with 1003 [MQTT-6.0.0-1]", () => {
	equal(fault("810568656c6c6f"), "fault 1003");
	equal(fault("0101aa"), "fault 1003");
});

test("frames: what RFC 6455 §5 forbids is refused with 1002", () => {
	const forbidden: Readonly<Record<string, string>> = {
		"reserved bit 1": "c20100",
		"reserved bit 2": "a20100",
		"reserved bit 3": "920100",
		"a masked frame": "828100000000aa",
		"a masked control frame": "898000000000",
		"a continuation of nothing": "8001aa",
		"a new message within one": "0201aa8201aa",
		"a fragmented ping": "0900",
		"a fragmented close": "0800",
		"a fragmented pong": "0a00",
		"a ping of 126 bytes": "897e007e",
		"a close with a 64-bit length": "887f",
		"a 16-bit length that fits in 7": "827e007d",
		"a 64-bit length that fits in 16": "827f000000000000ffff",
		"a 64-bit length with its first bit set": "827f80",
		"half a close code": "880103",
	};
	for (const [what, hex] of Object.entries(forbidden)) equal(fault(hex), "fault 1002", what);
	for (const opcode of [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
		equal(fault(`8${opcode.toString(16)}00`), "fault 1002", `opcode ${opcode}`);
});

test("frames: close codes that must not be sent are refused (§7.4)", () => {
	const code = (value: number): string => fault(`8802${value.toString(16).padStart(4, "0")}`);
	for (const bad of [0, 999, 1_004, 1_005, 1_006, 1_015, 1_016, 2_999, 5_000, 65_535]) equal(code(bad), "fault 1002");
	for (const good of [1_000, 1_001, 1_003, 1_007, 1_011, 1_014, 3_000, 4_999]) equal(code(good), `close ${good}`);
	equal(fault("8800"), `close ${CloseCode.None}`);
});

test("frames: longer than the longest MQTT packet is refused with 1009, before any of it comes", () => {
	equal(fault("827f0000000010000005"), "fault 1009");
	equal(fault("827f7fffffffffffffff"), "fault 1009");
	const reader = new FrameReader();
	const header = fromHex("827f0000000010000004");
	equal(reader.take(header, 0, header.length, 0), Frames.More);
});

test("frames: behind a close or a fault nothing more is taken", () => {
	for (const [hex, verdict] of [
		["8800", Frames.Close],
		["8100", Frames.Fault],
	] as const) {
		const reader = new FrameReader();
		const bytes = fromHex(hex);
		equal(reader.take(bytes, 0, bytes.length, 0), verdict);
		const code = reader.code;
		const more = fromHex("8201aa");
		equal([reader.take(more, 0, more.length, 0), reader.end, reader.code], [verdict, 0, code]);
	}
});

test("frames: what one reader is told, however often, another makes of the same payload", () => {
	const random = seeded(11);
	for (let round = 0; round < 200; round++) {
		const parts: string[] = [];
		let payload = "";
		let open = false;
		for (let left = 1 + Math.floor(random() * 8); left > 0; left--) {
			const length = Math.floor(random() * 300);
			const data = toHex(Uint8Array.from({ length }, () => random() * 256));
			const last = random() < 0.5;
			const size = length < 126 ? length.toString(16).padStart(2, "0") : `7e${length.toString(16).padStart(4, "0")}`;
			parts.push(`${last ? "8" : "0"}${open ? "0" : "2"}${size}${data}`);
			if (random() < 0.3) parts.push("8a00");
			payload += data;
			open = !last;
		}
		const bytes = fromHex(parts.join(""));
		const piece = 1 + Math.floor(random() * 40);
		equal(read(bytes, piece), [payload]);
	}
});

test("frames: any bytes at all end in a verdict, and never leave the buffer", () => {
	const random = seeded(17);
	for (let round = 0; round < 3_000; round++) {
		const bytes = Uint8Array.from({ length: 64 }, () => random() * 256);
		if (round % 2) bytes[0] = 0x82;
		const reader = new FrameReader();
		for (let at = 0, end = 0; at < bytes.length; at = reader.at, end = reader.end) {
			const verdict = reader.take(bytes, at, bytes.length, end);
			ok(reader.at > at && reader.at <= bytes.length && reader.end <= reader.at && reader.end >= end);
			if (verdict === Frames.Close || verdict === Frames.Fault) break;
		}
	}
});
