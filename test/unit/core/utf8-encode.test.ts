import { isUtf8, toUtf8 } from "core/utf8";
import { equal, ok, test, toHex } from "harness";

const hex = (text: string): string | undefined => {
	const bytes = toUtf8(text);
	return bytes && toHex(bytes);
};

test("utf8: text becomes its bytes, one to four a character", () => {
	equal(hex(""), "");
	equal(hex("a\x7f"), "617f");
	equal(hex("\x80"), "c280");
	equal(hex("\u07ff"), "dfbf");
	equal(hex("\u0800"), "e0a080");
	equal(hex("\ud7ff\ue000"), "ed9fbfee8080");
	equal(hex("\uffff"), "efbfbf");
	equal(hex("\u{10000}"), "f0908080");
	equal(hex("\u{10ffff}"), "f48fbfbf");
	equal(hex("é€\u{1f30d}"), "c3a9e282acf09f8c8d");
	equal(hex("\ufeffa"), "efbbbf61");
});

test("utf8: text with a NUL is refused [MQTT-1.5.3-2]", () => {
	equal(hex("\0"), undefined);
	equal(hex("pass\0word"), undefined);
});

test("utf8: half a surrogate pair is refused wherever it stands [MQTT-1.5.3-1]", () => {
	for (const text of [
		"\ud800",
		"\udbff",
		"\udc00",
		"\udfff",
		"a\ud83d",
		"\ud83da",
		"\udf0d\ud83c",
		"\ud83c\ud83c\udf0d",
	])
		equal(hex(text), undefined);
});

test("utf8: every code point that is written is well-formed and reads back", () => {
	for (let code = 1; code <= 0x10_ffff; code += code < 0x1_0000 ? 7 : 1_021) {
		const bytes = toUtf8(String.fromCodePoint(code));
		if (code >= 0xd800 && code <= 0xdfff) equal(bytes, undefined, `${code}`);
		else {
			ok(bytes && isUtf8(bytes, 0, bytes.length), `${code}`);
			equal(decode(bytes ?? new Uint8Array(0)), code);
		}
	}
});

/** The code point of one well-formed sequence. */
function decode(bytes: Uint8Array): number {
	let code = bytes.length === 1 ? bytes[0] : bytes[0] & (0x7f >> bytes.length);
	for (let i = 1; i < bytes.length; i++) code = code * 64 + (bytes[i] & 0x3f);
	return code;
}
