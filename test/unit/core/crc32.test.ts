import { crc32 } from "core/crc32";
import { toUtf8 } from "core/utf8";
import { equal, test } from "harness";

const DIGITS = toUtf8("123456789") ?? new Uint8Array(0);

test("CRC-32 of 123456789 is the check value CBF43926", () => {
	equal(crc32(DIGITS, 0, DIGITS.length), 0xcbf43926);
});

test("CRC-32 of nothing is 0", () => {
	equal(crc32(DIGITS, 4, 4), 0);
});

test("CRC-32 taken in parts is that of the whole", () => {
	for (let cut = 0; cut <= DIGITS.length; cut++) {
		equal(crc32(DIGITS, cut, DIGITS.length, crc32(DIGITS, 0, cut)), 0xcbf43926);
	}
});
