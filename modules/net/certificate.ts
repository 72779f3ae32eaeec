import { DerReader, sameBytes, Tag } from "net/der";

/** Object identifiers in DER, without tag and length (RFC 5280 §4.2.1). All are 2.5.29.x but the last, id-kp-serverAuth. */
const KEY_USAGE = 15;
const SUBJECT_ALT_NAME = 17;
const BASIC_CONSTRAINTS = 19;
const EXTENDED_KEY_USAGE = 37;
const SERVER_AUTH = Uint8Array.of(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01);

/** keyCertSign in the first byte of a KeyUsage (RFC 5280 §4.2.1.3). */
const KEY_CERT_SIGN = 0x04;
/** Names in a SubjectAltName (RFC 5280 §4.2.1.6). */
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/** What verification needs of one X.509 certificate (RFC 5280 §4.1). The views point into the certificate. */
export class Certificate {
	/** All of it. */
	readonly der: Uint8Array;
	/** The part that is signed. */
	readonly signed: Uint8Array;
	/** Object identifier of the signature algorithm, in DER without tag and length. */
	readonly algorithm: Uint8Array;
	readonly signature: Uint8Array;
	/** Names in DER; two are the same if their bytes are. */
	readonly issuer: Uint8Array;
	readonly subject: Uint8Array;
	/** Milliseconds since 1970; both ends are valid. */
	readonly notBefore: number;
	readonly notAfter: number;
	#authority = false;
	#pathLength = Number.POSITIVE_INFINITY;
	#signsCertificates = true;
	#servesTls = true;
	#names: Uint8Array | undefined;
	#unknown = false;

	/** Throws RangeError where `der` is no certificate. */
	constructor(der: Uint8Array) {
		this.der = der;
		const outer = new DerReader(der).enter(Tag.Sequence);
		this.signed = outer.readElement(Tag.Sequence);
		this.algorithm = outer.enter(Tag.Sequence).read(Tag.ObjectIdentifier);
		this.signature = unpadded(outer.read(Tag.BitString));

		const body = new DerReader(this.signed).enter(Tag.Sequence);
		body.enterIf(0xa0); // version
		body.read(Tag.Integer); // serial number
		const inner = body.enter(Tag.Sequence).read(Tag.ObjectIdentifier);
		if (!sameBytes(inner, this.algorithm)) throw new RangeError("certificate: two signature algorithms");
		this.issuer = body.read(Tag.Sequence);
		const validity = body.enter(Tag.Sequence);
		this.notBefore = readTime(validity);
		this.notAfter = readTime(validity);
		this.subject = body.read(Tag.Sequence);
		body.read(Tag.Sequence); // public key
		body.enterIf(0x81); // unique identifiers, which nobody uses
		body.enterIf(0x82);
		const extensions = body.enterIf(0xa3)?.enter(Tag.Sequence);
		while (extensions?.more) this.#readExtension(extensions.enter(Tag.Sequence));
	}

	/** Whether it may sign a certificate with `below` authorities between that one and the server's. */
	maySign(below: number): boolean {
		if (!this.#authority || !this.#signsCertificates || this.#unknown) return false;
		// An authority for e-mail alone must not vouch for a TLS server, as browsers and OpenSSL hold it, too.
		return this.#servesTls && below <= this.#pathLength;
	}

	/** Whether it may stand for a TLS server. */
	get mayServe(): boolean {
		return this.#servesTls && !this.#unknown;
	}

	/**
	 * Whether it is for `host`: a name, where the first label of the certificate's may be `*` (RFC 6125 §6.4.3), or `address`, the same
	 * as an IPv4 address in four bytes. Only the SubjectAltName counts (RFC 6125 §6.4.4).
	 */
	isFor(host: string, address: readonly number[] | undefined): boolean {
		if (this.#names === undefined) return false;
		const names = new DerReader(this.#names);
		while (names.more) {
			const { tag } = names;
			const value = names.read(tag);
			if (
				address === undefined
					? tag === DNS_NAME && matches(text(value), host)
					: tag === IP_ADDRESS && same(value, address)
			)
				return true;
		}
		return false;
	}

	#readExtension(extension: DerReader): void {
		const id = extension.read(Tag.ObjectIdentifier);
		const critical = extension.tag === Tag.Boolean && extension.read(Tag.Boolean)[0] !== 0;
		const value = new DerReader(extension.read(Tag.OctetString));
		switch (id.length === 3 && id[0] === 0x55 && id[1] === 0x1d ? id[2] : -1) {
			case BASIC_CONSTRAINTS: {
				const constraints = value.enter(Tag.Sequence);
				if (constraints.tag === Tag.Boolean) this.#authority = constraints.read(Tag.Boolean)[0] !== 0;
				if (constraints.more) this.#pathLength = constraints.read(Tag.Integer)[0];
				break;
			}
			case KEY_USAGE:
				this.#signsCertificates = (value.read(Tag.BitString)[1] & KEY_CERT_SIGN) !== 0;
				break;
			case EXTENDED_KEY_USAGE:
				this.#servesTls = namesServer(value.enter(Tag.Sequence));
				break;
			case SUBJECT_ALT_NAME:
				this.#names = value.read(Tag.Sequence);
				break;
			default:
				this.#unknown ||= critical; // what must be understood and is not makes the certificate useless (§4.2)
		}
	}
}

/** The content of a bit string that holds whole bytes. */
function unpadded(bits: Uint8Array): Uint8Array {
	if (bits.length < 2 || bits[0] !== 0) throw new RangeError("certificate: bits");
	return bits.subarray(1);
}

function namesServer(purposes: DerReader): boolean {
	let found = false;
	while (purposes.more) found = sameBytes(purposes.read(Tag.ObjectIdentifier), SERVER_AUTH) || found;
	return found;
}

/** UTCTime or GeneralizedTime in the one form each that RFC 5280 §4.1.2.5 allows. */
function readTime(from: DerReader): number {
	const { tag } = from;
	const long = tag === Tag.GeneralizedTime;
	const digits = text(from.read(long ? tag : Tag.UtcTime));
	if (digits.length !== (long ? 15 : 13) || !digits.endsWith("Z")) throw new RangeError("certificate: time");
	const at = long ? 4 : 2;
	const year = Number(digits.slice(0, at));
	const pair = (index: number): number => Number(digits.slice(at + 2 * index, at + 2 * index + 2));
	const time = Date.UTC(
		long ? year : year + (year < 50 ? 2000 : 1900),
		pair(0) - 1,
		pair(1),
		pair(2),
		pair(3),
		pair(4),
	);
	if (Number.isNaN(time)) throw new RangeError("certificate: time");
	return time;
}

/** Whether `host` fits `pattern`, which may begin with `*.` for exactly one label. */
function matches(pattern: string, host: string): boolean {
	const wanted = pattern.toLowerCase();
	const given = host.toLowerCase();
	if (!wanted.startsWith("*.")) return wanted === given;
	const dot = given.indexOf(".");
	return dot > 0 && wanted.indexOf(".", 2) > 0 && wanted.slice(1) === given.slice(dot);
}

function same(bytes: Uint8Array, address: readonly number[]): boolean {
	return bytes.length === address.length && address.every((byte, i) => byte === bytes[i]);
}

/** ASCII, which names and times in certificates are; anything else matches nothing. */
function text(bytes: Uint8Array): string {
	let result = "";
	for (let i = 0; i < bytes.length; i++) result += String.fromCharCode(bytes[i]);
	return result;
}
