/**
 * `node tools/roots.mjs`: writes modules/net/tls/tls-roots.c, the built-in roots, from Debian's package ca-certificates (Mozilla's
 * list). For whoever changes the set; nothing else needs it.
 */
import { X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setup.mjs";

const SOURCE = "/usr/share/ca-certificates/mozilla";
/** ThingSpeak's is under DigiCert's; brokers elsewhere are often under Let's Encrypt (ISRG) or Amazon. */
const NAMES = [
	"DigiCert_Global_Root_G2",
	"DigiCert_Global_Root_CA",
	"ISRG_Root_X1",
	"ISRG_Root_X2",
	"Amazon_Root_CA_1",
];
const BYTES_PER_LINE = 24;

function identifier(name) {
	return name.toLowerCase();
}

function array(name) {
	const { raw, subject, validTo, fingerprint256 } = new X509Certificate(readFileSync(join(SOURCE, `${name}.crt`)));
	const lines = [];
	for (let at = 0; at < raw.length; at += BYTES_PER_LINE)
		lines.push(`\t${[...raw.subarray(at, at + BYTES_PER_LINE)].map((byte) => `${byte},`).join("")}`);
	const words = subject.split("\n").join(", ");
	const head = `/**\n * ${words}; until ${validTo}.\n * SHA-256 ${fingerprint256}\n */`;
	return `${head}\nstatic const unsigned char ${identifier(name)}[] = {\n${lines.join("\n")}\n};\n`;
}

const text = `/*
 * Made by tools/roots.mjs from ${SOURCE} (Debian's ca-certificates): DER, a fingerprint over each.
 */
#include "tls-roots.h"

${NAMES.map(array).join("\n")}
static const struct {
	const unsigned char *der;
	size_t length;
} builtin[] = {
${NAMES.map((name) => `\t{${identifier(name)}, sizeof ${identifier(name)}},`).join("\n")}
};

int tls_builtin_roots(mbedtls_x509_crt *roots)
{
	int error = 0;
	for (size_t i = 0; i < sizeof builtin / sizeof builtin[0] && error == 0; i++)
		error = mbedtls_x509_crt_parse_der_nocopy(roots, builtin[i].der, builtin[i].length);
	return error;
}
`;
writeFileSync(join(ROOT, "modules", "net", "tls", "tls-roots.c"), text);
