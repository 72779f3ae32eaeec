import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeChain } from "./certificates";

/** So long before its end a certificate is made anew. */
const RENEW_MS = 7 * 86_400_000;

/** What a TLS server needs, and what its clients must trust; PEM. */
export interface ServerFiles {
	/** The root to trust. */
	readonly ca: string;
	/** The server's certificate and the intermediate's. */
	readonly certificate: string;
	/** A secret. */
	readonly privateKey: string;
}

/** The embedded broker's certificates in `folder`: those of an earlier run, or new ones. */
export async function loadCertificates(folder: string): Promise<ServerFiles> {
	const kept = read(folder);
	if (kept) return kept;
	// Made aside and moved in one go: two simulators that start together must not mix their files.
	const { ca, intermediate, server } = await makeChain();
	mkdirSync(dirname(folder), { recursive: true });
	const fresh = mkdtempSync(`${folder}.`);
	writeFileSync(join(fresh, "ca.pem"), ca.certificate);
	writeFileSync(join(fresh, "server.pem"), server.certificate + intermediate.certificate);
	writeFileSync(join(fresh, "server.key"), server.privateKey, { mode: 0o600 });
	install(folder, fresh);
	const files = read(folder);
	if (!files) throw new Error(`the certificates in ${folder} cannot be used: delete that folder and start again`);
	return files;
}

/** Moves `fresh` to `folder`, unless another simulator was faster: its files are as good, and it may be serving them already. */
function install(folder: string, fresh: string): void {
	try {
		if (!read(folder)) rmSync(folder, { recursive: true, force: true }); // spoilt or soon to end
		renameSync(fresh, folder); // refused while a folder with files stands there
	} catch (error) {
		rmSync(fresh, { recursive: true, force: true });
		if (!existsSync(folder)) throw error;
	}
}

function read(folder: string): ServerFiles | undefined {
	try {
		const [ca, certificate, privateKey] = ["ca.pem", "server.pem", "server.key"].map((name) =>
			readFileSync(join(folder, name), "utf8"),
		);
		const usable = [ca, certificate].every((pem) => isFresh(new X509Certificate(pem)));
		return usable ? { ca, certificate, privateKey } : undefined;
	} catch {
		return undefined; // the first run, or files that somebody damaged: new ones are made
	}
}

function isFresh(certificate: X509Certificate): boolean {
	return Date.parse(certificate.validTo) - Date.now() > RENEW_MS;
}
