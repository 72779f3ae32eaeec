import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DAYS = "30";
const AUTHORITY = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n";
const LOOPBACK = "subjectAltName=DNS:localhost,IP:127.0.0.1\n";

/**
 * Makes a root, an intermediate authority and a server certificate for 127.0.0.1 and localhost, all with new P-256 keys, by the openssl
 * command. Returns the paths of the root, of the server's chain (without the root) and of its key.
 */
export function makeChain(folder, name) {
	const at = (file) => join(folder, `${name}-${file}`);
	makeSelfSigned(at("root"), `${name} root`, AUTHORITY);
	makeSigned(at("intermediate"), `${name} intermediate`, at("root"), AUTHORITY);
	return makeServer(folder, name, LOOPBACK);
}

/** Makes another server certificate, with these extensions, by the intermediate authority that makeChain made under `name`. */
export function makeServer(folder, name, extensions) {
	const at = (file) => join(folder, `${name}-${file}`);
	const server = at(`server${extensions === LOOPBACK ? "" : "-other"}`);
	makeSigned(server, "server", at("intermediate"), extensions);
	return assemble(server, at);
}

/** Makes a client certificate by the intermediate authority that makeChain made under `name`; returns the paths of its chain and of its key. */
export function makeClient(folder, name) {
	const at = (file) => join(folder, `${name}-${file}`);
	makeSigned(at("client"), "client", at("intermediate"), "extendedKeyUsage=clientAuth\n");
	return assemble(at("client"), at);
}

/** Makes a self-signed server certificate and sends the real intermediate authority along with it. */
export function makeImpostor(folder, name) {
	const at = (file) => join(folder, `${name}-${file}`);
	makeSelfSigned(at("impostor"), "server", LOOPBACK);
	return assemble(at("impostor"), at);
}

function assemble(server, at) {
	const chain = `${server}-chain.pem`;
	writeFileSync(chain, readFileSync(`${server}.pem`, "utf8") + readFileSync(at("intermediate.pem"), "utf8"));
	return { root: at("root.pem"), chain, key: `${server}.key` };
}

function makeSelfSigned(file, subject, extensions) {
	makeKey(file);
	const added = extensions.trim().split("\n");
	const words = ["-x509", "-new", "-key", `${file}.key`, "-sha256", "-days", DAYS, "-subj", `/CN=${subject}`];
	openssl("req", ...words, ...added.flatMap((line) => ["-addext", line]), "-out", `${file}.pem`);
}

function makeSigned(file, subject, issuer, extensions) {
	makeKey(file);
	writeFileSync(`${file}.ext`, extensions);
	openssl("req", "-new", "-key", `${file}.key`, "-subj", `/CN=${subject}`, "-out", `${file}.csr`);
	const by = ["-CA", `${issuer}.pem`, "-CAkey", `${issuer}.key`, "-CAcreateserial", "-extfile", `${file}.ext`];
	openssl("x509", "-req", "-in", `${file}.csr`, ...by, "-sha256", "-days", DAYS, "-out", `${file}.pem`);
}

function makeKey(file) {
	openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", `${file}.key`);
}

function openssl(...words) {
	execFileSync("openssl", words, { stdio: ["ignore", "pipe", "pipe"] });
}
