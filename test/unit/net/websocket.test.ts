import { Failure, Outcome } from "core/result";
import { WebSocketBench } from "fakes/lower";
import { seeded } from "fakes/random";
import { equal, fromHex, ok, test, toHex } from "harness";

const CONTROL_FRAME_MAX = 133;

test("websocket: the request goes out when the connection below is open, and only then", () => {
	const bench = new WebSocketBench();
	equal(bench.lower.writes.length, 0);
	bench.lower.open();
	const [request] = bench.lower.take();
	ok(request.startsWith("474554202f6d71747420485454502f312e310d0a"));
	equal(bench.events, [], "not writable before the upgrade");
});

test("websocket: without room for the request it waits", () => {
	const bench = new WebSocketBench({ overhead: 56 });
	bench.lower.open(180);
	equal(bench.lower.writes.length, 0);
	bench.lower.open(400);
	equal(bench.lower.writes.length, 1);
});

test("websocket: it is writable when the upgrade is done, wherever the answer is cut", () => {
	const { length } = new WebSocketBench().answer();
	for (let cut = 1; cut < length; cut++) {
		const bench = new WebSocketBench();
		bench.lower.open(1_000);
		const left = 1_000 - bench.lower.writes[0].length;
		bench.lower.receive(bench.answer().subarray(0, cut));
		equal(bench.events, []);
		bench.lower.receive(bench.answer().subarray(cut));
		equal(bench.events, [`room ${left - CONTROL_FRAME_MAX}`]);
	}
});

test("websocket: frames that come with the answer are not lost, and come behind the first onWritable", () => {
	const bench = new WebSocketBench({ buffer: 3 });
	bench.lower.open(1_000);
	bench.lower.receive(Uint8Array.from([...bench.answer(), ...fromHex("8204deadbeef8900820101")]));
	equal(bench.data, "deadbeef01");
	equal(bench.lower.take().at(-1), "8a8000000000", "the ping is answered");
});

test("websocket: a packet is one masked binary frame in one write; the packet stays as it is", () => {
	const bench = new WebSocketBench().opened();
	const packet = fromHex("ffff30050003612f62ffff");
	equal(bench.socket.write(packet, 2, 10), Outcome.Sent);
	equal(bench.lower.take(), ["828800000000" + "30050003612f62ff"]);
	equal(toHex(packet), "ffff30050003612f62ffff");
});

test("websocket: packets of every length go through one buffer that grows", () => {
	const bench = new WebSocketBench().opened(100_000);
	for (const length of [2, 300, 2, 125, 126, 3_000, 4, 4]) {
		const packet = Uint8Array.from({ length }, (_, i) => i);
		bench.socket.write(packet, 0, packet.length);
		const [frame, ...more] = bench.lower.take();
		equal(more, []);
		ok(frame.endsWith(toHex(packet)), `${length}`);
		equal(frame.length / 2, length + (length < 126 ? 6 : 8));
	}
});

test("websocket: nothing of a packet stays behind in the buffer that all frames are made in", () => {
	const bench = new WebSocketBench().opened();
	bench.socket.write(fromHex("1003706173"), 0, 5);
	const { last } = bench.lower;
	equal(last, new Uint8Array(last.length));
	bench.socket.write(fromHex("3003010203"), 0, 5);
	ok(bench.lower.last === last);
	equal(bench.lower.take().length, 2);
});

test("websocket: overhead is the frame's header and what is below", () => {
	equal(new WebSocketBench({ overhead: 56 }).socket.overhead, 64);
	equal(new WebSocketBench().socket.overhead, 8);
});

/** What the owner was told of is its own: a pong must not take it away, since the owner does not know of the pong. */
test("websocket: pings are answered out of the room that is held back, and wait when that is used up", () => {
	const bench = new WebSocketBench({ overhead: 10 }).opened(200);
	equal(bench.events, [`room ${200 - CONTROL_FRAME_MAX - 10}`]);
	bench.receive("8903010203");
	equal(bench.lower.take(), ["8a8300000000010203"]);
	bench.receive(`897d${"aa".repeat(125)}`);
	equal(bench.lower.take(), [], "no room: 181 is left, 57 of it the owner's");
	bench.receive("890155");
	equal(bench.lower.take(), ["8a810000000055"], "the newest counts (RFC 6455 §5.5.3)");
	const packet = new Uint8Array(57 - bench.socket.overhead);
	equal(bench.socket.write(packet, 0, packet.length), Outcome.Sent);
	bench.lower.take();
	bench.receive(`897d${"bb".repeat(125)}`);
	equal(bench.lower.take(), []);
	bench.lower.open(500);
	equal(bench.lower.take(), [`8afd00000000${"bb".repeat(125)}`]);
	equal(bench.events.at(-1), `room ${500 - 131 - 10 - CONTROL_FRAME_MAX - 10}`);
});

test("websocket: never more is written below than there is room for, whatever comes", () => {
	for (let seed = 1; seed <= 60; seed++) {
		const random = seeded(seed);
		const overhead = seed % 2 ? 56 : 0;
		const bench = new WebSocketBench({ overhead });
		let room = 600;
		let told = 0;
		bench.onWritable = (count) => {
			told = count;
		};
		const spend = (): void => {
			for (const write of bench.lower.take()) room -= write.length / 2 + overhead;
			ok(room >= 0, `seed ${seed}`);
		};
		bench.lower.open(room);
		spend();
		bench.lower.receive(bench.answer());
		for (let step = 0; step < 200; step++) {
			const length = Math.floor(random() * 126);
			if (random() < 0.5) bench.receive(`89${length.toString(16).padStart(2, "0")}${"cc".repeat(length)}`);
			else if (length + bench.socket.overhead <= told) {
				told -= length + bench.socket.overhead;
				bench.socket.write(new Uint8Array(length), 0, length);
			}
			spend();
			if (random() < 0.2) {
				room = Math.floor(random() * 700);
				bench.lower.open(room);
				spend();
			}
		}
	}
});

test("websocket: an answer that is none ends it, with what HTTP says", () => {
	const failures: readonly [(text: string) => string, Failure, number][] = [
		[(text) => text.replace("101", "403"), Failure.HttpStatus, 403],
		[(text) => text.replace("mqtt", "chat"), Failure.Subprotocol, 0],
		[(text) => text.replace("Accept: ", "Accept: A"), Failure.NotWebSocket, 0],
		[() => "SSH-2.0-x\r\n", Failure.NotWebSocket, 0],
	];
	for (const [change, failure, detail] of failures) {
		const bench = new WebSocketBench();
		bench.lower.open();
		bench.lower.receive(bench.answer(change));
		equal(bench.events, [], "not from inside");
		bench.lower.report();
		equal([bench.events, bench.socket.detail], [[`closed ${failure}`], detail]);
	}
});

test("websocket: the server's close gets its code back, and is told behind the data before it", () => {
	const bench = new WebSocketBench().opened();
	bench.receive("820420020005 8802 03e9 8201ff");
	equal(bench.data, "20020005");
	equal(bench.lower.take(), ["88820000000003e9"]);
	equal(bench.lower.failed, Failure.Closed);
	bench.lower.report();
	equal([bench.events.at(-1), bench.socket.detail], [`closed ${Failure.Closed}`, 1_001]);
	equal(bench.socket.write(Uint8Array.of(1), 0, 1), Outcome.Failed);
});

test("websocket: a close without a code gets one without a code back", () => {
	const bench = new WebSocketBench().opened();
	bench.receive("8800");
	equal(bench.lower.take(), ["888000000000"]);
	equal(bench.lower.failed, Failure.Closed);
});

test("websocket: a fault is told to the server with its code, and ends it", () => {
	for (const [hex, code] of [
		["810161", 1_003],
		["c200", 1_002],
		["827f0000000010000005", 1_009],
	] as const) {
		const bench = new WebSocketBench().opened();
		bench.receive(hex);
		equal(bench.lower.take(), [`888200000000${code.toString(16).padStart(4, "0")}`]);
		bench.lower.report();
		equal([bench.events.at(-1), bench.socket.detail], [`closed ${Failure.WebSocket}`, code]);
	}
});

test("websocket: close says 1000 behind what was written, if there is room, and waits for nothing", () => {
	const bench = new WebSocketBench().opened();
	bench.socket.write(fromHex("e000"), 0, 2);
	bench.socket.close();
	bench.socket.close();
	equal(bench.lower.take(), ["828200000000e000", "88820000000003e8"]);
	equal(bench.lower.closed, true);
	const full = new WebSocketBench().opened();
	full.lower.open(7);
	full.socket.close();
	equal([full.lower.take(), full.lower.closed], [[], true]);
});

test("websocket: closed before the upgrade is done, it says nothing more", () => {
	const bench = new WebSocketBench();
	bench.lower.open();
	bench.lower.take();
	bench.socket.close();
	equal([bench.lower.take(), bench.lower.closed, bench.events], [[], true, []]);
});

test("websocket: what ends below ends it, with what is below saying why", () => {
	const bench = new WebSocketBench();
	bench.lower.end(Failure.TlsAlert, 40);
	equal([bench.events, bench.socket.detail], [[`closed ${Failure.TlsAlert}`], 40]);
});

test("websocket: read gives what there is, up to the target's length, in every size of target", () => {
	for (let buffer = 1; buffer < 40; buffer++) {
		const bench = new WebSocketBench({ buffer });
		bench.opened();
		bench.receive("0203010203 8900 0000 800104 8200 820a05060708090a0b0c0d0e 8a00");
		equal(bench.data, "0102030405060708090a0b0c0d0e", `${buffer}`);
	}
});
