import { sha1 } from "core/sha1";
import { toUtf8 } from "core/utf8";
import { equal, test, toHex } from "harness";

const of = (text: string): string => toHex(sha1(toUtf8(text) ?? new Uint8Array(0)));

/** The examples of NIST for FIPS 180-4 (csrc.nist.gov, SHA1.pdf), and RFC 3174 §7.3. */
test("sha1: the examples that come with FIPS 180-4", () => {
	equal(of("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
	equal(of(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	equal(of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
	equal(of("a".repeat(10_000)), "a080cbda64850abb7b7f67ee875ba068074ff6fe");
	equal(of("01234567".repeat(80)), "dea356a2cddd90c7a7ecedc5ebb563934f460452");
});

/** §5.1.1: the length goes into the last block when it fits, and into one more when not. */
test("sha1: messages that end about a block's border", () => {
	equal(of("a".repeat(55)), "c1c8bbdc22796e28c0e15163d20899b65621d65a");
	equal(of("a".repeat(56)), "c2db330f6083854c99d4b5bfb6e8f29f201be699");
	equal(of("a".repeat(63)), "03f09f5b158a7a8cdad920bddc29b81c18a551f5");
	equal(of("a".repeat(64)), "0098ba824b5c16427bd7a1122a5a442a25ec644d");
	equal(of("a".repeat(65)), "11655326c708d70319be2610e8a57d9a5b959d3b");
});
