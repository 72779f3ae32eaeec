import { Key, KeyReader } from "console/keys";
import { toUtf8 } from "core/utf8";
import { equal, fromHex, test } from "harness";

/** Keys that `bytes` give; Key.None left out. */
function keys(bytes: Uint8Array | readonly number[]): readonly number[] {
	const reader = new KeyReader();
	return Array.from(bytes, (byte) => reader.take(byte)).filter((key) => key !== Key.None);
}

function typed(text: string): readonly number[] {
	return keys(toUtf8(text) ?? []);
}

test("keys: characters are their code points, of one to four bytes", () => {
	equal(typed("aé€\u{1f600}~ "), [0x61, 0xe9, 0x20ac, 0x1f600, 0x7e, 0x20]);
});

test("keys: CR, LF and CR LF are one Enter; LF CR are two", () => {
	equal(typed("\r"), [Key.Enter]);
	equal(typed("\n"), [Key.Enter]);
	equal(typed("\r\n"), [Key.Enter]);
	equal(typed("\r\n\r\n"), [Key.Enter, Key.Enter]);
	equal(typed("\n\r"), [Key.Enter, Key.Enter]);
	equal(typed("\r\n\n"), [Key.Enter, Key.Enter]);
});

test("keys: arrows, Home, End and Delete in every form that terminals send", () => {
	for (const introducer of ["\x1b[", "\x1bO", "\x1b[1;5"]) {
		equal(
			typed(`${introducer}A${introducer}B${introducer}C${introducer}D${introducer}H${introducer}F`),
			[Key.Up, Key.Down, Key.Right, Key.Left, Key.Home, Key.End],
			introducer,
		);
	}
	equal(typed("\x1b[1~\x1b[7~\x1b[4~\x1b[8~\x1b[3~"), [Key.Home, Key.Home, Key.End, Key.End, Key.Delete]);
});

test("keys: every other escape sequence is swallowed whole", () => {
	const others = [
		"\x1b[200~", // bracketed paste
		"\x1b[201~",
		"\x1b[5~",
		"\x1b[15;2~",
		"\x1b[?1;2c",
		"\x1b[24;80R",
		"\x1b[<0;10;20M",
		"\x1b[38:2:1:2:3m",
		"\x1b[ q",
		"\x1b[!p",
		"\x1b[[A", // F1 of the Linux console
		"\x1bOP",
		"\x1bO5P",
		"\x1b(B",
		"\x1b#8",
		"\x1bc",
		"\x1bx",
		"\x1b]0;a title\x07",
		"\x1b]0;a title\x1b\\",
		"\x1bPq data\x1b\\",
		"\x1b_data\x1b\\",
		"\x1b\x1b[5~",
		`\x1b[${"9".repeat(2_000)}~`,
	];
	for (const sequence of others) equal(typed(`a${sequence}b`), [0x61, 0x62], JSON.stringify(sequence));
});

test("keys: all sequences of CSI with one or two parameters and any final are swallowed or a key, and nothing is left over", () => {
	for (let final = 0x40; final < 0x7f; final++) {
		if (final === 0x5b) continue;
		for (const parameters of ["", "1", "12", "1;2", "?25", ">0"]) {
			const found = typed(`\x1b[${parameters}${String.fromCharCode(final)}z`);
			equal(found[found.length - 1], 0x7a);
			equal(found.filter((key) => key >= 0x20).length, 1, `${parameters} ${final}`);
		}
	}
});

test("keys: an ESC alone swallows one key at most, and none when time has passed", () => {
	equal(typed("\x1bab"), [0x62]);
	equal(typed("\x1b\r"), [Key.Enter]);
	equal(typed("\x1b\x03"), [Key.Cancel]);
	const reader = new KeyReader();
	reader.take(0x1b);
	reader.settle();
	equal(reader.take(0x61), 0x61);
});

test("keys: a control character ends a sequence that was begun, and counts", () => {
	equal(typed("\x1b[12\rab"), [Key.Enter, 0x61, 0x62]);
	equal(typed("\x1b]0;title\rab"), [Key.Enter, 0x61, 0x62]);
});

test("keys: NUL and controls without a meaning give nothing", () => {
	equal(keys([0, 0x61, 0, 0x07, 0x0f, 0x11, 0x13, 0x18, 0x1c, 0x62]), [0x61, 0x62]);
});

test("keys: what is no well-formed UTF-8 gives nothing, and takes nothing with it", () => {
	const bad = [
		"80",
		"bf",
		"c0af",
		"c1bf",
		"c3",
		"e2",
		"e282",
		"f09f98",
		"e08080",
		"eda080",
		"f0808080",
		"f4908080",
		"f8",
		"ff",
		"fe",
	];
	for (const bytes of bad) equal(keys([0x61, ...fromHex(bytes), 0x62]), [0x61, 0x62], bytes);
	equal(keys([...fromHex("e282"), ...fromHex("c3a9")]), [0xe9], "half a character, then a whole one");
});

test("keys: C1 controls, line separators and changes of direction give nothing", () => {
	equal(typed("a\u0085b\u009bc\u2028d\u202ee\u2066f"), [0x61, 0x62, 0x63, 0x64, 0x65, 0x66]);
});
