import { fromUtf8, toUtf8 } from "core/utf8";
import { equal, test } from "harness";

test("text of one to four bytes a character comes back as it was", () => {
	for (const text of ["", "plain", "°C", "温度", "🌡 21", "\u0001\n\u007f", "\u{10ffff}"]) {
		const bytes = toUtf8(text) ?? new Uint8Array(0);
		equal(fromUtf8(bytes, 0, bytes.length), text);
	}
});

test("bytes that are no well-formed UTF-8 are no text", () => {
	for (const bytes of [[0x80], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0x00], [0xff]]) {
		equal(fromUtf8(Uint8Array.from(bytes), 0, bytes.length), undefined);
	}
});
