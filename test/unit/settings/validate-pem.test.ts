import { toUtf8 } from "core/utf8";
import { base64, sequence } from "fakes/pem";
import { equal, ok, test } from "harness";
import { Settings } from "settings/settings";

const HEAD = "-----BEGIN CERTIFICATE-----";
const FOOT = "-----END CERTIFICATE-----";
const BODY = base64(sequence(300));
const ONE = `${HEAD}\n${BODY}\n${FOOT}\n`;

const takes = (given: unknown): boolean => new Settings().set("mqtt.ca", given) === undefined;

test("pem: one or more certificates, with any line ends, and text around them", () => {
	for (const given of [
		ONE,
		ONE + ONE,
		ONE.split("\n").join("\r\n"),
		ONE.split("\n").join(" "),
		...[256, 257, 258].map((length) => `${HEAD}${base64(sequence(length))}${FOOT}`),
		`subject=CN = root\n${ONE}# the end`,
		`${HEAD}\n${BODY.slice(0, 3)}\n${BODY.slice(3)}\n${FOOT}`,
	])
		ok(takes(given), given);
});

test("pem: as a JSON array it is its lines", () => {
	const settings = new Settings();
	equal(settings.load({ mqtt: { ca: (ONE + ONE).split("\n") } }), []);
	equal(settings.text("mqtt.ca"), ONE + ONE);
	for (const given of [[ONE], [], [...ONE.split("\n"), 1], [ONE.split("\n")]]) equal(takes(given), false);
});

test("pem: text around it may be anything that can be stored: no NUL, no half of a surrogate pair", () => {
	for (const good of ["é", "€", "\u{1f30d}", "\u{1f30d}\u{1f30d}", "\x1b"]) ok(takes(good + ONE + good), good);
	for (const bad of ["\0", "\ud83c", "\udf0d", "\udf0d\ud83c", "\ud83c\ud83c\udf0d"]) {
		equal(takes(bad + ONE), false, JSON.stringify(bad));
		equal(takes(ONE + bad), false, JSON.stringify(bad));
	}
});

test("pem: is kept as it was given", () => {
	const settings = new Settings();
	settings.set("mqtt.ca", ONE + ONE);
	equal(settings.text("mqtt.ca"), ONE + ONE);
});

test("pem: refuses what is cut off, empty, not base64, nested, or no certificate", () => {
	for (const given of [
		"",
		"root.pem",
		HEAD,
		HEAD + FOOT,
		`${HEAD}\n${FOOT}`,
		`${HEAD}\n${BODY}`,
		`${BODY}\n${FOOT}`,
		`${HEAD}${BODY.slice(1)}${FOOT}`,
		`${HEAD}${BODY.slice(0, -4)}${FOOT}`,
		`${HEAD}${BODY}AAAA${FOOT}`,
		`${HEAD}${base64(sequence(257)).slice(0, -1)}${FOOT}`,
		`${HEAD}AAAA${FOOT}`,
		`${HEAD}${base64([0x31, ...sequence(300).slice(1)])}${FOOT}`,
		`${HEAD}${base64([...sequence(300), 0])}${FOOT}`,
		...["@", "[", "`", "{", ":", ".", ",", "_", "-", "="].map(
			(c) => `${HEAD}${BODY.slice(0, 99)}${c}${BODY.slice(100)}${FOOT}`,
		),
		`${HEAD}\n${ONE}${FOOT}`,
		`${ONE}${HEAD}\n${BODY}`,
		`-----BEGIN PRIVATE KEY-----\n${BODY}\n-----END PRIVATE KEY-----`,
		7,
		null,
		{},
		[ONE],
	])
		equal(takes(given), false, String(given));
});

test("pem: 8192 bytes at most", () => {
	const pad = (length: number): string => ONE + "#".repeat(length - ONE.length);
	equal([takes(pad(8_192)), takes(pad(8_193))], [true, false]);
	for (const character of [
		"\x7f",
		"\x80",
		"\u07ff",
		"\u0800",
		"\ud7ff",
		"\ue000",
		"\uffff",
		"\u{10000}",
		"\u{10ffff}",
	]) {
		const bytes = toUtf8(character)?.length ?? 0;
		const rest = (8_192 - ONE.length) % bytes;
		const most = character.repeat(Math.floor((8_192 - ONE.length) / bytes)) + "#".repeat(rest);
		equal([takes(ONE + most), takes(`${ONE + most}#`)], [true, false], `bytes, not characters: ${bytes}`);
	}
});

test("pem: what was wrong with it is never repeated: someone may have pasted a private key", () => {
	const error = new Settings().set("mqtt.ca", "-----BEGIN PRIVATE KEY-----\nSesame1\n-----END PRIVATE KEY-----") ?? "";
	ok(error.startsWith("mqtt.ca: allowed is ") && error.endsWith("got a private key"), error);
	ok(new Settings().set("mqtt.ca", 7)?.endsWith("got number"));
});
