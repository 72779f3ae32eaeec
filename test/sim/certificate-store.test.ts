import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { loadCertificates } from "../../sim/broker/store";

const base = mkdtempSync(join(tmpdir(), "fieldfeed-store-"));
after(() => rmSync(base, { recursive: true, force: true }));

test("simulators that start together on a fresh machine serve and trust the same certificates", async () => {
	const folder = join(base, "fresh", "certificates");
	const all = await Promise.all(Array.from({ length: 5 }, () => loadCertificates(folder)));
	for (const files of all) assert.deepEqual(files, all[0]);
	assert.equal(readFileSync(join(folder, "ca.pem"), "utf8"), all[0]?.ca);
	assert.deepEqual(readdirSync(join(base, "fresh")), ["certificates"]);
});

test("certificates that cannot be read are made anew", async () => {
	const folder = join(base, "spoilt");
	const before = await loadCertificates(folder);
	writeFileSync(join(folder, "server.pem"), "rain");
	const files = await loadCertificates(folder);
	assert.notEqual(files.ca, before.ca);
	assert.deepEqual(await loadCertificates(folder), files);
});
