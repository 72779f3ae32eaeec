/** What became of one request to send. Numbers, because this is on the steady path: no exception, no object. */
export const enum Outcome {
	/** Handed to the transport in one write. */
	Sent = 0,
	/** No connection is ready. */
	Offline = 1,
	/** The transport has no room for the packet now; it says so by onWritable when it has. */
	NoRoom = 2,
	/** The packet does not fit the packet buffer. It never will: sending it again does not help. */
	TooLong = 3,
	/** The transport failed in the write, which may have left in part; its onClose follows. */
	Failed = 4,
}

/**
 * Why a network connection ended or never came to be. A code carries its reason up to the console, which alone has words
 * for it (console/words).
 */
export const enum Failure {
	None = 0,
	/** We closed it. */
	Local = 1,
	/** The broker, or something on the way, closed or reset the network connection. */
	Closed = 2,
	/** The host name has no address. */
	Resolve = 3,
	/** The address does not answer or refuses the port. */
	Unreachable = 4,
	/** Neither open nor verified before the deadline. */
	OpenTimeout = 5,
	/** No CONNACK before the deadline. */
	ConnackTimeout = 6,
	/** No PINGRESP before the deadline. */
	PingrespTimeout = 7,
	/** The broker broke MQTT 3.1.1; the connection was closed [MQTT-4.8.0-1]. */
	Protocol = 8,
	/** CONNACK with a return code other than 0; the code goes along with it. */
	Refused = 9,
	/** TLS failed for a reason that has no code of its own. */
	Tls = 10,
	/** The server's certificate chain does not lead to a trusted root. */
	TlsUntrusted = 11,
	/** A certificate of the chain has expired. */
	TlsExpired = 12,
	/** A certificate of the chain is not valid yet (or the board's clock is wrong). */
	TlsNotYetValid = 13,
	/** The certificate is for another host name. */
	TlsWrongHost = 14,
	/** A defect of ours was caught at the edge; the connection was given up. */
	Internal = 15,
	/** The server ended the TLS handshake, or the connection before CONNACK, with an alert (RFC 8446 §6.2). */
	TlsAlert = 16,
	/** The server speaks no version of TLS that is safe: neither 1.2 nor 1.3. */
	TlsVersion = 17,
	/** Not enough memory for TLS. */
	TlsMemory = 18,
	/** The network connection was closed before CONNACK: often the wrong port or transport. */
	ClosedEarly = 19,
	/** No SUBACK before the deadline. */
	SubackTimeout = 21,
	/** The broker closed one session after the other soon behind its CONNACK: another device probably uses the same client identifier. */
	TakenOver = 26,
	/** The board is off its network (core/network says why); the connection was given up with it. */
	LinkDown = 20,
	/** mqtt.certificate cannot be used as a client certificate. */
	TlsBadCertificate = 30,
	/** mqtt.key cannot be used as its private key. */
	TlsBadKey = 31,
	/** mqtt.key does not belong to mqtt.certificate. */
	TlsKeyMismatch = 32,
	/** The server wants a client certificate, or another one: an alert about it (RFC 8446 §6.2). */
	TlsClientRefused = 33,
	/** TLS failed behind CONNACK: a record was changed on the way, or the server ended the session with an alert (RFC 8446 §6.2). */
	TlsBroken = 34,
	/** The server's answer to the WebSocket handshake is not that of a WebSocket server (RFC 6455 §4.1). */
	NotWebSocket = 22,
	/** The server refused the WebSocket; HTTP's status code goes along with it. */
	HttpStatus = 23,
	/** The server speaks WebSocket, but not MQTT over it: it did not choose the subprotocol mqtt [MQTT-6.0.0-4]. */
	Subprotocol = 24,
	/** The server broke RFC 6455, or sent text; the close code that we sent goes along with it. */
	WebSocket = 25,
}

/** The answer of a cold path (settings, console): a value, or one clear line that says what is wrong and what to do. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };
