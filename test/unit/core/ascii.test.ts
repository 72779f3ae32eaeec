import { toAscii } from "core/utf8";
import { equal, test } from "harness";

test("ascii: what is not ASCII and printable becomes ?, one for each byte", () => {
	const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
	const text = toAscii(bytes, 0, 256);
	equal(text.length, 256);
	for (let byte = 0; byte < 256; byte++)
		equal(text[byte], byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : "?", `${byte}`);
});

test("ascii: takes its range only", () => {
	const bytes = Uint8Array.of(0x61, 0x62, 0x63, 0x64);
	equal(toAscii(bytes, 1, 3), "bc");
	equal(toAscii(bytes, 2, 2), "");
});
