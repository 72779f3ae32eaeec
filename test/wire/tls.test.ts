import assert from "node:assert/strict";
import { test } from "node:test";
import { I2cBus } from "../../sim/board/bus";
import { type CertificateOptions, type Chain, makeChain, makeIdentity } from "../../sim/broker/certificates";
import { bundleGuest } from "../../sim/bundle";
import { RealClock } from "../../sim/clock/real";
import type { EngineName } from "../../sim/engine/engine";
import { makerOf } from "../../sim/engine/makers";
import { NodeNetwork } from "../../sim/network/node";
import { findRoot } from "../../sim/root";
import { Simulator } from "../../sim/simulator";
import { type FirmwareEvent, parseEvent } from "../../sim/tally";
import { ENGINES, SETTINGS } from "../fakes/firmware";
import { startTlsServer } from "../fakes/tls-server";

const ROOT = findRoot();
const DAY_MS = 86_400_000;
const script = bundleGuest({ root: ROOT });
const good = makeChain();

/** One meeting of the firmware with a server. */
interface Case {
	readonly name: string;
	readonly reason: RegExp;
	/** The chain the server sends, and its key; made from a good CA unless the case says otherwise. */
	readonly server: () => Promise<{ certificate: string; privateKey: string; ca: string }>;
	readonly host?: string;
}

/** A server of the good CA whose own certificate is changed by `options`. */
async function changed(options: Partial<CertificateOptions>) {
	const { ca, intermediate } = await good;
	const server = await makeIdentity({ name: "localhost", hosts: ["localhost"], issuer: intermediate, ...options });
	return { ...server, certificate: server.certificate + intermediate.certificate, ca: ca.certificate };
}

/** The good server, changed by `change`. */
async function varied(
	change: (chain: Chain) => { certificate?: string; ca?: string } | Promise<{ certificate?: string; ca?: string }>,
) {
	const chain = await good;
	const { ca, intermediate, server } = chain;
	const whole = { certificate: server.certificate + intermediate.certificate, ca: ca.certificate };
	return { privateKey: server.privateKey, ...whole, ...(await change(chain)) };
}

const NEGATIVE: readonly Case[] = [
	{
		name: "another CA",
		reason: /trusted root/,
		server: () => varied(async () => ({ ca: (await makeIdentity({ name: "other", authority: true })).certificate })),
	},
	{
		name: "a CA of the same name with another key",
		reason: /trusted root/,
		server: () =>
			varied(async ({ ca }) => ({ ca: (await makeIdentity({ name: ca.name.slice(3), authority: true })).certificate })),
	},
	{
		name: "an incomplete chain",
		reason: /trusted root/,
		server: () => varied(({ server }) => ({ certificate: server.certificate })),
	},
	{
		name: "a self-signed certificate",
		reason: /trusted root/,
		server: async () => {
			const { ca } = await good;
			return { ...(await makeIdentity({ name: "localhost", hosts: ["localhost"] })), ca: ca.certificate };
		},
	},
	{
		name: "a certificate signed by a leaf",
		reason: /trusted root/,
		server: async () => {
			const { ca, intermediate, server } = await good;
			const leaf = await makeIdentity({ name: "localhost", hosts: ["localhost"], issuer: server });
			const certificate = leaf.certificate + server.certificate + intermediate.certificate;
			return { certificate, privateKey: leaf.privateKey, ca: ca.certificate };
		},
	},
	{
		name: "an expired certificate",
		reason: /expired/,
		server: () => changed({ notBefore: new Date(Date.now() - 30 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) }),
	},
	{
		name: "a certificate that is not valid yet",
		reason: /not valid yet/,
		server: () => changed({ notBefore: new Date(Date.now() + DAY_MS) }),
	},
	{
		name: "another host's certificate",
		reason: /another host/,
		server: () => changed({ name: "localhost", hosts: ["elsewhere.test"] }),
	},
	{
		name: "a certificate without subjectAltName",
		reason: /another host/,
		server: () => changed({ name: "localhost", hosts: [] }),
	},
	{
		name: "an address that the certificate does not have",
		reason: /another host/,
		host: "127.0.0.1",
		server: () => changed({ hosts: ["localhost"] }),
	},
];

/** Runs the firmware against a server until it has given up its first connection, or `until` resolves; returns its events. */
async function meet(engine: EngineName, settings: object, until?: Promise<void>) {
	const events: FirmwareEvent[] = [];
	const maker = makerOf(engine, ROOT);
	assert.ok(maker);
	let giveUp: () => void = () => undefined;
	const over = new Promise<void>((resolve) => {
		giveUp = resolve;
	});
	const simulator = new Simulator({
		engine: maker,
		clock: new RealClock(1),
		network: new NodeNetwork(),
		bus: new I2cBus(),
		probe: () => new Float64Array(5),
		script: await script,
		config: { settings: { ...SETTINGS, ...settings }, log: "json" },
		seed: 1,
		onLine(line) {
			const event = parseEvent(line);
			if (event && event.event !== "sample") events.push(event);
			if (event?.event === "disconnected") giveUp();
		},
		onCrash: (reason) => assert.fail(reason),
	});
	await simulator.start();
	await Promise.race([over, ...(until ? [until] : [])]);
	await simulator.stop();
	return events;
}

for (const { engine, skip } of ENGINES) {
	for (const { name, reason, server, host = "localhost" } of NEGATIVE) {
		test(`${engine}: S1: with ${name} no MQTT byte leaves`, { skip, timeout: 20_000 }, async () => {
			const { ca, ...shown } = await server();
			const { port, seen } = await startTlsServer(shown);
			const settings = { "mqtt.host": host, "mqtt.port": port, "mqtt.ca": ca };
			const events = await meet(engine, settings);
			assert.match(String(events.find(({ event }) => event === "disconnected")?.reason), reason);
			assert.ok(seen.connections >= 1, "the server was reached");
			assert.equal(seen.plaintext.length, 0);
			assert.ok(!events.some(({ event }) => event === "connected"));
		});
	}

	for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
		test(`${engine}: ${version} with a whole chain: CONNECT arrives, in one record`, {
			skip,
			timeout: 20_000,
		}, async () => {
			const { ca, ...shown } = await varied(() => ({}));
			const { port, seen, received } = await startTlsServer({ ...shown, minVersion: version, maxVersion: version });
			const settings = { "mqtt.host": "localhost", "mqtt.port": port, "mqtt.ca": ca };
			await meet(engine, settings, received);
			assert.equal(seen.handshakes, 1);
			assert.equal(seen.plaintext.subarray(0, 1).toString("hex"), "10");
			assert.equal(seen.plaintext.length, 2 + seen.plaintext[1]);
		});
	}
}
