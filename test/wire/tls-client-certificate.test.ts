import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Failure } from "core/result";
import { CLIENTS, clientCa, makeClient } from "../fakes/client-certificates";
import { hasOpenssl, startOpenssl } from "../fakes/openssl";
import { HELLO, nativeClient, nodeClient } from "../fakes/tls-clients";
import { goodServer } from "../fakes/tls-matrix";
import { startTlsServer } from "../fakes/tls-server";

const TIMEOUT = { timeout: 30_000 };
const core = nativeClient();
const folder = mkdtempSync(join(tmpdir(), "fieldfeed-client-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** What makes s_server refuse a client without a certificate of the clients' authority. */
async function demand(): Promise<readonly string[]> {
	const path = join(folder, `ca-${++files}.pem`);
	writeFileSync(path, await clientCa());
	return ["-Verify", "2", "-verify_return_error", "-CAfile", path];
}

for (const client of [core, nodeClient()]) {
	const { skip } = client;
	for (const version of client.versions) {
		for (const { name, failure, shows, stays = false } of CLIENTS) {
			if (failure === Failure.TlsClientRefused) continue;
			const words = failure === Failure.None ? "it publishes" : "it does not connect";
			test(`${client.name}, ${version}: a server asks for a client certificate, it has ${name}: ${words}`, {
				skip,
				...TIMEOUT,
			}, async () => {
				const { ca, host = "localhost", ...server } = await goodServer();
				const versions = { minVersion: version, maxVersion: version };
				const asks = { clientCa: await clientCa(), answer: "!" };
				const { port, seen } = await startTlsServer({ ...server, ...versions, ...asks });
				const outcome = await client.visit({ port, host, ca, ...(await shows()) });
				assert.equal(outcome.failure, failure);
				assert.equal(seen.plaintext.toString(), failure === Failure.None ? HELLO : "");
				assert.deepEqual(seen.clients, failure === Failure.None ? ["station-7"] : []);
				assert.equal(seen.connections, stays ? 0 : 1);
			});
		}

		for (const { name, failure, before13 = failure, shows } of CLIENTS) {
			if (failure !== Failure.TlsClientRefused) continue;
			test(`${client.name}, ${version}: OpenSSL asks for a client certificate, it has ${name}: it is told`, {
				skip: hasOpenssl ? skip : "skipped: openssl not installed",
				...TIMEOUT,
			}, async () => {
				const { ca, ...shown } = await goodServer();
				const flag = version === "TLSv1.2" ? "-tls1_2" : "-tls1_3";
				const { port, output } = await startOpenssl(shown, [flag, ...(await demand())]);
				const outcome = await client.visit({ port, host: "localhost", ca, ...(await shows()) });
				assert.equal(outcome.failure, version === "TLSv1.2" ? before13 : failure);
				assert.doesNotMatch(output(), /CONNECTION ESTABLISHED/);
			});
		}

		test(`${client.name}, ${version}: a server that does not ask sees no client certificate`, {
			skip,
			...TIMEOUT,
		}, async () => {
			const { ca, ...server } = await goodServer();
			const versions = { minVersion: version, maxVersion: version };
			const { port, seen } = await startTlsServer({ ...server, ...versions, answer: "!" });
			const { certificate, privateKey: key } = await makeClient();
			const outcome = await client.visit({ port, host: "localhost", ca, certificate, key });
			assert.deepEqual([outcome.failure, seen.plaintext.toString()], [Failure.None, HELLO]);
		});
	}
}

for (const half of ["certificate", "key"] as const) {
	test(`C core: a ${half} alone does not even begin`, { skip: core.skip, ...TIMEOUT }, async () => {
		const { certificate, privateKey } = await makeClient();
		const shown = half === "certificate" ? { certificate } : { key: privateKey };
		const outcome = await core.visit({ port: 1, host: "localhost", ca: "", ...shown });
		const failure = half === "certificate" ? Failure.TlsBadKey : Failure.TlsBadCertificate;
		assert.deepEqual([outcome.opened, outcome.failure], [false, failure]);
	});
}

const skip = hasOpenssl ? core.skip : "skipped: openssl not installed";
for (const version of core.versions) {
	const flag = version === "TLSv1.2" ? "-tls1_2" : "-tls1_3";
	for (const kind of ["P-256", "P-384", "RSA-2048"] as const) {
		test(`OpenSSL, ${version}: -Verify takes a client certificate of ${kind}`, { skip, ...TIMEOUT }, async () => {
			const { ca, ...shown } = await goodServer();
			const { port, output } = await startOpenssl(shown, [flag, ...(await demand())]);
			const { certificate, privateKey: key } = await makeClient(kind);
			const outcome = await core.visit({ port, host: "localhost", ca, certificate, key, expect: 0 });
			assert.deepEqual([outcome.opened, outcome.failure], [true, Failure.None]);
			assert.match(output(), /station-7/);
			assert.match(output(), /CONNECTION ESTABLISHED/);
		});
	}

	test(`OpenSSL, ${version}: a session is resumed behind the same client certificate alone`, {
		skip,
		...TIMEOUT,
	}, async () => {
		const { ca, ...shown } = await goodServer();
		const [, depth, , ...trusted] = await demand();
		const { port } = await startOpenssl(shown, [flag, "-verify", depth, ...trusted]);
		const session = join(folder, `${++files}.bin`);
		const visit = { port, host: "localhost", ca, expect: 1, timeoutMs: 1_000 };
		const own = await makeClient();
		const mine = { certificate: own.certificate, key: own.privateKey };
		const first = await core.visit({ ...visit, ...mine, session });
		assert.deepEqual([first.opened, first.resumed, first.failure], [true, false, Failure.None]);
		const kept = readFileSync(session);
		const restored = (): string => {
			const path = join(folder, `${++files}.bin`);
			writeFileSync(path, kept);
			return path;
		};
		const again = await core.visit({ ...visit, ...mine, session: restored() });
		assert.deepEqual([again.opened, again.resumed], [true, true], "the same");
		const another = await makeClient();
		const theirs = { certificate: another.certificate, key: another.privateKey };
		const other = await core.visit({ ...visit, ...theirs, session: restored() });
		assert.deepEqual([other.opened, other.resumed], [true, false], "another certificate");
		const none = await core.visit({ ...visit, session: restored() });
		assert.deepEqual([none.opened, none.resumed], [true, false], "no certificate");
	});
}
