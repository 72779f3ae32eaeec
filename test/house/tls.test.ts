import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
const FOLDER = join(ROOT, "modules", "net", "tls");
/** The core's names for what Failure calls otherwise. */
const NAMES: Readonly<Record<string, string>> = { Failed: "Tls" };
/** Reasons that are not TLS's own. */
const SHARED = ["None", "Local", "Closed", "Internal", "Tls"];

function read(...path: string[]): string {
	return readFileSync(join(ROOT, ...path), "utf8");
}

/** NOT_YET_VALID -> NotYetValid. */
function toCamel(name: string): string {
	return name.replace(/([A-Z])([A-Z]*)_?/g, (_, first: string, rest: string) => first + rest.toLowerCase());
}

test("tls: the core's reasons are the numbers of Failure", () => {
	const [, body] = /typedef enum \{([^}]*TLS_NONE[^}]*)\} TlsReason/.exec(read("modules/net/tls/tls-core.h")) ?? [];
	const reasons = [...body.matchAll(/TLS_(\w+) = (\d+)/g)];
	assert.equal(reasons.length, 16);
	const failures = read("modules/core/result.ts");
	for (const [, name, value] of reasons) {
		const camel = NAMES[toCamel(name)] ?? toCamel(name);
		const wanted = SHARED.includes(camel) ? camel : `Tls${camel}`;
		assert.match(failures, new RegExp(`\\b${wanted} = ${value},`), name);
	}
});

test("tls: each built-in root has the fingerprint that stands over it; ThingSpeak's is among them", () => {
	const text = read("modules/net/tls/tls-roots.c");
	const roots = [...text.matchAll(/SHA-256 ([0-9A-F:]+)\n[^{]*\{([^}]*)\}/g)];
	assert.equal(roots.length, 5);
	for (const [, fingerprint, body] of roots) {
		const der = Uint8Array.from(body.match(/\d+/g) ?? [], Number);
		const hash = createHash("sha256").update(der).digest("hex").toUpperCase();
		assert.equal(hash, fingerprint.replaceAll(":", ""));
	}
	assert.match(text, /CN=DigiCert Global Root G2;/);
});

test("tls: C files stay small, without to-do marks", () => {
	const names = [FOLDER, join(ROOT, "test", "native")].flatMap((folder) =>
		readdirSync(folder).map((name) => join(folder, name)),
	);
	for (const name of names.filter((file) => /\.[ch]$/.test(file))) {
		const lines = readFileSync(name, "utf8").split("\n");
		assert.ok(lines.length <= 260, `${name}: ${lines.length} lines`);
		for (const line of lines) assert.ok(line.length <= 140, `${name}: ${line}`);
		assert.equal(/TO.DO|FIX.ME|X{3}/.test(lines.join("\n")), false, name);
	}
});

test("tls: our modules know the core's sizes", () => {
	const number = (name: string): number =>
		Number(new RegExp(`\\b${name} = (\\d+)`).exec(read("modules/net/tls/tls-core.h"))?.[1]);
	assert.match(read("modules/net/tls/core.ts"), new RegExp(`Overhead = ${number("TLS_OVERHEAD")},`));
});
