import { webcrypto } from "node:crypto";
import { isIP } from "node:net";
import "reflect-metadata"; // before @peculiar/x509, whose tsyringe asks for it
import * as x509 from "@peculiar/x509";

/** What a key may be. RSA takes its time to make: for tests. */
const ALGORITHMS = {
	"P-256": { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
	"P-384": { name: "ECDSA", namedCurve: "P-384", hash: "SHA-384" },
	"RSA-2048": rsa(2_048),
	"RSA-1024": rsa(1_024),
} as const;

export type KeyKind = keyof typeof ALGORITHMS;

const DAY_MS = 86_400_000;

/** A key pair with its certificate. */
export interface Identity {
	/** Distinguished name, for example `CN=localhost`. */
	readonly name: string;
	/** PEM. */
	readonly certificate: string;
	/** PKCS #8 in PEM: a secret. */
	readonly privateKey: string;
	readonly keys: CryptoKeyPair;
	readonly kind: KeyKind;
}

/** What a certificate is to say. */
export interface CertificateOptions {
	/** Common name. */
	readonly name: string;
	/** Who signs it; it signs itself when there is none. */
	readonly issuer?: Identity;
	/** True: it may sign others. */
	readonly authority?: boolean;
	/** Host names and addresses it is for (subjectAltName). */
	readonly hosts?: readonly string[];
	/** Its key; P-256 when not given. */
	readonly kind?: KeyKind;
	/** Another certificate's, to certify its key once more; new ones when not given. */
	readonly keys?: CryptoKeyPair;
	/** What a server's certificate is for; a server when not given. */
	readonly purpose?: "server" | "client";
	/** Yesterday when not given. */
	readonly notBefore?: Date;
	/** 365 days after notBefore when not given. */
	readonly notAfter?: Date;
}

type CryptoKeyPair = webcrypto.CryptoKeyPair;

x509.cryptoProvider.set(webcrypto as never);

function rsa(modulusLength: number) {
	return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength, publicExponent: Uint8Array.of(1, 0, 1) } as const;
}

/** Makes a certificate and its key. */
export async function makeIdentity(options: CertificateOptions): Promise<Identity> {
	const { issuer, kind = "P-256", notBefore = new Date(Date.now() - DAY_MS) } = options;
	const keys =
		options.keys ?? ((await webcrypto.subtle.generateKey(ALGORITHMS[kind], true, ["sign", "verify"])) as CryptoKeyPair);
	const name = `CN=${options.name}`;
	const certificate = await x509.X509CertificateGenerator.create({
		serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(12))).toString("hex"),
		subject: name,
		issuer: issuer?.name ?? name,
		notBefore,
		notAfter: options.notAfter ?? new Date(notBefore.getTime() + 365 * DAY_MS),
		signingAlgorithm: ALGORITHMS[issuer?.kind ?? kind],
		publicKey: keys.publicKey as never,
		signingKey: (issuer?.keys ?? keys).privateKey as never,
		extensions: await extensions(options, keys, issuer),
	});
	const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
	return {
		name,
		certificate: `${certificate.toString("pem")}\n`,
		privateKey: `${x509.PemConverter.encode(pkcs8, "PRIVATE KEY")}\n`,
		keys,
		kind,
	};
}

async function extensions(options: CertificateOptions, keys: CryptoKeyPair, issuer?: Identity) {
	const { authority = false, hosts = [], purpose = "server" } = options;
	const { KeyUsageFlags } = x509;
	const usages = authority ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature;
	const names = hosts.map((host) => ({ type: isIP(host) ? ("ip" as const) : ("dns" as const), value: host }));
	const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
	return [
		new x509.BasicConstraintsExtension(authority, undefined, true),
		new x509.KeyUsagesExtension(usages, true),
		await x509.SubjectKeyIdentifierExtension.create(keys.publicKey as never),
		await x509.AuthorityKeyIdentifierExtension.create((issuer?.keys ?? keys).publicKey as never),
		...(authority ? [] : [new x509.ExtendedKeyUsageExtension([purpose === "server" ? serverAuth : clientAuth])]),
		...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
	];
}

/** A certification authority, an intermediate, and a server. A server sends `server.certificate + intermediate.certificate`. */
export interface Chain {
	readonly ca: Identity;
	readonly intermediate: Identity;
	readonly server: Identity;
}

/** Makes a whole chain; `server` overrides what the server's certificate says, to make a bad one. */
export async function makeChain(server: Partial<CertificateOptions> = {}): Promise<Chain> {
	const ca = await makeIdentity({ name: "fieldfeed simulator CA", authority: true });
	const intermediate = await makeIdentity({ name: "fieldfeed simulator intermediate CA", authority: true, issuer: ca });
	const leaf = { name: "localhost", hosts: ["localhost", "127.0.0.1"], issuer: intermediate, ...server };
	return { ca, intermediate, server: await makeIdentity(leaf) };
}
