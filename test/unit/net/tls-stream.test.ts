import { Failure } from "core/result";
import { FakeCore, FakeTcp } from "fakes/tls-core";
import { equal, ok, test, throws } from "harness";
import { TlsPhase } from "net/tls/core";
import { TlsSession } from "net/tls/session";
import { TlsStream } from "net/tls/stream";

const VERIFIED = 0xfe;
const REFUSED = 0xff;

/** A stream with everything it says to its owner. Byte VERIFIED opens it, REFUSED ends it, any other is plaintext. */
function stream(core = new FakeCore(), session?: TlsSession, more: object = {}) {
	const heard: [string, unknown][] = [];
	core.onByte = (byte) => {
		if (byte === VERIFIED) core.phase = TlsPhase.Open;
		else if (byte === REFUSED) core.end(Failure.TlsUntrusted);
		else core.plain.push(byte);
	};
	const tls = new TlsStream(core, {
		host: "broker.test",
		address: "192.0.2.1",
		port: 8_883,
		roots: [Uint8Array.of(1, 2), Uint8Array.of(3)],
		socket: { io: FakeTcp, ...more },
		...(session ? { session } : {}),
		now: 1_000,
		onReadable: (count) => heard.push(["readable", count]),
		onWritable: (count) => heard.push(["writable", count]),
		onError: (failure) => heard.push(["error", failure]),
	});
	return { tls, core, tcp: FakeTcp.last, heard };
}

test("tls stream: the core learns the host, the roots one behind the other, and the time", () => {
	const { core } = stream();
	equal(core.opened, {
		host: "broker.test",
		roots: Uint8Array.of(1, 2, 3),
		now: 1_000,
		session: undefined,
		certificate: undefined,
		key: undefined,
	});
});

test("tls stream: the first flight leaves when TCP is open, and nothing is writable before the server is verified", () => {
	const { tls, tcp, heard } = stream();
	tcp.writable(100);
	equal(tcp.writes, [[0x16]]);
	equal(heard, []);
	throws(() => tls.write(Uint8Array.of(0x10), 0, 1), "no room");
	tcp.writable(100);
	equal(heard, []);
	equal(tcp.writes.length, 1);
});

test("tls stream: verified, the room is what leaves in one write, less what a record adds", () => {
	const { tls, tcp, heard } = stream();
	tcp.writable(1_000);
	tcp.arrive(VERIFIED);
	equal(heard, [["writable", 999 - 56]]);
	equal(tls.write(Uint8Array.of(0xff, 0x10, 0x00, 0xff), 1, 3), 999 - 2 - 56);
	equal(tcp.writes, [[0x16], [0x10, 0x00]]);
	tcp.writable(500);
	equal(heard[1], ["writable", 500 - 56]);
});

test("tls stream: records of every length leave in one write each, the longest too", () => {
	const { tls, tcp } = stream();
	tcp.writable(100_000);
	tcp.arrive(VERIFIED);
	const lengths = [2, 256, 257, 1_600, 31, 1_984];
	for (const length of lengths) tls.write(new Uint8Array(length), 0, length);
	equal(
		tcp.writes.slice(1).map((bytes) => bytes.length),
		lengths,
	);
});

test("tls stream: verified with no room in TCP, it is told when there is some", () => {
	const { tcp, heard } = stream();
	tcp.writable(1);
	tcp.arrive(VERIFIED);
	equal(heard, []);
	tcp.writable(100);
	equal(heard, [["writable", 44]]);
});

test("tls stream: plaintext is announced record by record, the rest waits in TCP", () => {
	const { tls, tcp, heard } = stream();
	tcp.writable(100);
	tcp.arrive(VERIFIED, 0x20, 0x02);
	equal(heard.at(-1), ["readable", 1]);
	const target = new Uint8Array(8);
	equal(tls.read(target), 1);
	equal(target[0], 0x20);
	tls.pump();
	equal(heard.at(-1), ["readable", 1]);
	equal(tls.read(target), 1);
	equal(target[0], 0x02);
	tls.pump();
	equal(tls.read(target), 0);
});

test("tls stream: a server that is not verified ends it with the reason, after the alert has left", () => {
	const { tls, tcp, core, heard } = stream();
	core.detail = 8;
	tcp.writable(100);
	tcp.arrive(REFUSED);
	equal(tls.detail, 8);
	equal(heard, [["error", Failure.TlsUntrusted]]);
	equal(tcp.writes.at(-1), [0x15]);
	equal([tcp.closed, core.closed], [1, 1]);
	tls.close();
	equal([tcp.closed, core.closed, core.shutdowns], [1, 1, 0]);
});

test("tls stream: close says goodbye once, and nothing is called afterwards", () => {
	const { tls, tcp, core, heard } = stream();
	tcp.writable(100);
	tcp.arrive(VERIFIED);
	const before = heard.length;
	tls.close();
	tls.close();
	equal([core.shutdowns, core.closed, tcp.closed], [1, 1, 1]);
	equal(tcp.writes.at(-1), [0x15]);
	tcp.arrive(0x20);
	tcp.writable(50);
	tcp.callbacks.onError();
	equal(heard.length, before);
});

test("tls stream: TCP that ends is unreachable before it was open, and closed afterwards", () => {
	const early = stream();
	early.tcp.callbacks.onError();
	equal(early.heard, [["error", Failure.Unreachable]]);
	const late = stream();
	late.tcp.writable(100);
	late.tcp.callbacks.onError();
	equal(late.heard, [["error", Failure.Closed]]);
});

test("tls stream: what throws inside of a TCP callback ends it as a defect; nothing leaves the callback", () => {
	const { tcp, core, heard } = stream();
	core.onByte = () => {
		throw new TypeError("a defect");
	};
	tcp.writable(100);
	tcp.arrive(1);
	equal(heard, [["error", Failure.Internal]]);
	equal([tcp.closed, core.closed], [1, 1]);
});

test("tls stream: what cannot begin throws, and gives back what it took", () => {
	const core = new FakeCore();
	core.refuses = Failure.TlsMemory;
	throws(() => stream(core), "cannot begin");
	const other = new FakeCore();
	throws(() => stream(other, undefined, { fail: true }), "no socket");
	equal(other.closed, 1);
});

test("tls stream: TCP that throws at the goodbye is closed all the same, and nothing leaves close", () => {
	const { tls, tcp, core, heard } = stream();
	tcp.writable(100);
	tcp.room = 0;
	tls.close();
	equal([tcp.closed, core.closed], [1, 1]);
	equal(heard, []);
});

test("tls session: kept when verified, offered to the next connection, forgotten when it does not help", () => {
	const session = new TlsSession(8);
	const first = new FakeCore();
	first.session = Uint8Array.of(7, 7);
	const one = stream(first, session);
	one.tcp.writable(100);
	equal(session.bytes, undefined);
	one.tcp.arrive(VERIFIED);
	equal(session.bytes, Uint8Array.of(7, 7));

	const two = stream(new FakeCore(), session);
	equal(two.core.opened?.session, Uint8Array.of(7, 7));
	two.tcp.writable(100);
	two.tcp.arrive(REFUSED);
	equal(session.bytes, undefined);
});

test("tls session: no longer than what the core has, asked until it has one, and another takes its place", () => {
	const session = new TlsSession(8);
	const core = new FakeCore();
	equal([session.keep(core), session.keep(core), session.bytes], [false, false, undefined]);
	core.session = Uint8Array.of(1, 2, 3);
	ok(session.keep(core));
	equal([session.bytes, session.bytes?.buffer.byteLength], [Uint8Array.of(1, 2, 3), 3]);
	core.session = new Uint8Array(0);
	ok(!session.keep(core));
	equal(session.bytes, Uint8Array.of(1, 2, 3));
	core.session = Uint8Array.of(4, 5);
	ok(session.keep(core));
	equal(session.bytes, Uint8Array.of(4, 5));
});

test("tls session: comes back from a deep sleep; what is too long is passed over", () => {
	const session = new TlsSession(4);
	session.restore(Uint8Array.of(1, 2, 3));
	equal(session.bytes, Uint8Array.of(1, 2, 3));
	session.restore(new Uint8Array(5));
	equal(session.bytes, undefined);
	ok(!session.keep({ save: () => 0 }));
});

test("tls stream: the core learns the client certificate, one behind the other, and its key", () => {
	const core = new FakeCore();
	const key = Uint8Array.of(7, 8);
	new TlsStream(core, {
		host: "broker.test",
		address: "192.0.2.1",
		port: 8_883,
		roots: [],
		identity: { certificates: [Uint8Array.of(4), Uint8Array.of(5, 6)], key },
		socket: { io: FakeTcp },
		now: 1_000,
		onReadable: () => undefined,
		onWritable: () => undefined,
		onError: () => undefined,
	});
	equal([core.opened?.certificate, core.opened?.key], [Uint8Array.of(4, 5, 6), Uint8Array.of(7, 8)]);
});
