import Resource from "Resource";
import { parseAddress } from "core/address";
import { Failure } from "core/result";
import { Certificate } from "net/certificate";
import { sameBytes } from "net/der";
import { isSignedBy, isSoundKey } from "net/signature";
import { TlsFailure } from "net/tls-failure";
import X509 from "x509";

/** Authorities between the server's certificate and the root. Public chains have one or two. */
const AUTHORITIES_MAX = 5;
/** Certificates that are looked at, of what the server sends. */
const CHAIN_MAX = 8;
/** Bytes of one entry in the SDK's index of its roots, ca.ski. */
const KEY_IDENTIFIER = 20;

/** The options of TLSSocket's `secure` that matter here. */
export interface CertificateOptions {
	/** Trusted roots in DER. None: those of the SDK that manifest.json names. */
	readonly certificate?: readonly Uint8Array[];
}

/**
 * Stands in for the SDK's module "ssl/cert", by which its TLS verifies the server. The SDK's own takes a chain for good when
 * its last certificate leads to a root, even if the server's is not signed by the next one.
 *
 * Here (RFC 5280 §6, the part that TLS servers need) each certificate must be signed by the next, up to a trusted root;
 * each but the first must be an authority that may sign so deep a chain; all must be within their dates; the first must be
 * a TLS server's for this host name. Not here: revocation, name constraints and policies (where critical, the chain is
 * refused), RSASSA-PSS, SHA-1, curves other than P-256 and P-384.
 */
export default class CertificateManager {
	readonly #roots: readonly Uint8Array[];
	#key: unknown;

	constructor(options: CertificateOptions) {
		this.#roots = options.certificate ?? [];
	}

	/** Verifies what the server sent, its own certificate first. True, or throws TlsFailure with the reason. */
	verify(chain: readonly Uint8Array[], options: { readonly tls_server_name?: string }): boolean {
		const host = options.tls_server_name ?? "";
		const path = this.#path(chain);
		const now = Date.now();
		for (const certificate of path) {
			if (now < certificate.notBefore) throw new TlsFailure(Failure.TlsNotYetValid, "not yet valid");
			if (now > certificate.notAfter) throw new TlsFailure(Failure.TlsExpired, "expired");
		}
		const [server] = path;
		if (!server.mayServe) throw new TlsFailure(Failure.TlsUntrusted, "not a server's");
		if (!server.isFor(host, parseAddress(host))) throw new TlsFailure(Failure.TlsWrongHost, "other host");
		const key = X509.decodeSPKI(server.der);
		if (!isSoundKey(key)) throw new TlsFailure(Failure.TlsUntrusted, "weak key");
		this.#key = key;
		return true;
	}

	/** The SDK hands back the server's certificate once it is verified; its key is kept already. */
	register(): void {}

	/** The key of the server's certificate, by which the key exchange is signed. */
	getKey(): unknown {
		if (this.#key === undefined) throw new TlsFailure(Failure.Tls, "no certificate");
		return this.#key;
	}

	/** We have none of our own; the empty list says so to a server that asks. */
	findPreferredCert(): [] {
		return [];
	}

	/**
	 * The server's certificate, the authorities in between, and the root; each signed by the next. What else the server sends
	 * is passed over: servers do send certificates twice, or the root, or in another order.
	 */
	#path(chain: readonly Uint8Array[]): Certificate[] {
		const sent = chain.slice(0, CHAIN_MAX).map(read);
		const path: Certificate[] = [];
		for (let next: Certificate | undefined = sent[0]; next !== undefined && path.length <= AUTHORITIES_MAX; ) {
			const certificate: Certificate = next;
			const below = path.length;
			path.push(certificate);
			const root = this.#findRoot(certificate, below);
			if (root) return [...path, root];
			next = sent.find((other) => !path.includes(other) && isIssuedBy(certificate, other, below));
		}
		throw new TlsFailure(Failure.TlsUntrusted, "no trusted root");
	}

	#findRoot(certificate: Certificate, below: number): Certificate | undefined {
		if (this.#roots.length === 0) return findOwnRoot(certificate, below);
		for (const der of this.#roots) {
			const root = read(der);
			if (isIssuedBy(certificate, root, below)) return root;
		}
		return undefined;
	}
}

/** `below` is the number of authorities that stand between the server's certificate and `issuer`. */
function isIssuedBy(certificate: Certificate, issuer: Certificate, below: number): boolean {
	return sameBytes(certificate.issuer, issuer.subject) && issuer.maySign(below) && isSignedBy(certificate, issuer);
}

/** A root of the SDK's that manifest.json puts into the build, found by the key identifier that `certificate` names. */
function findOwnRoot(certificate: Certificate, below: number): Certificate | undefined {
	const identifier = X509.decodeAKI(certificate.der);
	if (identifier?.length !== KEY_IDENTIFIER) return undefined;
	const index = new Uint8Array(new Resource("ca.ski").slice(0));
	for (let at = 0; at + KEY_IDENTIFIER <= index.length; at += KEY_IDENTIFIER) {
		if (!sameBytes(index.subarray(at, at + KEY_IDENTIFIER), identifier)) continue;
		const name = `ca${at / KEY_IDENTIFIER}.der`;
		if (!Resource.exists(name)) return undefined; // the index has all the SDK's roots, the build those of manifest.json
		const root = read(new Uint8Array(new Resource(name).slice(0)));
		return isIssuedBy(certificate, root, below) ? root : undefined;
	}
	return undefined;
}

function read(der: Uint8Array): Certificate {
	try {
		return new Certificate(der);
	} catch {
		throw new TlsFailure(Failure.TlsUntrusted, "malformed certificate");
	}
}
