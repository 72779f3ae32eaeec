import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import dns from "node:dns";
import net from "node:net";
import tls from "node:tls";
import { Failure } from "core/result";
import { toFailure } from "./failure";
import {
	type Connection,
	type ConnectionEvents,
	type Network,
	RECEIVE_CHUNK,
	SEND_BUFFER,
	type Target,
	TLS_OVERHEAD,
} from "./network";

/** ECDHE and AEAD only, in the board's order (modules/net/tls/tls-port.c); level 2: RSA of 2048 bits or more, no SHA-1. */
const CIPHERS = [
	"TLS_AES_128_GCM_SHA256",
	"TLS_CHACHA20_POLY1305_SHA256",
	"TLS_AES_256_GCM_SHA384",
	"ECDHE-ECDSA-AES128-GCM-SHA256",
	"ECDHE-RSA-AES128-GCM-SHA256",
	"ECDHE-ECDSA-CHACHA20-POLY1305",
	"ECDHE-RSA-CHACHA20-POLY1305",
	"ECDHE-ECDSA-AES256-GCM-SHA384",
	"ECDHE-RSA-AES256-GCM-SHA384",
	"@SECLEVEL=2",
].join(":");

/** How long a closed connection may take to hand over its last bytes. */
const LINGER_MS = 2_000;

/** The PC's own network: real names, real sockets, Node's TLS. */
export class NodeNetwork implements Network {
	resolve(name: string, callback: (address: string | undefined) => void): void {
		dns.lookup(name, { family: 4 }, (error, address) => callback(error ? undefined : address));
	}

	open(target: Target, events: ConnectionEvents): Connection {
		const { tls: security } = target;
		if (!security) return new NodeConnection(net.connect({ host: target.host, port: target.port }), target, events);
		const made = secureContext(security);
		if (typeof made === "number") return neverOpen(made, events);
		return new NodeConnection(tls.connect(tlsOptions(target, security, made)), target, events);
	}
}

class NodeConnection implements Connection {
	readonly #events: ConnectionEvents;
	readonly #socket: net.Socket;
	readonly #capacity: number;
	#opened = false;
	#silent = false;

	constructor(socket: net.Socket, target: Target, events: ConnectionEvents) {
		this.#events = events;
		this.#capacity = target.tls ? SEND_BUFFER - TLS_OVERHEAD : SEND_BUFFER;
		this.#socket = socket;
		socket.setNoDelay(true);
		socket.on(target.tls ? "secureConnect" : "connect", () => this.#onOpen());
		socket.on("data", (bytes: Buffer) => this.#onData(bytes));
		socket.on("error", (error: NodeJS.ErrnoException) => this.#end(toFailure(error, this.#opened)));
		socket.on("end", () => this.#end(Failure.Closed));
		socket.on("close", () => {
			this.#end(Failure.Closed);
			events.onClosed();
		});
	}

	write(bytes: Uint8Array): void {
		this.#socket.write(Uint8Array.from(bytes), (error) => {
			if (!error && !this.#silent) this.#events.onRoom(this.#capacity - this.#socket.writableLength);
		});
	}

	close(): void {
		this.#silent = true;
		if (!this.#opened) {
			this.#socket.destroy();
			return;
		}
		this.#socket.end();
		this.#socket.resume();
		setTimeout(() => this.#socket.destroy(), LINGER_MS).unref();
	}

	/** `rejectUnauthorized` has ended it before, if there was a reason; this is the second lock on the same door. */
	#onOpen(): void {
		const socket = this.#socket;
		if (socket instanceof tls.TLSSocket && !socket.authorized) {
			this.#end(Failure.TlsUntrusted);
			return;
		}
		this.#opened = true;
		if (!this.#silent) this.#events.onOpen(this.#capacity);
	}

	#onData(bytes: Buffer): void {
		if (this.#silent) return;
		// No more is taken from the network than the firmware has time for: a broker that floods must not fill the PC's memory.
		this.#socket.pause();
		for (let at = 0; at < bytes.length; at += RECEIVE_CHUNK) {
			const last = at + RECEIVE_CHUNK >= bytes.length;
			this.#events.onData(bytes.subarray(at, at + RECEIVE_CHUNK), last ? () => this.#socket.resume() : undefined);
		}
	}

	#end(failure: Failure): void {
		if (this.#silent) return;
		this.#silent = true;
		this.#socket.destroy();
		this.#events.onEnd(failure);
	}
}

type Security = NonNullable<Target["tls"]>;

/** A connection that ends at once, since it cannot be tried. */
function neverOpen(failure: Failure, events: ConnectionEvents): Connection {
	const report = setImmediate(() => {
		events.onEnd(failure);
		events.onClosed();
	});
	const close = (): void => {
		clearImmediate(report);
		setImmediate(() => events.onClosed());
	};
	return { write: () => undefined, close };
}

/** What TLS takes from us: roots, the client certificate and its key. Why not, when Node cannot use them. */
function secureContext({ trusted, identity }: Security): tls.SecureContext | Failure {
	const common = { minVersion: "TLSv1.2", ciphers: CIPHERS } as const;
	const roots = trusted.length > 0 ? { ca: trusted.map((root) => toPem(root)) } : {};
	if (!identity || identity.certificates.length === 0) return tls.createSecureContext({ ...common, ...roots });
	const own = readCertificate(identity.certificates[0]);
	if (!own) return Failure.TlsBadCertificate;
	const key = readKey(identity.key);
	if (!key) return Failure.TlsBadKey;
	if (!own.checkPrivateKey(key)) return Failure.TlsKeyMismatch;
	const cert = identity.certificates.map((one) => toPem(one)).join("");
	const pem = key.export({ type: "pkcs8", format: "pem" });
	try {
		return tls.createSecureContext({ ...common, ...roots, cert, key: pem });
	} catch {
		return Failure.TlsBadCertificate; // one of its authorities, or weaker than CIPHERS allows
	}
}

function readCertificate(der: Uint8Array): X509Certificate | undefined {
	try {
		return new X509Certificate(der);
	} catch {
		return undefined; // Node throws for what is no certificate
	}
}

/** Node wants to be told the form of a key in DER; which it is shows by trying. */
function readKey(der: Uint8Array): KeyObject | undefined {
	const key = Buffer.from(der);
	let found: KeyObject | undefined;
	for (const type of ["pkcs8", "sec1", "pkcs1"] as const) {
		try {
			found ??= createPrivateKey({ key, format: "der", type });
		} catch {
			found = undefined; // another form, or no key at all
		}
	}
	return found;
}

function tlsOptions(target: Target, { serverName }: Security, secureContext: tls.SecureContext): tls.ConnectionOptions {
	return {
		host: target.host,
		port: target.port,
		// No server name is sent for an address (RFC 6066 §3); the certificate is checked against it all the same.
		servername: net.isIP(serverName) ? "" : serverName,
		checkServerIdentity: (_, certificate) => checkName(serverName, certificate),
		secureContext,
		rejectUnauthorized: true,
	};
}

/** Without subjectAltName Node falls back on the common name, which RFC 9525 §2 no longer allows, and the board's TLS does not do. */
function checkName(serverName: string, certificate: tls.PeerCertificate): Error | undefined {
	if (certificate.subjectaltname) return tls.checkServerIdentity(serverName, certificate);
	return Object.assign(new Error("the certificate has no subjectAltName"), { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
}

/** Node takes roots as PEM only. */
function toPem(root: Uint8Array): string {
	const bytes = Buffer.from(root);
	if (bytes.toString("latin1").includes("-----BEGIN")) return bytes.toString("utf8");
	const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
	return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
