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
	equal(takes(`${ONE}${"é".repeat(4_100)}`), false, "bytes, not characters");
});

test("pem: what was wrong with it is never repeated: someone may have pasted a private key", () => {
	const error = new Settings().set("mqtt.ca", "-----BEGIN PRIVATE KEY-----\nSesame1\n-----END PRIVATE KEY-----") ?? "";
	ok(error.startsWith("mqtt.ca: allowed is ") && !error.includes("Sesame1"), error);
});
