import { crc32 } from "core/crc32";
import { seeded } from "fakes/random";
import { equal, test } from "harness";
import { decodeRecord, encodeRecord, readHeader } from "settings/record";

/** A record whose checksum is right whatever stands in it. */
function sealed(bytes: Uint8Array): Uint8Array {
	new DataView(bytes.buffer).setUint32(bytes.length - 4, crc32(bytes, 0, bytes.length - 4), true);
	return bytes;
}

test("a payload that is nonsense under a right checksum gives entries or nothing, never an exception", () => {
	const random = seeded(20_260_601);
	for (let round = 0; round < 2_000; round++) {
		const bytes = encodeRecord(new Map([["k", "x".repeat(round % 40)]]), round) ?? new Uint8Array(0);
		for (let i = 16; i < bytes.length - 4; i++) if (random() < 0.3) bytes[i] = Math.floor(random() * 256);
		decodeRecord(sealed(bytes));
	}
});

test("a length that no record can have is no header, so that nothing is allocated for it", () => {
	const bytes = encodeRecord(new Map(), 1) ?? new Uint8Array(0);
	for (const length of [0xffffffff, 0x7fffffff, 16_384]) {
		new DataView(bytes.buffer).setUint32(12, length, true);
		equal(readHeader(bytes), undefined);
	}
});

test("a record of another format is not read", () => {
	const bytes = encodeRecord(new Map([["k", "v"]]), 1) ?? new Uint8Array(0);
	new DataView(bytes.buffer).setUint16(4, 2, true);
	equal(decodeRecord(sealed(bytes)), undefined);
	equal(readHeader(bytes)?.format, 2);
});
