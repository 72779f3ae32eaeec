import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import tls from "node:tls";
import { Failure } from "core/result";
import { makeIdentity } from "../../sim/broker/certificates";
import { hasOpenssl, startOpenssl } from "../fakes/openssl";
import { nativeClient } from "../fakes/tls-clients";
import { CASES, goodServer } from "../fakes/tls-matrix";

const client = nativeClient();
const skip = hasOpenssl ? client.skip : "skipped: openssl not installed";
const LIMIT = { skip, timeout: 30_000 };
const DAY_S = 86_400;
/** A visit whose session is to be saved has time for it on a busy machine, too. */
const FIRST_MS = 2_000;

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-session-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const file = (): string => join(folder, `${++files}.bin`);

for (const version of client.versions) {
	const flag = version === "TLSv1.2" ? "-tls1_2" : "-tls1_3";
	const suites = version === "TLSv1.2" ? "-cipher" : "-ciphersuites";

	for (const name of ["a chain by RSA", "a chain by ECDSA on P-384"]) {
		test(`OpenSSL, ${version}: ${name}`, LIMIT, async () => {
			const found = CASES.find((one) => one.name === name);
			assert.ok(found);
			const { ca, ...shown } = await found.shown();
			const { port } = await startOpenssl(shown, [flag]);
			const outcome = await client.visit({ port, host: "localhost", ca, expect: 0 });
			assert.deepEqual([outcome.opened, outcome.failure], [true, Failure.None]);
		});
	}

	const names =
		version === "TLSv1.2"
			? ["ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-ECDSA-AES256-GCM-SHA384"]
			: ["TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_256_GCM_SHA384"];
	for (const name of names) {
		for (const group of ["P-256", "X25519", "P-384"]) {
			test(`OpenSSL, ${version}: ${name} with ${group}`, LIMIT, async () => {
				const { ca, ...shown } = await goodServer();
				const { port } = await startOpenssl(shown, [flag, suites, name, "-groups", group]);
				const outcome = await client.visit({ port, host: "localhost", ca, expect: 0 });
				assert.deepEqual([outcome.opened, outcome.failure], [true, Failure.None]);
			});
		}
	}

	for (const tickets of version === "TLSv1.2" ? [true, false] : [true]) {
		const how = tickets ? "by ticket" : "by session identifier";
		test(`OpenSSL, ${version}: a session is resumed ${how}, for its host and roots alone`, LIMIT, async () => {
			const { ca, ...shown } = await goodServer();
			const { port } = await startOpenssl(shown, [flag, ...(tickets ? [] : ["-no_ticket"])]);
			const session = file();
			const visit = { port, host: "localhost", ca, session, expect: 1 };
			const first = await client.visit({ ...visit, timeoutMs: FIRST_MS });
			assert.deepEqual([first.opened, first.resumed, first.failure], [true, false, Failure.None]);
			assert.ok(existsSync(session), "a session was saved");
			const kept = readFileSync(session);

			const again = await client.visit({ ...visit, timeoutMs: 400 });
			assert.deepEqual([again.opened, again.resumed], [true, true]);

			const restored = (): string => {
				const path = file();
				writeFileSync(path, kept);
				return path;
			};
			const address = await client.visit({ ...visit, host: "127.0.0.1", session: restored(), timeoutMs: 400 });
			assert.deepEqual([address.opened, address.resumed], [true, false], "another host");
			const other = (await makeIdentity({ name: "other", authority: true })).certificate;
			const more = await client.visit({ ...visit, ca: ca + other, session: restored(), timeoutMs: 400 });
			assert.deepEqual([more.opened, more.resumed], [true, false], "other roots");
			const now = Math.floor(Date.now() / 1_000);
			const late = await client.visit({ ...visit, session: restored(), now: now + DAY_S + 60, timeoutMs: 400 });
			assert.deepEqual([late.opened, late.resumed], [true, false], "a day later");
			const early = await client.visit({ ...visit, session: restored(), now: now - 3_600, timeoutMs: 400 });
			assert.deepEqual([early.opened, early.resumed], [true, false], "before it was made");
		});
	}

	test(`OpenSSL, ${version}: a packet of any length is one record, as long as was promised`, LIMIT, async () => {
		const { ca, ...shown } = await goodServer();
		const { port } = await startOpenssl(shown, [flag]);
		const outcome = await client.visit({ port, host: "localhost", ca, expect: 0, lengths: 70 });
		assert.deepEqual([outcome.opened, outcome.failure], [true, Failure.None]);
	});

	test(`OpenSSL, ${version}: saved sessions with one bit changed, or cut, are passed over`, LIMIT, async () => {
		const { ca, ...shown } = await goodServer();
		const { port } = await startOpenssl(shown, [flag]);
		const session = file();
		const visit = { port, host: "localhost", ca, expect: 1, timeoutMs: 400 };
		await client.visit({ ...visit, session, timeoutMs: FIRST_MS });
		const kept = readFileSync(session);
		for (const at of [0, 5, 12, 20, 30, 60, kept.length - 1]) {
			const path = file();
			copyFileSync(session, path);
			const changed = Buffer.from(kept);
			changed[at] ^= 0x10;
			writeFileSync(path, at === 60 ? kept.subarray(0, at) : changed);
			const outcome = await client.visit({ ...visit, session: path });
			assert.deepEqual([outcome.opened, outcome.resumed], [true, false], `byte ${at}`);
		}
	});

	test(`OpenSSL, ${version}: a server that has forgotten the session is verified anew`, LIMIT, async () => {
		const { ca, ...shown } = await goodServer();
		const session = file();
		const visit = { host: "localhost", ca, session, expect: 1, timeoutMs: 400 };
		for (const _ of [1, 2]) {
			const { port } = await startOpenssl(shown, [flag]);
			const outcome = await client.visit({ ...visit, port });
			assert.deepEqual([outcome.opened, outcome.resumed], [true, false]);
		}
	});
}

test("a server that asks for a renegotiation gets none, and ends it with an alert", LIMIT, async () => {
	const { ca, certificate, privateKey } = await goodServer();
	let handshakes = 0;
	const shown = { cert: certificate, key: privateKey, maxVersion: "TLSv1.2" } as const;
	const server = tls.createServer(shown, (socket) => {
		handshakes++;
		socket.on("error", () => socket.destroy());
		socket.once("data", () => {
			socket.renegotiate({}, () => handshakes++);
		});
	});
	after(() => server.close());
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
	const { port } = server.address() as AddressInfo;
	const outcome = await client.visit({ port, host: "localhost", ca, timeoutMs: 3_000 });
	assert.deepEqual([outcome.opened, outcome.failure, handshakes], [true, Failure.TlsAlert, 1]);
});

test("the built-in roots do not vouch for a test's server", LIMIT, async () => {
	const { ca: _, ...shown } = await goodServer();
	const { port } = await startOpenssl(shown);
	const outcome = await client.visit({ port, host: "localhost", ca: "" });
	assert.deepEqual([outcome.opened, outcome.failure], [false, Failure.TlsUntrusted]);
});
