import { Failure } from "core/result";
import { TlsFailure } from "net/tls-failure";

/** Content types of TLS records (RFC 5246 §6.2.1). */
const enum Content {
	ChangeCipherSpec = 20,
	Handshake = 22,
}

/** Handshake messages a server sends in TLS 1.2 (RFC 5246 §7.4), in the order they must come; ours for what follows them. */
const enum Message {
	ServerHello = 2,
	Certificate = 11,
	ServerKeyExchange = 12,
	CertificateRequest = 13,
	ServerHelloDone = 14,
	/** Not a message: the record with ChangeCipherSpec. */
	Change = 256,
	/** Not a message by its type, which is encrypted: the first record after ChangeCipherSpec. */
	Finished = 257,
	/** The handshake is over. */
	None = 258,
}

const RECORD_HEADER = 5;
const MESSAGE_HEADER = 4;
/** The longest message that is looked into; those looked into are far shorter. */
const MESSAGE_MAX = 2_048;
/** The longest list of certificates: what the SDK keeps of it lies in a board's heap. */
const CERTIFICATES_MAX = 16_384;
const TLS_1_2 = 0x0303;
const NAMED_CURVE = 3;

/**
 * Looks at the server's side of a TLS 1.2 handshake on its way to the SDK's TLS, and refuses what the SDK lets pass: a
 * message left out or out of order, an alert in the clear (the SDK takes close_notify, like a version that is too old, for
 * the end of the handshake, and would send the application's bytes unencrypted), and key exchange parameters that are not
 * signed (the SDK checks no signature where the server names no algorithm).
 *
 * Certificates are not its business: net/ssl/cert verifies them. Once the handshake is over it does nothing.
 */
export class HandshakeWatch {
	#due = Message.ServerHello;
	#suite = 0;
	readonly #header = new Uint8Array(RECORD_HEADER);
	#headerLength = 0;
	#recordLeft = 0;
	#messageHeader = 0;
	#messageLeft = 0;
	#messageHeaderLength = 0;
	#message: Uint8Array | undefined;

	/** Takes the next bytes from the server. Throws TlsFailure; whoever catches it must close the connection. */
	take(bytes: Uint8Array): void {
		for (let i = 0; i < bytes.length && this.#due !== Message.None; i++) {
			if (this.#recordLeft === 0) this.#takeHeader(bytes[i]);
			else this.#takeBody(bytes[i]);
		}
	}

	#takeHeader(byte: number): void {
		const header = this.#header;
		header[this.#headerLength++] = byte;
		if (this.#headerLength < RECORD_HEADER) return;
		this.#headerLength = 0;
		this.#recordLeft = (header[3] << 8) | header[4];
		const due = this.#due;
		const content = due === Message.Change ? Content.ChangeCipherSpec : Content.Handshake;
		if (header[0] !== content || this.#recordLeft === 0) throw refused("record");
		if (due === Message.Finished) this.#due = Message.None;
	}

	#takeBody(byte: number): void {
		this.#recordLeft--;
		if (this.#due === Message.Change) {
			if (byte !== 1 || this.#recordLeft > 0) throw refused("ChangeCipherSpec");
			this.#due = Message.Finished;
		} else if (this.#messageHeaderLength < MESSAGE_HEADER) this.#takeMessageHeader(byte);
		else this.#takeMessage(byte);
	}

	#takeMessageHeader(byte: number): void {
		this.#messageHeader = (this.#messageHeader << 8) | byte;
		if (++this.#messageHeaderLength < MESSAGE_HEADER) return;
		const type = this.#messageHeader >>> 24;
		const length = this.#messageHeader & 0xff_ffff;
		if (this.#due === Message.CertificateRequest && type === Message.ServerHelloDone) this.#due = type; // it is optional
		if (type !== this.#due) throw refused("order of messages");
		if (type === Message.Certificate && length > CERTIFICATES_MAX) throw refused("length of the certificates");
		this.#messageLeft = length;
		if (type === Message.ServerHello || type === Message.ServerKeyExchange) {
			if (length > MESSAGE_MAX) throw refused("length of a message");
			this.#message = new Uint8Array(length);
		}
		if (length === 0) this.#endMessage();
	}

	#takeMessage(byte: number): void {
		const message = this.#message;
		if (message !== undefined) message[message.length - this.#messageLeft] = byte;
		if (--this.#messageLeft === 0) this.#endMessage();
	}

	#endMessage(): void {
		const message = this.#message;
		this.#message = undefined;
		this.#messageHeaderLength = 0;
		switch (this.#due) {
			case Message.ServerHello:
				this.#suite = suiteOf(message);
				this.#due = Message.Certificate;
				break;
			case Message.Certificate:
				this.#due = isRsaKeyExchange(this.#suite) ? Message.CertificateRequest : Message.ServerKeyExchange;
				break;
			case Message.ServerKeyExchange:
				checkSigned(message, isEllipticCurve(this.#suite));
				this.#due = Message.CertificateRequest;
				break;
			case Message.CertificateRequest:
				this.#due = Message.ServerHelloDone;
				break;
			default:
				if (this.#recordLeft > 0) throw refused("bytes behind ServerHelloDone");
				this.#due = Message.Change;
		}
	}
}

/** The cipher suite in a ServerHello, which must be for TLS 1.2 (RFC 5246 §7.4.1.3). */
function suiteOf(message: Uint8Array | undefined): number {
	if (message === undefined || message.length < 38 || message.length < 38 + message[34]) throw refused("ServerHello");
	if (((message[0] << 8) | message[1]) !== TLS_1_2) throw refused("version");
	const at = 35 + message[34]; // version (2), random (32), length of the session identifier (1), session identifier
	return (message[at] << 8) | message[at + 1];
}

/** TLS_RSA_*: no ServerKeyExchange; the server proves itself by its Finished. */
function isRsaKeyExchange(suite: number): boolean {
	return suite === 0x002f || suite === 0x0035 || suite === 0x003c || suite === 0x003d;
}

/** TLS_ECDHE_*, all of which have a first byte of C0. */
function isEllipticCurve(suite: number): boolean {
	return suite >>> 8 === 0xc0;
}

/** The parameters must carry a signature by RSA or ECDSA over SHA-256, the two we offer (RFC 5246 §7.4.3, RFC 8422 §5.4). */
function checkSigned(message: Uint8Array | undefined, ellipticCurve: boolean): void {
	if (message === undefined) throw refused("ServerKeyExchange");
	let at = 0;
	if (ellipticCurve) {
		if (message[0] !== NAMED_CURVE) throw refused("curve");
		at = 4 + message[3]; // type of curve (1), curve (2), length of the point (1), point
	} else {
		for (let i = 0; i < 3; i++) at += 2 + ((message[at] << 8) | message[at + 1]); // prime, generator, public value
	}
	const hash = message[at];
	const signature = message[at + 1];
	const length = (message[at + 2] << 8) | message[at + 3];
	if (hash !== 4 || (signature !== 1 && signature !== 3)) throw refused("signature algorithm");
	if (length === 0 || at + 4 + length !== message.length) throw refused("signature");
}

function refused(what: string): TlsFailure {
	return new TlsFailure(Failure.Tls, what);
}
