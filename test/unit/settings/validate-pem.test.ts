import { toUtf8 } from "core/utf8";
import { equal, ok, test } from "harness";
import { Settings } from "settings/settings";

const HEAD = "-----BEGIN CERTIFICATE-----";
const FOOT = "-----END CERTIFICATE-----";
const ONE = `${HEAD}\nTUlJQg==\n${FOOT}\n`;

const takes = (given: unknown): boolean => new Settings().set("mqtt.ca", given) === undefined;

test("pem: one or more certificates, with any line ends, and text around them", () => {
	for (const given of [
		ONE,
		ONE + ONE,
		ONE.split("\n").join("\r\n"),
		ONE.split("\n").join(" "),
		`${HEAD}TUlJQg==${FOOT}`,
		`${HEAD}AZaz09+/${FOOT}`,
		`subject=CN = root\n${ONE}# the end`,
		`${HEAD}\nTUlJ\nQ+/4\n${FOOT}`,
	])
		ok(takes(given), given);
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
		`${HEAD}\nTUlJQg==`,
		`TUlJQg==\n${FOOT}`,
		`${HEAD}\nTUlJQg=\n${FOOT}`,
		`${HEAD}\nTU-JQg==\n${FOOT}`,
		...["@", "[", "`", "{", ":", ".", ",", "_"].map((c) => `${HEAD}AAA${c}${FOOT}`),
		`${HEAD}\n${ONE}${FOOT}`,
		`${ONE}${HEAD}\nTUlJ`,
		"-----BEGIN PRIVATE KEY-----\nTUlJQg==\n-----END PRIVATE KEY-----",
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
	ok(error.startsWith("mqtt.ca: allowed is ") && error.endsWith("got no usable PEM"), error);
	ok(new Settings().set("mqtt.ca", 7)?.endsWith("got number"));
});
