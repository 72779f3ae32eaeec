import { equal, test, throws } from "harness";
import { decodePem, decodePrivateKey } from "net/pem";

const BEGIN = "-----BEGIN CERTIFICATE-----";
const END = "-----END CERTIFICATE-----";

test("PEM: base64 of every remainder, over lines with any white space (RFC 7468 §2)", () => {
	equal(decodePem(`${BEGIN}\nAQID\n${END}\n`), [Uint8Array.of(1, 2, 3)]);
	equal(decodePem(`${BEGIN}\r\nAQ\r\nID/w==\r\n${END}`), [Uint8Array.of(1, 2, 3, 255)]);
	equal(decodePem(`${BEGIN} +/+/ ${END}`), [Uint8Array.of(0xfb, 0xff, 0xbf)]);
	equal(decodePem(`${BEGIN}\nAQIDBAU=\n${END}\n`), [Uint8Array.of(1, 2, 3, 4, 5)]);
});

test("PEM: several certificates in their order; text between them is skipped (RFC 7468 §5.2)", () => {
	const text = `first\n${BEGIN}\nAQ==\n${END}\nsecond: =\n${BEGIN}\nAg==\n${END}\nrest`;
	equal(decodePem(text), [Uint8Array.of(1), Uint8Array.of(2)]);
});

test("PEM: nothing at all is no certificates; anything else without one is refused", () => {
	equal(decodePem(""), []);
	equal(decodePem(" \n"), []);
	throws(() => decodePem("MIIB"), "no certificate");
	throws(() => decodePem("-----BEGIN PRIVATE KEY-----\nAQ==\n-----END PRIVATE KEY-----\n"), "no certificate");
});

test("PEM: a cut certificate and what is not base64 are refused", () => {
	throws(() => decodePem(`${BEGIN}\nAQID\n`), "without an end");
	throws(() => decodePem(`${BEGIN}\nAQ!D\n${END}\n`), "not base64");
	throws(() => decodePem(`${BEGIN}\nAQID\n${BEGIN}\nAQID\n${END}\n`), "not base64");
});

test("PEM: the private key of any form; without one, or cut, it is refused", () => {
	for (const form of ["PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"])
		equal(decodePrivateKey(`-----BEGIN ${form}-----\nAQID\n-----END ${form}-----\n`), Uint8Array.of(1, 2, 3));
	for (const text of ["", `${BEGIN}\nAQID\n${END}\n`, "-----BEGIN PRIVATE KEY-----\nAQID\n"])
		throws(() => decodePrivateKey(text), "no private key");
});
