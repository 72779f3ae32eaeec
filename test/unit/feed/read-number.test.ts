import { readNumber } from "feed/bytes";
import { copyText } from "feed/inbound";
import { equal, test, toHex } from "harness";

function bytesOf(text: string): Uint8Array {
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function read(text: string): number {
	return readNumber(bytesOf(`9${text}9`), 1, 1 + text.length);
}

test("a bare value is a number in plain digits, with a sign and a point at most", () => {
	for (const text of [
		"0",
		"60",
		"-1",
		"+1",
		"21.5",
		"0.1",
		"-0.001",
		"123456789012345",
		"60.00",
		" 7 ",
		"0.30000000000000",
	])
		equal(read(text), Number(text), text);
});

test("a bare value that is anything else is no number", () => {
	for (const text of [
		"",
		" ",
		"-",
		".",
		"1.",
		".5",
		"1e3",
		"0x10",
		"1,5",
		"1 2",
		"NaN",
		"Infinity",
		"1234567890123456",
		"--1",
		"1.2.3",
		"60s",
	])
		equal(read(text), Number.NaN, text);
});

test("escapes of a JSON string are resolved; half a surrogate pair, and what does not fit, is refused", () => {
	const copy = (text: string, size = 8): string => {
		const target = new Uint8Array(size);
		const length = copyText(bytesOf(text), 0, text.length, target);
		return length < 0 ? "refused" : toHex(target.subarray(0, length));
	};
	equal(copy('a\\n\\"\\/'), "610a222f");
	equal(copy("\\u0041\\u00e9\\u20AC"), "41c3a9e282ac");
	equal(copy("\\ud83d\\ude00"), "refused");
	equal(copy("12345678"), "3132333435363738");
	equal(copy("123456789"), "refused");
	equal(copy("\\u20ac", 2), "refused");
});
