import assert from "node:assert/strict";
import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";
import { after, test } from "node:test";
import fc from "fast-check";
import { ContentType, RecordFinder, type TlsRecord } from "../../sim/bench/lin/records";
import { type PassedRecord, Relay } from "../../sim/bench/lin/relay";
import { costsOf, handshakeOf } from "../../sim/bench/lin/summary";
import { until } from "../fakes/mosquitto";

/** A record of so many bytes behind its header. */
function record(type: ContentType, length: number): Buffer {
	return Buffer.from([type, 3, 3, length >> 8, length & 0xff, ...new Array(length).fill(0x17)]);
}

/** The records of these bytes, which come in these pieces. */
function found(bytes: Uint8Array, pieces: readonly number[]): readonly TlsRecord[] {
	const finder = new RecordFinder();
	const all: TlsRecord[] = [];
	let at = 0;
	for (const piece of [...pieces, bytes.length]) {
		all.push(...finder.take(bytes.subarray(at, at + piece)));
		at += piece;
	}
	return all;
}

test("TLS records are found however their bytes are cut (RFC 5246 §6.2.1)", () => {
	const lengths = fc.array(fc.oneof(fc.nat(40), fc.nat(16_384)), { maxLength: 6 });
	fc.assert(
		fc.property(lengths, fc.array(fc.nat(600)), (sizes, pieces) => {
			const bytes = Buffer.concat(sizes.map((size) => record(ContentType.ApplicationData, size)));
			let start = 0;
			const wanted = sizes.map((size) => {
				const one = { type: ContentType.ApplicationData, start, end: start + 5 + size };
				start = one.end;
				return one;
			});
			assert.deepEqual(found(bytes, pieces), wanted);
		}),
		{ numRuns: 200 },
	);
});

test("a record counts when its last byte is there, byte by byte too", () => {
	const bytes = Buffer.concat([record(ContentType.Handshake, 300), record(ContentType.ApplicationData, 0)]);
	const finder = new RecordFinder();
	const ends: number[] = [];
	for (let i = 0; i < bytes.length; i++) if (finder.take(bytes.subarray(i, i + 1)).length > 0) ends.push(i + 1);
	assert.deepEqual(ends, [305, 310]);
	assert.deepEqual(
		found(bytes.subarray(0, 309), []).map(({ type }) => type),
		[ContentType.Handshake],
	);
});

/** Records that pass in this order: who sent each, its type and its length with its header. */
function passed(...rows: readonly (readonly [from: "client" | "server", type: ContentType, length: number])[]) {
	const ends = { client: 0, server: 0 };
	return rows.map(([from, type, length]): PassedRecord => {
		const start = ends[from];
		ends[from] += length;
		return { sent: from === "client", type, start, end: ends[from] };
	});
}

const FULL = passed(
	["client", ContentType.Handshake, 112],
	["server", ContentType.Handshake, 1_070],
	["client", ContentType.Handshake, 75],
	["client", ContentType.ChangeCipherSpec, 6],
	["client", ContentType.Handshake, 45],
	["server", ContentType.ChangeCipherSpec, 6],
	["server", ContentType.Handshake, 45],
	["client", ContentType.ApplicationData, 48],
	["server", ContentType.ApplicationData, 33],
	["client", ContentType.ApplicationData, 105],
	["client", ContentType.ApplicationData, 31],
	["server", ContentType.ApplicationData, 31],
	["client", ContentType.ApplicationData, 105],
	["client", ContentType.ApplicationData, 31],
);

test("a handshake ends with the first message, and is resumed when the server changes its keys first (RFC 5246 §7.3)", () => {
	assert.deepEqual(handshakeOf(FULL), { resumed: false, sent: 238, heard: 1_121 });
	const resumed = passed(
		["client", ContentType.Handshake, 144],
		["server", ContentType.Handshake, 79],
		["server", ContentType.ChangeCipherSpec, 6],
		["server", ContentType.Handshake, 45],
		["client", ContentType.ChangeCipherSpec, 6],
		["client", ContentType.Handshake, 45],
		["client", ContentType.ApplicationData, 48],
		["server", ContentType.ApplicationData, 33],
	);
	assert.deepEqual(handshakeOf(resumed), { resumed: true, sent: 195, heard: 130 });
	assert.throws(() => handshakeOf(FULL.slice(0, 5)), /has not ended/);
});

test("messages are counted without CONNECT, and packets without a body apart", () => {
	const writes = [112, 75, 51, 48, 105, 31, 105, 31];
	assert.deepEqual(costsOf(FULL, { writes, publishes: 2, bare: 2 }), {
		publish: { records: 1, bytes: 105, writes: 1 },
		bare: { records: 1, bytes: 31, writes: 1 },
	});
});

test("a message in several records, and a record in several writes, are told as such", () => {
	const start = passed(["client", ContentType.ApplicationData, 48], ["server", ContentType.ApplicationData, 33]);
	const split = [30, 31, 55, 77].map((length) => ["client", ContentType.ApplicationData, length] as const);
	const records = [...start, ...passed(["client", ContentType.ApplicationData, 48], ...split, ...split).slice(1)];
	const { publish } = costsOf(records, { writes: [48, 61, 55, 77, 61, 55, 40, 37], publishes: 2, bare: 0 });
	assert.deepEqual(publish, { records: 4, bytes: 193, writes: 3.5 });
	assert.throws(() => costsOf(records, { writes: [48, 61], publishes: 2, bare: 0 }), /writes are missing/);
});

test("the relay passes every byte both ways, tells the records, and cuts a connection", async () => {
	const heard = { server: 0, client: 0 };
	const server = net.createServer((socket) => {
		socket.on("error", () => socket.destroy());
		socket.on("data", (bytes) => {
			heard.server += bytes.length;
			if (heard.server === 105) socket.write(record(ContentType.Handshake, 20_000 >> 1));
		});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	after(() => server.close());
	const relay = await Relay.open((server.address() as AddressInfo).port);
	after(() => relay.close());
	const client: Socket = net.connect({ port: relay.port, host: "127.0.0.1" });
	await once(client, "connect");
	client.on("data", (bytes) => {
		heard.client += bytes.length;
	});
	client.write(record(ContentType.ApplicationData, 100));
	await until(() => heard.client === 10_005, "the answer");
	const [passage] = relay.passages;
	assert.equal(passage.clientPort, client.localPort);
	assert.deepEqual(passage.records, [
		{ sent: true, type: ContentType.ApplicationData, start: 0, end: 105 },
		{ sent: false, type: ContentType.Handshake, start: 0, end: 10_005 },
	]);
	const closed = once(client, "close");
	passage.cut();
	await closed;
});
