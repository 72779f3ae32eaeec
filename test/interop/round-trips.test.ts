import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { PacketType } from "mqtt/packet";
import { TlsSession } from "net/tls/session";
import { makeChain } from "../../sim/broker/certificates";
import { findMosquitto, startMosquitto, until } from "../fakes/mosquitto";
import { buildNative, nativeHas13 } from "../fakes/native";
import { type Visit, visit } from "../fakes/round-trips";

/**
 * Round trips from TCP connect to the broker's receipt of the first PUBLISH. In TLS 1.2 a client says ClientHello, key exchange with Finished
 * (RFC 5246 §7.3), CONNECT, PUBLISH; resumed, CONNECT goes with its Finished; and in TLS 1.3 always (RFC 8446 §2). A flight arrives half a round trip
 * behind the one and a whole one behind the other, so that n flights take n - 0.5. Fewer there cannot be.
 */
const MOST = {
	"TLSv1.2": { full: 3.5, resumed: 2.5 },
	"TLSv1.3": { full: 2.5, resumed: 2.5 },
} as const;

const built = buildNative("tls-remote");
const missing = "missing" in built ? built.missing : false;
const skip = missing || (findMosquitto() ? false : "skipped: mosquitto not installed");
const folder = mkdtempSync(join(tmpdir(), "fieldfeed-trips-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A mosquitto that speaks this version of TLS alone: it has a setting for the least only, OpenSSL has one for both. */
async function startBroker(version: string) {
	const { ca, intermediate, server } = await makeChain();
	const file = (name: string, text: string): string => {
		const path = join(folder, `${version}-${name}`);
		writeFileSync(path, text, { mode: 0o600 });
		return path;
	};
	const limits = `[limits]\nMinProtocol = ${version}\nMaxProtocol = ${version}\n`;
	const openssl = `openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\nsystem_default = limits\n${limits}`;
	const configure = (port: number): readonly string[] => [
		`listener ${port} 127.0.0.1`,
		`certfile ${file("server.pem", server.certificate + intermediate.certificate)}`,
		`keyfile ${file("server.key", server.privateKey)}`,
		"allow_anonymous true",
	];
	const broker = await startMosquitto(folder, configure, { OPENSSL_CONF: file("openssl.cnf", openssl) });
	return { ...broker, ca: ca.certificate };
}

/** Each flight's number of bytes, with those that the server had said before it, and the first byte of each of its MQTT packets. */
function tableOf({ flights, packets }: Awaited<ReturnType<typeof visit>>): string {
	const rows = flights.map(({ heard, bytes }, i) => {
		const types = packets[i].map((type) => type.toString(16));
		return `<${heard} >${bytes}${types.length > 0 ? ` (${types.join(" ")})` : ""}`;
	});
	return rows.join(", ");
}

/** Visits the broker once; the count, when the broker has the PUBLISH with nothing carried behind its flight. */
async function count(
	broker: Awaited<ReturnType<typeof startBroker>>,
	how: Pick<Visit, "session" | "channel" | "piece">,
) {
	const published = (): number => broker.log().split("Received PUBLISH from station").length - 1;
	const before = published();
	const program = "path" in built ? built.path : "";
	const visited = await visit({ program, port: broker.port, ca: broker.ca, ...how });
	await until(() => published() > before, "a PUBLISH at the broker");
	visited.end();
	assert.equal(visited.roundTrips, visited.flights.length - 0.5, "nothing but the way takes time");
	assert.equal(visited.nodelay, true, "CONNECT is not held back until Finished is acknowledged");
	return visited;
}

for (const version of nativeHas13() ? (["TLSv1.2", "TLSv1.3"] as const) : (["TLSv1.2"] as const)) {
	const most = MOST[version];
	test(`C core, ${version}: mosquitto has the first PUBLISH ${most.full} round trips behind TCP, ${most.resumed} with a session resumed`, {
		skip,
		timeout: 60_000,
	}, async (context) => {
		const broker = await startBroker(version);
		const session = new TlsSession();
		for (const [kind, how] of [
			["full", {}],
			["resumed", {}],
			["resumed", { piece: 1 }],
		] as const) {
			const visited = await count(broker, { session, ...how });
			context.diagnostic(`connect.${kind}.roundTrips ${visited.roundTrips}: ${tableOf(visited)}`);
			assert.equal(visited.resumed, kind === "resumed");
			assert.equal(visited.roundTrips, most[kind]);
			assert.deepEqual(visited.packets.slice(-2), [[PacketType.Connect], [PacketType.Publish, PacketType.Pingreq]]);
		}
	});

	test(`C core, ${version}: with confirm=echo the first PUBLISH waits for SUBACK, which is one round trip more`, {
		skip,
		timeout: 60_000,
	}, async () => {
		const { packets, roundTrips } = await count(await startBroker(version), {
			session: new TlsSession(),
			channel: { echo: true },
		});
		assert.equal(roundTrips, most.full + 1);
		const last = [PacketType.Publish, PacketType.Pingreq];
		assert.deepEqual(packets.slice(-3), [[PacketType.Connect], [PacketType.Subscribe], last]);
	});
}
