import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "core/result";
import { nativeClient, nodeClient } from "../fakes/tls-clients";
import { CASES, longChain, REFUSED } from "../fakes/tls-matrix";
import { startTlsServer } from "../fakes/tls-server";

const TIMEOUT = { timeout: 30_000 };

for (const client of [nativeClient(), nodeClient()]) {
	const { skip } = client;
	for (const version of client.versions) {
		for (const { name, failure, shown } of CASES) {
			const words = failure === Failure.None ? "it publishes" : "no MQTT byte leaves";
			test(`${client.name}, ${version}: ${name}: ${words}`, { skip, ...TIMEOUT }, async () => {
				const { ca, host = "localhost", ...server } = await shown();
				const versions = { minVersion: version, maxVersion: version };
				const { port, seen } = await startTlsServer({ ...server, ...versions, answer: "!" });
				const outcome = await client.visit({ port, host, ca });
				assert.equal(outcome.failure, failure);
				assert.equal(outcome.opened, failure === Failure.None);
				assert.equal(seen.plaintext.toString(), failure === Failure.None ? "MQTT-CONNECT" : "");
				assert.equal(seen.connections, 1);
			});
		}
	}

	for (const { name, failure, or, shown } of REFUSED) {
		test(`${client.name}: a server with ${name}: no MQTT byte leaves`, { skip, ...TIMEOUT }, async () => {
			const { ca, host = "localhost", ...server } = await shown();
			const { port, seen } = await startTlsServer(server);
			const outcome = await client.visit({ port, host, ca });
			if (outcome.failure !== or) assert.equal(outcome.failure, failure);
			assert.equal(outcome.opened, false);
			assert.equal(seen.plaintext.length, 0);
			assert.equal(seen.connections, 1);
		});
	}
}

/** mbedTLS takes a handshake message of one record at most; Node's limit is higher. */
const core = nativeClient();
test("C core: a chain of more than 16 KB ends it, with a reason", { skip: core.skip, ...TIMEOUT }, async () => {
	const { ca, ...server } = await longChain(20_000);
	const { port, seen } = await startTlsServer(server);
	const outcome = await core.visit({ port, host: "localhost", ca });
	assert.deepEqual([outcome.opened, outcome.failure], [false, Failure.Tls]);
	assert.equal(seen.plaintext.length, 0);
});

test("C core: roots that are no certificates do not even begin", { skip: core.skip, ...TIMEOUT }, async () => {
	const broken = "-----BEGIN CERTIFICATE-----\nMIIBQUJD\n-----END CERTIFICATE-----\n";
	const outcome = await core.visit({ port: 1, host: "localhost", ca: broken });
	assert.deepEqual([outcome.opened, outcome.failure], [false, Failure.TlsUntrusted]);
});

test("C core: a host that is none does not even begin", { skip: core.skip, ...TIMEOUT }, async () => {
	for (const host of ["", ".", "a..b", "a b", "*.test", "::1", "x".repeat(254)]) {
		const outcome = await core.visit({ port: 1, host, ca: "" });
		assert.deepEqual([outcome.opened, outcome.failure], [false, Failure.Internal], host);
	}
});
