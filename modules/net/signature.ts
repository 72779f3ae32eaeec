import { Digest } from "crypt";
import ECDSA from "ecdsa";
import type { Certificate } from "net/certificate";
import { DerReader, Tag } from "net/der";
import RSA from "rsa";
import X509, { type PublicKey } from "x509";

/** Names of hash functions, by the last arc of the object identifiers that RFC 4055 §5 and RFC 5758 §3.2 give. */
const RSA_HASHES: Readonly<Record<number, HashName>> = Object.freeze({ 11: "SHA256", 12: "SHA384", 13: "SHA512" });
const ECDSA_HASHES: Readonly<Record<number, HashName>> = Object.freeze({ 2: "SHA256", 3: "SHA384", 4: "SHA512" });
/** sha256WithRSAEncryption and its kin, 1.2.840.113549.1.1.x; ecdsa-with-SHA256 and its kin, 1.2.840.10045.4.3.x. */
const RSA_PREFIX = Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01);
const ECDSA_PREFIX = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03);
/**
 * RSA keys that are calculated with at all: 2048 to 4096 bits, and an odd exponent from 65537 (NIST SP 800-56B §6.2) to 32 bits. Anyone may
 * send a certificate; one with a huge modulus and exponent would keep a board busy for hours in a single native call.
 */
const MODULUS_LEAST = 2n ** 2_047n;
const MODULUS_END = 2n ** 4_096n;
const EXPONENT_LEAST = 65_537n;
const EXPONENT_END = 2n ** 32n;

type HashName = "SHA256" | "SHA384" | "SHA512";
/** DigestInfo before the hash: last arc of the hash function's identifier, 2.16.840.1.101.3.4.2.x, and the hash's length. */
const DIGESTS: Readonly<Record<HashName, readonly [arc: number, length: number]>> = Object.freeze({
	SHA256: [1, 32],
	SHA384: [2, 48],
	SHA512: [3, 64],
});

/** Whether `issuer`'s key signed `certificate`. False, too, for algorithms that are not known or too weak. */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
	const { algorithm, signed, signature } = certificate;
	try {
		const key = X509.decodeSPKI(issuer.der);
		if (!isSoundKey(key)) return false;
		const last = algorithm[algorithm.length - 1];
		if (startsWith(algorithm, RSA_PREFIX)) return isRsaSigned(RSA_HASHES[last], key, signed, signature);
		if (startsWith(algorithm, ECDSA_PREFIX)) return isEcdsaSigned(ECDSA_HASHES[last], key, signed, signature);
	} catch {
		return false; // the SDK throws for keys it does not know; DerReader for a signature that is none
	}
	return false;
}

/** Whether the key is strong enough to trust and small enough to calculate with: RSA within its bounds, or on a curve the SDK knows. */
export function isSoundKey({ modulus, exponent, curve }: PublicKey): boolean {
	if (modulus === undefined || exponent === undefined) return curve !== undefined;
	if (modulus < MODULUS_LEAST || modulus >= MODULUS_END) return false;
	return exponent >= EXPONENT_LEAST && exponent < EXPONENT_END && (exponent & 1n) === 1n;
}

/** RSASSA-PKCS1-v1_5 (RFC 8017 §8.2.2): what the signature encodes must be, byte for byte, what a signer would encode. */
function isRsaSigned(name: HashName | undefined, key: PublicKey, signed: Uint8Array, signature: Uint8Array): boolean {
	if (name === undefined || key.modulus === undefined || key.exponent === undefined) return false;
	const rsa = new RSA(key.exponent, key.modulus);
	const size = rsa.modulusSize;
	if (signature.length !== size) return false;
	const [arc, length] = DIGESTS[name];
	const encoded = new Uint8Array(size).fill(0xff);
	const info = Uint8Array.of(
		0x00,
		0x30,
		17 + length,
		0x30,
		13,
		0x06,
		9,
		0x60,
		0x86,
		0x48,
		0x01,
		0x65,
		0x03,
		0x04,
		0x02,
		arc,
		0x05,
		0x00,
		0x04,
		length,
	);
	encoded[0] = 0x00;
	encoded[1] = 0x01;
	encoded.set(info, size - length - info.length);
	encoded.set(hash(name, signed), size - length);
	return rsa.process(toBigInt(signature)) === toBigInt(encoded);
}

/** ECDSA (FIPS 186-5 §6.4.2). A hash longer than the order counts with its leftmost bits. */
function isEcdsaSigned(name: HashName | undefined, key: PublicKey, signed: Uint8Array, signature: Uint8Array): boolean {
	if (name === undefined || key.curve === undefined || key.pub === undefined) return false;
	const { n, orderSize } = key.curve;
	const pair = new DerReader(signature).enter(Tag.Sequence);
	const r = toBigInt(pair.read(Tag.Integer));
	const s = toBigInt(pair.read(Tag.Integer));
	if (pair.more || r < 1n || r >= n || s < 1n || s >= n) return false;
	const digest = hash(name, signed);
	return new ECDSA(key.pub, key.curve)._verify(digest.slice(0, orderSize).buffer, r, s);
}

function hash(name: HashName, bytes: Uint8Array): Uint8Array {
	const digest = new Digest(name);
	digest.write(bytes);
	return new Uint8Array(digest.close());
}

function toBigInt(bytes: Uint8Array): bigint {
	return BigInt.fromArrayBuffer(bytes.slice().buffer);
}

/** Whether `bytes` is `prefix` and exactly one byte more. */
function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
	if (bytes.length !== prefix.length + 1) return false;
	for (let i = 0; i < prefix.length; i++) if (bytes[i] !== prefix[i]) return false;
	return true;
}
