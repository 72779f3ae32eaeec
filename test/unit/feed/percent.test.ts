import { fitsExactly, written } from "fakes/room";
import { writePercent } from "feed/percent";
import { equal, fromHex, test } from "harness";

const UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

const percent = (bytes: Uint8Array): string => written((target, at) => writePercent(target, at, bytes));

test("percent: of all 256 bytes A-Z a-z 0-9 - . _ ~ stand for themselves, all others become %XX", () => {
	for (let byte = 0; byte < 256; byte++) {
		const character = String.fromCharCode(byte);
		const hex = `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
		equal(percent(Uint8Array.of(byte)), UNRESERVED.includes(character) ? character : hex);
	}
});

test("percent: a space is %20 and never +, and + is %2B", () => equal(percent(fromHex("612062 2b 63")), "a%20b%2Bc"));

test("percent: what would end a value, or be taken for an escape, is encoded; UTF-8 byte by byte", () => {
	equal(percent(fromHex("26 3d 25 23 0d 0a")), "%26%3D%25%23%0D%0A");
	equal(percent(fromHex("32 31 c2 b0 43")), "21%C2%B0C");
	equal(percent(new Uint8Array(0)), "");
});

test("percent: what does not fit is -1 at every length, and nothing is written outside", () => {
	for (const [hex, text] of [
		["61", "a"],
		["20", "%20"],
		["61206262c3a9", "a%20bb%C3%A9"],
		["c3a961", "%C3%A9a"],
	])
		fitsExactly(text, (target, at) => writePercent(target, at, fromHex(hex)));
});
