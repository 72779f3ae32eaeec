import { isUtf8 } from "core/utf8";
import { equal, fromHex, test } from "harness";

const utf8 = (hex: string): boolean => {
	const bytes = fromHex(hex);
	return isUtf8(bytes, 0, bytes.length);
};

/** First and last of each row of Unicode's table 3-7. */
const GOOD = [
	"",
	"01",
	"7f",
	"c280",
	"dfbf",
	"e0a080",
	"e0bfbf",
	"e18080",
	"ecbfbf",
	"ed8080",
	"ed9fbf",
	"ee8080",
	"efbfbf",
	"f0908080",
	"f0bfbfbf",
	"f1808080",
	"f3bfbfbf",
	"f4808080",
	"f48fbfbf",
	"61c3a9e282acf09f8c8d7a",
];

const BAD: readonly [string, readonly string[]][] = [
	["overlong", ["c080", "c0af", "c1bf", "e08080", "e09fbf", "f0808080", "f08fbfbf"]],
	[
		"a surrogate D800-DFFF [MQTT-1.5.3-1]",
		["eda080", "edadbf", "edae80", "edafbf", "edb080", "edbfbf", "eda0bdedb880"],
	],
	["above U+10FFFF", ["f4908080", "f4bfbfbf", "f5808080", "f7bfbfbf", "f888808080", "fc8480808080"]],
	["truncated", ["c2", "e0", "e0a0", "e282", "f0", "f090", "f09080", "f48fbf", "61e2"]],
	[
		"a continuation too many, or none",
		["80", "bf", "6180", "c28080", "c241", "e28241", "e24182", "f0904180", "f0908041", "f09080c0"],
	],
	["a byte that never occurs", ["fe", "ff", "c0", "c1", "f5", "fefeffff"]],
	["U+0000 [MQTT-1.5.3-2]", ["00", "6100", "006100", "e0a08000"]],
];

test("utf8: the first and last of every length are well-formed", () => {
	for (const hex of GOOD) equal(utf8(hex), true, hex);
});

for (const [what, cases] of BAD) {
	test(`utf8: refuses ${what}`, () => {
		for (const hex of cases) equal(utf8(hex), false, hex);
	});
}

test("utf8: a byte order mark is data like any other [MQTT-1.5.3-3]", () => {
	equal(utf8("efbbbf"), true);
	equal(utf8("61efbbbf"), true);
});

test("utf8: looks at its range only, and never behind it for the end of a character", () => {
	const bytes = fromHex("ff 61 e2 82 ac ff");
	equal(isUtf8(bytes, 1, 5), true);
	equal(isUtf8(bytes, 1, 4), false);
	equal(isUtf8(bytes, 3, 5), false);
	equal(isUtf8(bytes, 0, 0), true);
	equal(isUtf8(bytes, 6, 6), true);
});

test("utf8: every lead byte takes every second byte that table 3-7 allows, and no other", () => {
	for (let lead = 0x80; lead <= 0xff; lead++) {
		for (let second = 0; second <= 0xff; second++) {
			const tail = lead < 0xe0 ? 0 : lead < 0xf0 ? 1 : 2;
			const bytes = Uint8Array.from([lead, second, ...new Array(tail).fill(0x80)]);
			equal(isUtf8(bytes, 0, bytes.length), leads(lead, second), `${lead} ${second}`);
		}
	}
});

/** The table, by the code point that the first two bytes stand for. */
function leads(lead: number, second: number): boolean {
	if (second < 0x80 || second > 0xbf || lead < 0xc0) return false;
	if (lead < 0xe0) return (lead & 0x1f) << 6 >= 0x80;
	const bits = second & 0x3f;
	if (lead < 0xf0) {
		const first = ((lead & 0x0f) << 12) | (bits << 6);
		return first >= 0x800 && !(first >= 0xd800 && first <= 0xdfff);
	}
	const first = ((lead & 0x07) << 18) | (bits << 12);
	return lead < 0xf8 && first >= 0x1_0000 && first <= 0x10_ffff;
}
