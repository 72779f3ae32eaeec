import { equal, ok, test, throws } from "harness";
import { Certificate } from "net/certificate";
import { sameBytes } from "net/der";
import { decodePem } from "net/pem";
import { BARE, CLIENT, CRITICAL, NO_SIGN, ROOT, SERVER } from "../../vectors/certificates";

function certificate(pem: string): Certificate {
	return new Certificate(decodePem(pem)[0]);
}

test("certificate: names, dates and the signed part are read (RFC 5280 §4.1)", () => {
	const [root, server] = [certificate(ROOT), certificate(SERVER)];
	ok(sameBytes(root.issuer, root.subject));
	ok(sameBytes(server.issuer, root.subject));
	equal(sameBytes(server.subject, root.subject), false);
	equal(new Date(server.notBefore).toISOString().slice(0, 10), "2026-11-22"); // UTCTime
	equal(new Date(server.notAfter).toISOString().slice(0, 10), "2126-10-29"); // GeneralizedTime
	equal(server.signed[0], 0x30);
	equal(server.signature[0], 0x30); // ECDSA: a sequence of r and s
});

test("certificate: only the subjectAltName names the host, never the common name (RFC 6125 §6.4.4)", () => {
	equal(certificate(SERVER).isFor("broker.test", undefined), true);
	equal(certificate(SERVER).isFor("BROKER.TEST", undefined), true);
	equal(certificate(SERVER).isFor("server", undefined), false);
	equal(certificate(BARE).isFor("bare", undefined), false);
	equal(certificate(SERVER).isFor("", undefined), false);
});

test("certificate: a wildcard stands for exactly one label (RFC 6125 §6.4.3)", () => {
	equal(certificate(SERVER).isFor("a.feeds.test", undefined), true);
	for (const host of ["feeds.test", "a.b.feeds.test", ".feeds.test", "afeeds.test", "*.broker.test", "x.broker.test"])
		equal(certificate(SERVER).isFor(host, undefined), false, host);
});

test("certificate: an IPv4 address is matched by an iPAddress alone (RFC 5280 §4.2.1.6)", () => {
	equal(certificate(SERVER).isFor("192.0.2.7", [192, 0, 2, 7]), true);
	equal(certificate(SERVER).isFor("192.0.2.8", [192, 0, 2, 8]), false);
	equal(certificate(SERVER).isFor("192.0.2.7", undefined), false);
});

test("certificate: an authority is one by basicConstraints and keyUsage, to its path length (RFC 5280 §4.2.1.3, §4.2.1.9)", () => {
	equal(certificate(ROOT).maySign(0), true);
	equal(certificate(ROOT).maySign(1), false);
	equal(certificate(SERVER).maySign(0), false);
	equal(certificate(NO_SIGN).maySign(0), false);
});

test("certificate: an extended key usage must name TLS servers (RFC 5280 §4.2.1.12)", () => {
	equal(certificate(SERVER).mayServe, true);
	equal(certificate(BARE).mayServe, true);
	equal(certificate(CLIENT).mayServe, false);
});

test("certificate: an unknown critical extension makes it useless (RFC 5280 §4.2)", () => {
	equal(certificate(CRITICAL).mayServe, false);
	equal(certificate(CRITICAL).maySign(0), false);
});

test("certificate: cut anywhere it is refused, and no changed byte does worse than RangeError", () => {
	const [der] = decodePem(SERVER);
	for (let length = 0; length < der.length; length++) throws(() => new Certificate(der.subarray(0, length)), "");
	for (let i = 0; i < der.length; i++) {
		for (const flip of [0x01, 0x80, 0xff]) {
			const changed = der.slice();
			changed[i] ^= flip;
			try {
				new Certificate(changed).isFor("broker.test", undefined);
			} catch (error) {
				ok(error instanceof RangeError, `byte ${i}: ${error}`);
			}
		}
	}
});
