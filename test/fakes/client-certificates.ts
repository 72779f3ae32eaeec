import { createPrivateKey } from "node:crypto";
import { Failure } from "core/result";
import { type Identity, type KeyKind, makeIdentity } from "../../sim/broker/certificates";
import type { Visit } from "./tls-clients";

const DAY_MS = 86_400_000;

/** What a client shows of itself. */
export type Credentials = Pick<Visit, "certificate" | "key">;

/** One client, and what a server that wants a client certificate must make of it: Failure.None means that it publishes. */
export interface ClientCase {
	readonly name: string;
	readonly failure: Failure;
	readonly shows: () => Promise<Credentials>;
	/** The answer in TLS 1.2, where the alert for no certificate is a general one (RFC 5246 §7.4.6). */
	readonly before13?: Failure;
	/** The server never hears of it: the client gives up before it connects. */
	readonly stays?: boolean;
}

const authority = makeIdentity({ name: "clients", authority: true });

/** What the server trusts, PEM. */
export async function clientCa(): Promise<string> {
	return (await authority).certificate;
}

/** A client of that authority, station-7 when not named. */
export async function makeClient(
	kind: KeyKind = "P-256",
	options: { name?: string; notBefore?: Date; notAfter?: Date } = {},
) {
	return makeIdentity({ name: "station-7", purpose: "client", issuer: await authority, kind, ...options });
}

function show({ certificate, privateKey: key }: Identity): Credentials {
	return { certificate, key };
}

/** Its key in an older form. */
function showAs({ certificate, privateKey }: Identity, type: "sec1" | "pkcs1"): Credentials {
	return { certificate, key: createPrivateKey(privateKey).export({ type, format: "pem" }).toString() };
}

async function throughIntermediate(): Promise<Credentials> {
	const middle = await makeIdentity({ name: "client intermediate", authority: true, issuer: await authority });
	const client = await makeIdentity({ name: "station-7", purpose: "client", issuer: middle });
	return { certificate: client.certificate + middle.certificate, key: client.privateKey };
}

const broken = (label: string): string => `-----BEGIN ${label}-----\nMIIBQUJD\n-----END ${label}-----\n`;

/** Clients that the server takes, and those that it does not. */
export const CLIENTS: readonly ClientCase[] = [
	{ name: "EC on P-256", failure: Failure.None, shows: async () => show(await makeClient()) },
	{ name: "EC on P-384", failure: Failure.None, shows: async () => show(await makeClient("P-384")) },
	{ name: "RSA of 2048 bits", failure: Failure.None, shows: async () => show(await makeClient("RSA-2048")) },
	{ name: "EC, its key in SEC 1", failure: Failure.None, shows: async () => showAs(await makeClient(), "sec1") },
	{
		name: "RSA, its key in PKCS #1",
		failure: Failure.None,
		shows: async () => showAs(await makeClient("RSA-2048"), "pkcs1"),
	},
	{ name: "a chain by way of another authority", failure: Failure.None, shows: throughIntermediate },
	{ name: "no certificate", failure: Failure.TlsClientRefused, before13: Failure.TlsAlert, shows: async () => ({}) },
	{
		name: "another authority's certificate",
		failure: Failure.TlsClientRefused,
		async shows() {
			const other = await makeIdentity({ name: "other", authority: true });
			return show(await makeIdentity({ name: "station-7", purpose: "client", issuer: other }));
		},
	},
	{
		name: "an expired certificate",
		failure: Failure.TlsClientRefused,
		async shows() {
			const dates = { notBefore: new Date(Date.now() - 30 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) };
			return show(await makeClient("P-256", dates));
		},
	},
	{
		name: "a certificate for servers",
		failure: Failure.TlsClientRefused,
		shows: async () => show(await makeIdentity({ name: "station-7", issuer: await authority })),
	},
	{
		name: "the key of another certificate",
		failure: Failure.TlsKeyMismatch,
		stays: true,
		shows: async () => ({ ...show(await makeClient()), key: (await makeClient()).privateKey }),
	},
	{
		name: "a key of another algorithm",
		failure: Failure.TlsKeyMismatch,
		stays: true,
		shows: async () => ({ ...show(await makeClient()), key: (await makeClient("RSA-2048")).privateKey }),
	},
	{
		name: "a key that is none",
		failure: Failure.TlsBadKey,
		stays: true,
		shows: async () => ({ ...show(await makeClient()), key: broken("PRIVATE KEY") }),
	},
	{
		name: "a certificate that is none",
		failure: Failure.TlsBadCertificate,
		stays: true,
		shows: async () => ({ ...show(await makeClient()), certificate: broken("CERTIFICATE") }),
	},
];
