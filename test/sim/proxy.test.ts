import assert from "node:assert/strict";
import { test } from "node:test";
import { fault, pass, startProxied, until } from "../fakes/proxied";

test("without a fault bytes pass both ways, and so do the ends", async () => {
	const { connect } = await startProxied();
	const [client, server] = await connect();
	client.write("up");
	server.write("down");
	await until(() => server.text === "up" && client.text === "down", "bytes");
	client.socket.end();
	await until(() => server.ended, "the client's FIN");
	server.write(", still");
	await until(() => client.text === "down, still", "the other direction, still open");
	server.socket.end();
	await until(() => client.closed && server.closed && client.ended, "both ends");
	assert.deepEqual([client.error, server.error], ["", ""]);
});

test("an RST of one side is one for the other", async () => {
	const { connect } = await startProxied();
	const [client, server] = await connect();
	server.socket.resetAndDestroy();
	await until(() => client.closed, "the end");
	assert.equal(client.error, "ECONNRESET");
});

test("cut: both sides see a FIN", async () => {
	const { connect, proxy } = await startProxied();
	const [client, server] = await connect();
	proxy.apply(fault("cut"));
	await until(() => client.ended && server.ended, "both FINs");
	assert.deepEqual([client.error, server.error], ["", ""]);
	assert.deepEqual(proxy.counts.cut, { begun: 1, hit: 1 });
});

test("rst: both sides see an RST", async () => {
	const { connect, proxy } = await startProxied();
	const [client, server] = await connect();
	proxy.apply(fault("rst"));
	await until(() => client.closed && server.closed, "both ends");
	assert.deepEqual([client.error, server.error], ["ECONNRESET", "ECONNRESET"]);
});

test("stall: bytes are held in its direction alone, and pass in order when it is over", async () => {
	const { connect, proxy } = await startProxied();
	const [client, server] = await connect();
	proxy.apply(fault("stall", { ms: 300, way: "up" }));
	client.write("one ");
	await pass(50);
	client.write("two");
	client.socket.end();
	server.write("down");
	await until(() => client.text === "down", "the other direction");
	await pass(100);
	assert.equal(server.text, "");
	assert.equal(server.ended, false, "a FIN is held, too");
	await until(() => server.ended, "the end of it");
	assert.equal(server.text, "one two");
	assert.equal(proxy.counts.stall.hit, 1);
});

test("half-open: nothing passes any more, not even an end, and nobody is told; a new connection is fine", async () => {
	const { connect, proxy } = await startProxied();
	const [client, server] = await connect();
	const [second, secondServer] = await connect();
	proxy.apply(fault("half-open"));
	client.write("lost");
	server.write("lost");
	second.socket.end();
	await pass(150);
	assert.deepEqual([client.text, server.text, client.closed, server.closed], ["", "", false, false]);
	assert.deepEqual([secondServer.ended, secondServer.closed], [false, false], "the FIN went nowhere");
	const [third, thirdServer] = await connect();
	third.write("new");
	await until(() => thirdServer.text === "new", "bytes of a new connection");
});

test("byte-by-byte: each byte is a segment of its own, in order, and afterwards all pass at once", async () => {
	const { connect, proxy } = await startProxied();
	const [client, server] = await connect();
	proxy.apply(fault("byte-by-byte", { ms: 60_000, amount: 30 }));
	client.write("0123456789");
	await until(() => server.text === "0123456789", "all bytes");
	assert.ok(server.reads.length >= 5, `${server.reads.length} reads`); // a reader that comes late may find two
	assert.ok(server.reads[server.reads.length - 1].at - server.reads[0].at >= 9 * 30 - 30);
	assert.equal(proxy.counts["byte-by-byte"].hit, 1);
	proxy.clear();
	client.write("whole");
	await until(() => server.text.endsWith("whole"), "the rest");
	assert.equal(server.reads[server.reads.length - 1].text, "whole");
});

test("latency: bytes come later by so much; jitter: by less than so much, and in order", async () => {
	const { connect, proxy } = await startProxied();
	const [client, server] = await connect();
	proxy.apply(fault("latency", { ms: 60_000, amount: 200 }));
	let start = performance.now();
	client.write("late");
	await until(() => server.text === "late", "bytes");
	assert.ok(server.reads[0].at - start >= 195);
	proxy.clear();
	proxy.apply(fault("jitter", { ms: 60_000, amount: 100 }));
	start = performance.now();
	for (let i = 0; i < 10; i++) {
		client.write(`${i}`);
		await pass(2);
	}
	await until(() => server.text.length === 14, "ten bytes more");
	assert.equal(server.text, "late0123456789");
	assert.ok(performance.now() - start < 5_000);
	assert.equal(proxy.counts.jitter.hit, 1);
});

test("throttle: so many bytes a second pass", async () => {
	const { connect, proxy } = await startProxied();
	const [client, server] = await connect();
	proxy.apply(fault("throttle", { ms: 60_000, amount: 1_000 }));
	const start = performance.now();
	client.write("x".repeat(500));
	await until(() => server.text.length === 500, "500 bytes");
	assert.ok(performance.now() - start >= 440, "at 1000 bytes a second");
});

test("coalesce: what is written one by one comes as one", async () => {
	const { connect, proxy } = await startProxied();
	const [client, server] = await connect();
	proxy.apply(fault("coalesce", { ms: 60_000, amount: 250 }));
	for (const part of ["a", "b", "c"]) {
		client.write(part);
		await pass(20);
	}
	await until(() => server.text !== "", "bytes");
	assert.deepEqual(
		server.reads.map(({ text }) => text),
		["abc"],
	);
});

test("refuse: the connections end, new ones are refused, and are taken again when it is over", async () => {
	const { connect, dial, proxy } = await startProxied();
	const [client] = await connect();
	proxy.apply(fault("refuse", { ms: 200 }));
	await until(() => client.ended, "the FIN");
	const refused = dial();
	await until(() => refused.closed, "the refusal");
	assert.equal(refused.error, "ECONNREFUSED");
	await pass(300);
	const [again, server] = await connect();
	again.write("again");
	await until(() => server.text === "again", "bytes");
});

test("silent: new connections are taken, hear nothing, and reach nobody; they end when it is over", async () => {
	const { accepted, dial, proxy } = await startProxied();
	proxy.apply(fault("silent", { ms: 250 }));
	const client = dial();
	client.write("hello");
	await pass(120);
	assert.deepEqual([client.text, client.ended, accepted.length], ["", false, 0]);
	assert.equal(proxy.counts.silent.hit, 1);
	await until(() => client.ended, "the end of it");
});

test("handshake: the next connection ends behind so many bytes of the target's, the one after it is whole", async () => {
	const { connect, proxy } = await startProxied();
	proxy.apply(fault("handshake", { ms: 60_000, amount: 5 }));
	const [client, server] = await connect();
	client.write("ClientHello");
	server.write("ServerHello");
	await until(() => client.ended && server.ended, "the end");
	assert.equal(client.text, "Serve");
	const [second, secondServer] = await connect();
	secondServer.write("ServerHello");
	await until(() => second.text === "ServerHello", "all of it");
	assert.deepEqual(proxy.counts.handshake, { begun: 1, hit: 1 });
});

test("corrupt: one bit of the next bytes is turned, once, in its direction", async () => {
	const { connect, proxy } = await startProxied();
	const [client, server] = await connect();
	proxy.apply(fault("corrupt", { ms: 60_000, way: "down" }));
	client.write("aaaa");
	await until(() => server.text === "aaaa", "the other direction");
	server.write("aaaa");
	await until(() => client.text.length === 4, "bytes");
	server.write("aaaa");
	await until(() => client.text.length === 8, "bytes");
	assert.equal(client.text, "aaqaaaaa"); // 0x61 with bit 4 turned
});

test("truncate: half of the next bytes pass, then the connection ends", async () => {
	const { connect, proxy } = await startProxied();
	const [client, server] = await connect();
	proxy.apply(fault("truncate", { ms: 60_000, way: "up" }));
	client.write("01234567");
	await until(() => server.ended && client.ended, "the end");
	assert.equal(server.text, "0123");
	assert.deepEqual([client.error, server.error], ["", ""]);
});

test("faults that last overlap, and hold refuses besides them until release", async () => {
	const { connect, dial, proxy } = await startProxied();
	const [client, server] = await connect();
	proxy.apply(fault("stall", { ms: 60_000, way: "both" }));
	proxy.apply(fault("latency", { ms: 60_000, amount: 50 }));
	client.write("held");
	await pass(100);
	assert.equal(server.text, "");
	proxy.clear();
	await until(() => server.text === "held", "bytes when all is over");
	proxy.hold();
	const refused = dial();
	await until(() => refused.error === "ECONNREFUSED", "the refusal");
	assert.equal(client.closed, false, "what is open stays open");
	await proxy.release();
	await connect();
});
