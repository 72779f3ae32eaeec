import { Failure } from "core/result";
import { type CertificateOptions, type Identity, makeChain, makeIdentity } from "../../sim/broker/certificates";
import type { TlsServerOptions } from "./tls-server";

const DAY_MS = 86_400_000;

/** What a server shows, and what its client trusts. */
export interface Shown extends TlsServerOptions {
	readonly ca: string;
	readonly host?: string;
}

/** One server, and what a client must make of it: Failure.None means that it publishes. */
export interface Case {
	readonly name: string;
	readonly failure: Failure;
	readonly shown: () => Promise<Shown>;
	/** Another answer that is as right. */
	readonly or?: Failure;
}

const good = makeChain();

/** A server of the good authority whose own certificate is changed by `options`. */
async function leaf(options: Partial<CertificateOptions>, host?: string): Promise<Shown> {
	const { ca, intermediate } = await good;
	const server = await makeIdentity({ name: "localhost", hosts: ["localhost"], issuer: intermediate, ...options });
	return { ...show(server, [intermediate]), ca: ca.certificate, ...(host ? { host } : {}) };
}

function show(server: Identity, others: readonly Identity[]) {
	const certificate = [server, ...others].map((one) => one.certificate).join("");
	return { certificate, privateKey: server.privateKey };
}

/** The good server, with other certificates or another authority. */
export async function goodServer(options: Partial<Shown> = {}): Promise<Shown> {
	const { ca, intermediate, server } = await good;
	return { ...show(server, [intermediate]), ca: ca.certificate, ...options };
}

async function chainOf(kind: CertificateOptions["kind"]): Promise<Shown> {
	const ca = await makeIdentity({ name: "root", authority: true, kind });
	const intermediate = await makeIdentity({ name: "intermediate", authority: true, issuer: ca, kind });
	const server = await makeIdentity({ name: "s", hosts: ["localhost"], issuer: intermediate, kind });
	return { ...show(server, [intermediate]), ca: ca.certificate };
}

/** A chain with certificates that have no part in it, until it has about `bytes`. */
export async function longChain(bytes: number): Promise<Shown> {
	const { server, intermediate, ca } = await good;
	const hosts = Array.from({ length: 40 }, (_, i) => `filler-${i}.${"x".repeat(24)}.test`);
	const filler = await makeIdentity({ name: "filler", hosts });
	const one = Buffer.from(filler.certificate.replace(/-----[^-]*-----|\s/g, ""), "base64").length + 3;
	const count = Math.floor((bytes - 1_000) / one);
	const others = [intermediate, ...Array.from({ length: count }, () => filler)];
	return { ...show(server, others), ca: ca.certificate };
}

const wrongHost = (name: string, hosts: readonly string[], host: string): Case => {
	return { name, failure: Failure.TlsWrongHost, shown: () => leaf({ name: host, hosts }, host) };
};
const rightHost = (name: string, hosts: readonly string[], host: string): Case => {
	return { name, failure: Failure.None, shown: () => leaf({ hosts }, host) };
};

/** Servers that a client meets without anybody in between. */
export const CASES: readonly Case[] = [
	{
		name: "a chain that is not linked",
		failure: Failure.TlsUntrusted,
		async shown() {
			const { ca, intermediate } = await good;
			const rogue = await makeIdentity({ name: intermediate.name.slice(3), authority: true });
			const server = await makeIdentity({ name: "localhost", hosts: ["localhost"], issuer: rogue });
			return { ...show(server, [intermediate]), ca: ca.certificate };
		},
	},
	{
		name: "a self-signed certificate with genuine authorities beside it",
		failure: Failure.TlsUntrusted,
		async shown() {
			const { ca, intermediate } = await good;
			const server = await makeIdentity({ name: "localhost", hosts: ["localhost"] });
			return { ...show(server, [intermediate, ca]), ca: ca.certificate };
		},
	},
	{
		name: "a server's certificate used as an authority",
		failure: Failure.TlsUntrusted,
		async shown() {
			const { ca, intermediate, server } = await good;
			const below = await makeIdentity({ name: "localhost", hosts: ["localhost"], issuer: server });
			return { ...show(below, [server, intermediate]), ca: ca.certificate };
		},
	},
	{
		name: "an unknown authority",
		failure: Failure.TlsUntrusted,
		shown: async () => goodServer({ ca: (await makeIdentity({ name: "other", authority: true })).certificate }),
	},
	{
		name: "an authority of the same name with another key",
		failure: Failure.TlsUntrusted,
		async shown() {
			const name = (await good).ca.name.slice(3);
			return goodServer({ ca: (await makeIdentity({ name, authority: true })).certificate });
		},
	},
	{
		name: "an incomplete chain",
		failure: Failure.TlsUntrusted,
		shown: async () => goodServer(show((await good).server, [])),
	},
	{
		name: "a certificate for clients",
		failure: Failure.TlsUntrusted,
		shown: () => leaf({ purpose: "client" }),
	},
	{
		name: "a key of 1024 bits",
		failure: Failure.TlsUntrusted,
		shown: () => leaf({ kind: "RSA-1024" }),
	},
	{
		name: "an expired certificate",
		failure: Failure.TlsExpired,
		shown: () => leaf({ notBefore: new Date(Date.now() - 30 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS / 24) }),
	},
	{
		name: "a certificate that is not valid yet",
		failure: Failure.TlsNotYetValid,
		shown: () => leaf({ notBefore: new Date(Date.now() + DAY_MS / 24) }),
	},
	{
		name: "an expired authority",
		failure: Failure.TlsExpired,
		async shown() {
			const dates = { notBefore: new Date(Date.now() - 30 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) };
			const { ca } = await good;
			const old = await makeIdentity({ name: "old", authority: true, issuer: ca, ...dates });
			const server = await makeIdentity({ name: "localhost", hosts: ["localhost"], issuer: old });
			return { ...show(server, [old]), ca: ca.certificate };
		},
	},
	wrongHost("another host's certificate", ["elsewhere.test"], "localhost"),
	wrongHost("a certificate without subjectAltName, its common name the host", [], "localhost"),
	wrongHost("a name where an address is asked for", ["localhost"], "127.0.0.1"),
	wrongHost("another address", ["127.0.0.2"], "127.0.0.1"),
	wrongHost("a wildcard for two labels", ["*.feeds.test"], "a.b.feeds.test"),
	wrongHost("a wildcard for no label", ["*.feeds.test"], "feeds.test"),
	wrongHost("a wildcard for a whole top level", ["*.test"], "feeds.test"),
	wrongHost("a wildcard of two stars", ["*.*.test"], "a.feeds.test"),
	wrongHost("a wildcard that is not first", ["a.*.test"], "a.feeds.test"),
	rightHost("a wildcard for one label", ["*.feeds.test"], "A.feeds.test"),
	rightHost("the second of its names, in other case", ["elsewhere.test", "LocalHost"], "localhost"),
	rightHost("an address", ["127.0.0.1"], "127.0.0.1"),
	{
		name: "a chain up to its root as another authority has signed it",
		failure: Failure.None,
		async shown() {
			const { ca, intermediate, server } = await good;
			const other = await makeIdentity({ name: "other", authority: true });
			const crossed = await makeIdentity({ name: ca.name.slice(3), authority: true, issuer: other, keys: ca.keys });
			return { ...show(server, [intermediate, crossed]), ca: ca.certificate };
		},
	},
	{ name: "a chain by RSA", failure: Failure.None, shown: () => chainOf("RSA-2048") },
	{ name: "a chain by ECDSA on P-384", failure: Failure.None, shown: () => chainOf("P-384") },
	{ name: "a chain of almost 16 KB", failure: Failure.None, shown: () => longChain(15_900) },
];

const WEAK = "@SECLEVEL=0";

/**
 * Servers that offer nothing a client may take. One of an old version may see that first, or first that no cipher suite is in common: its
 * alert says which.
 */
export const REFUSED: readonly Case[] = [
	{
		name: "TLS 1.0 alone",
		failure: Failure.TlsVersion,
		or: Failure.TlsAlert,
		shown: () => goodServer({ minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: `ALL:${WEAK}` }),
	},
	{
		name: "TLS 1.1 alone",
		failure: Failure.TlsVersion,
		or: Failure.TlsAlert,
		shown: () => goodServer({ minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: `ALL:${WEAK}` }),
	},
	{
		name: "anonymous key exchange alone",
		failure: Failure.TlsAlert,
		shown: () => goodServer({ maxVersion: "TLSv1.2", ciphers: `aNULL:${WEAK}` }),
	},
	{
		name: "CBC alone",
		failure: Failure.TlsAlert,
		shown: () => goodServer({ maxVersion: "TLSv1.2", ciphers: `ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA` }),
	},
	{
		name: "key exchange by RSA encryption alone",
		failure: Failure.TlsAlert,
		shown: async () => ({ ...(await chainOf("RSA-2048")), maxVersion: "TLSv1.2", ciphers: "AES128-GCM-SHA256" }),
	},
];
