/** Tags of DER (X.690 §8). */
const enum Tag {
	Integer = 0x02,
	OctetString = 0x04,
	Oid = 0x06,
	Sequence = 0x30,
	/** [0], constructed. */
	Parameters = 0xa0,
}

/** Object identifiers, as DER has their contents (RFC 8017 appendix C; RFC 5480 §2.1.1). */
const RSA = Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01);
const EC = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01);
const P256 = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07);
const P384 = Uint8Array.of(0x2b, 0x81, 0x04, 0x00, 0x22);

const RSA_BITS_MIN = 2_048;
const RSA_BITS_MAX = 4_096;

/**
 * Whether `der` is a private key of the form that its PEM label names, not encrypted: RSA of 2048 to 4096 bits or EC on P-256 or P-384,
 * in PKCS #8 (RFC 5208 §5), PKCS #1 (RFC 8017 appendix A.1.2) or SEC 1 (RFC 5915 §3). Looks at its frame, not at its numbers.
 */
export function isPrivateKey(label: string, der: Uint8Array): boolean {
	switch (label) {
		case "PRIVATE KEY":
			return isPkcs8(der);
		case "RSA PRIVATE KEY":
			return isRsa(der);
		case "EC PRIVATE KEY":
			return isSec1(der, true);
		default:
			return false;
	}
}

function isPkcs8(der: Uint8Array): boolean {
	const reader = whole(der);
	if (!reader?.take(Tag.Integer)) return false;
	const algorithm = reader.take(Tag.Sequence);
	const key = reader.take(Tag.OctetString);
	if (!algorithm || !key) return false;
	const inner = new Reader(algorithm);
	const name = inner.take(Tag.Oid);
	if (isSame(name, RSA)) return isRsa(key);
	return isSame(name, EC) && isCurve(inner.take(Tag.Oid)) && isSec1(key, false);
}

function isRsa(der: Uint8Array): boolean {
	const reader = whole(der);
	const version = reader?.take(Tag.Integer);
	const modulus = reader?.take(Tag.Integer);
	if (version?.length !== 1 || version[0] !== 0 || !modulus) return false;
	let at = 0;
	while (at < modulus.length && modulus[at] === 0) at++;
	const bits = (modulus.length - at) * 8 - Math.clz32(modulus[at] ?? 0) + 24;
	return bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX;
}

/** `named`: its curve must stand in it. Within PKCS #8 it stands outside. */
function isSec1(der: Uint8Array, named: boolean): boolean {
	const reader = whole(der);
	const version = reader?.take(Tag.Integer);
	if (!reader || version?.length !== 1 || version[0] !== 1 || !reader.take(Tag.OctetString)) return false;
	const parameters = reader.take(Tag.Parameters);
	if (!parameters) return !named;
	return isCurve(new Reader(parameters).take(Tag.Oid));
}

function isCurve(name: Uint8Array | undefined): boolean {
	return isSame(name, P256) || isSame(name, P384);
}

function isSame(bytes: Uint8Array | undefined, wanted: Uint8Array): boolean {
	if (bytes?.length !== wanted.length) return false;
	for (let i = 0; i < wanted.length; i++) if (bytes[i] !== wanted[i]) return false;
	return true;
}

/** Reads what is in a SEQUENCE that is all of `der`. */
function whole(der: Uint8Array): Reader | undefined {
	const outer = new Reader(der);
	const inner = outer.take(Tag.Sequence);
	return inner && outer.atEnd ? new Reader(inner) : undefined;
}

/** Reads one element of DER behind the other. */
class Reader {
	private readonly bytes: Uint8Array;
	private at = 0;

	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
	}

	get atEnd(): boolean {
		return this.at === this.bytes.length;
	}

	/** The contents of the next element, if it is whole and has this tag; then the one behind it is next. */
	take(tag: Tag): Uint8Array | undefined {
		const bytes = this.bytes;
		const first = bytes[this.at + 1] ?? 0x80;
		const size = first < 0x80 ? 0 : first - 0x80;
		if (bytes[this.at] !== tag || first === 0x80 || size > 2) return undefined;
		let from = this.at + 2;
		let length = first;
		if (size > 0) for (length = 0; from < this.at + 2 + size; ) length = length * 256 + (bytes[from++] ?? 0);
		if (from + length > bytes.length) return undefined;
		this.at = from + length;
		return bytes.subarray(from, this.at);
	}
}
