import { pem } from "fakes/pem";
import { ecKey, element, K256, KEY, keyPem, P256, P384, pkcs8, rsaKey } from "fakes/private-key";
import { equal, ok, test } from "harness";
import { isSecret } from "settings/draft";
import { Kind } from "settings/schema";
import { Settings } from "settings/settings";

function taken(given: unknown): string | undefined {
	const settings = new Settings();
	return settings.set("mqtt.key", given) === undefined ? settings.text("mqtt.key") : undefined;
}

test("private key: PKCS #8, PKCS #1 and SEC 1, RSA of 2048 to 4096 bits, EC on P-256 and P-384", () => {
	for (const key of [
		keyPem(pkcs8(ecKey(32), P256)),
		keyPem(pkcs8(ecKey(48), P384)),
		keyPem(pkcs8(ecKey(32, P256), P256)),
		keyPem(ecKey(32, P256), "EC PRIVATE KEY"),
		keyPem(ecKey(48, P384), "EC PRIVATE KEY"),
		...[2_048, 3_072, 4_096].map((bits) => keyPem(pkcs8(rsaKey(bits)))),
		keyPem(rsaKey(2_048), "RSA PRIVATE KEY"),
	])
		equal(taken(key), key);
});

test("private key: any line ends, blanks, a JSON array of lines; kept in lines of 64", () => {
	for (const given of [
		KEY.split("\n").join("\r\n"),
		KEY.split("\n").join(" "),
		KEY.split("\n"),
		`Bag Attributes\n  friendlyName: é\n${KEY}# the end`,
	])
		equal(taken(given), KEY);
});

test("private key: what openssl puts beside it is left out: EC PARAMETERS, a certificate", () => {
	const parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
	const key = keyPem(ecKey(32, P256), "EC PRIVATE KEY");
	equal(taken(parameters + key), key);
	equal(taken(pem() + key), key);
	equal(taken(key + pem()), key);
});

test("private key: refuses what is cut, encrypted, another algorithm, too short or long, two, or none", () => {
	const der = pkcs8(ecKey(32), P256);
	for (const given of [
		"",
		"Sesame1",
		pem(),
		KEY + KEY,
		KEY.slice(0, -9),
		KEY.slice(9),
		KEY.split("-----END PRIVATE").join("-----END EC PRIVATE"),
		keyPem(der, "ENCRYPTED PRIVATE KEY"),
		keyPem(der, "EC PRIVATE KEY"),
		keyPem(der, "DSA PRIVATE KEY"),
		keyPem(ecKey(32, P256)),
		keyPem(ecKey(32), "EC PRIVATE KEY"),
		keyPem(ecKey(32, K256), "EC PRIVATE KEY"),
		keyPem(pkcs8(ecKey(32), K256)),
		keyPem([...der, 0]),
		keyPem(der.slice(0, -1)),
		keyPem(element(0x31, der.slice(2))),
		keyPem([]),
		keyPem([0x30]),
		keyPem([0x30, 0x80]),
		keyPem([0x30, 0x83, 0, 0, 1, 0]),
		...[1_024, 2_047, 4_097, 8_192].map((bits) => keyPem(pkcs8(rsaKey(bits)))),
		keyPem(rsaKey(1_024), "RSA PRIVATE KEY"),
		KEY.split("\n").join("\nProc-Type: 4,ENCRYPTED\n"),
		...["@", "é", ".", "=", "\0", "\u0141"].map((c) => `${KEY.slice(0, 60)}${c}${KEY.slice(61)}`),
		7,
		null,
		{},
		[KEY],
		[...KEY.split("\n"), 1],
	])
		equal(taken(given), undefined, String(given).slice(0, 200));
});

test("private key: every cut of a good one is refused, without an exception", () => {
	const der = pkcs8(rsaKey(2_048)).slice(0, 80);
	for (let length = 0; length < der.length; length++) equal(taken(keyPem(der.slice(0, length))), undefined);
});

test("private key: is a secret, and what is refused is not in the error (invariant S2)", () => {
	equal(isSecret(Kind.Key), true);
	for (const given of ["Sesame1", `${KEY}Sesame1${KEY}`, ["Sesame1"], { Sesame1: 1 }]) {
		const error = new Settings().set("mqtt.key", given) ?? "";
		ok(error.startsWith("mqtt.key: allowed is one private key in PEM"), error);
		equal(error.includes("Sesame1") || error.includes("BEGIN"), false, error);
	}
});

test("private key: none hides in a setting that is shown", () => {
	for (const key of ["mqtt.ca", "mqtt.certificate"]) {
		for (const given of [pem() + KEY, KEY + pem(), `${pem()}-----BEGIN ENCRYPTED PRIVATE KEY-----`]) {
			const error = new Settings().set(key, given) ?? "";
			ok(error.startsWith(`${key}: allowed is `) && error.endsWith("got a private key"), error);
		}
	}
});
