import { ImprovBench, packet } from "fakes/improv";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";

const STATE = packet(3, [2, 0]);

test("bytes of a packet never reach the console's line; what was typed around it does", () => {
	const bench = new ImprovBench();
	bench.send("sta");
	bench.send(STATE);
	bench.send("tus\r");
	equal(bench.typed, "status\r");
	equal(bench.take(), ["error 0", "state 2"]);
});

test("a line feed close behind a packet is the sender's; later it is a person's", () => {
	const bench = new ImprovBench();
	bench.send(STATE.subarray(0, -1));
	bench.clock.advance(101);
	bench.send("\n");
	equal(bench.typed, "\n");
	bench.send(STATE);
	bench.send("\n");
	equal(bench.typed, "\n\n");
});

test("text that begins as a packet does is text, and hides no packet behind it", () => {
	const bench = new ImprovBench();
	bench.send("IMPROV IMPIMPROVE\u0001");
	equal(bench.typed, "IMPROV IMPIMPROVE\u0001");
	bench.send("IMPRIMPROVIIMPRO");
	bench.send(STATE);
	equal(bench.typed, "IMPROV IMPIMPROVE\u0001IMPRIMPROVIIMPRO");
	equal(bench.take(), ["error 0", "state 2"]);
});

test("another version is not ours", () => {
	const bench = new ImprovBench();
	bench.send(packet(3, [2, 0], 2));
	equal([bench.take(), bench.typed.length], [[], 13]);
});

test("a packet whose rest does not come is dropped, and the line is the console's again", () => {
	const bench = new ImprovBench();
	bench.send(STATE.subarray(0, 9));
	bench.clock.advance(499);
	bench.send(STATE.subarray(9, 10));
	bench.clock.advance(500);
	equal(bench.take(), ["error 1"]);
	bench.send("help\r");
	equal(bench.typed, "help\r");
	equal(bench.clock.pending, 0);
});

test("any byte of a packet behind its header may be wrong: nothing is done, and the error says so or nothing does", () => {
	const wifi = packet(3, [1, 10, 4, 115, 104, 101, 100, 4, 1, 2, 3, 4]);
	for (let at = 7; at < wifi.length - 1; at++) {
		for (const flip of [1, 0x80]) {
			const bench = new ImprovBench();
			const bytes = wifi.slice();
			bytes[at] ^= flip;
			bench.send(bytes);
			bench.clock.advance(1_000);
			bench.send("help\r");
			ok(bench.typed.endsWith("help\r"), `${bench.typed} at ${at}`);
			equal(bench.take(), ["error 1"], `byte ${at}`);
			equal([bench.host.applied, bench.host.storage.steps], [0, 0]);
		}
	}
});

test("a length that does not fit, an unknown command and packets of other types", () => {
	const bench = new ImprovBench();
	for (const data of [[], [2], [2, 1], [2, 0, 0], [1, 3, 9, 65, 66]]) {
		bench.send(packet(3, data));
		equal(bench.take().at(-1), "error 1");
	}
	for (const command of [0, 5, 7, 255]) equal(bench.rpc(command), ["error 0", "error 2"]);
	for (const type of [0, 1, 2, 4, 5]) bench.send(packet(type, [2, 0]));
	equal(bench.take(), []);
});

test("our own packets, echoed by the line, are not answered", () => {
	const bench = new ImprovBench();
	bench.send(packet(2, [0]));
	bench.send(packet(1, [2]));
	equal([bench.take(), bench.typed], [[], ""]);
});

test("a port that is full gets the packets when it has room again, in their order", () => {
	const bench = new ImprovBench();
	bench.room = 20;
	equal(bench.rpc(3), ["error 0"]);
	bench.clock.advance(1_000);
	equal(bench.take(), []);
	bench.room = 1_000;
	bench.clock.advance(20);
	equal(bench.take(), ["result 3 fieldfeed|1.2.3|esp32c3|fieldfeed"]);
	bench.room = 0;
	for (let i = 0; i < 1_000; i++) bench.rpc(2);
	bench.room = 10_000;
	bench.clock.advance(20);
	equal(bench.take().length, 32);
});

test("random bytes with headers among them break nothing", () => {
	const random = seeded(86);
	const bench = new ImprovBench();
	for (let i = 0; i < 3_000; i++) {
		if (random() < 0.2) bench.send("IMPROV\u0001");
		bench.send(Uint8Array.of(Math.floor(random() * (random() < 0.5 ? 8 : 256))));
		bench.clock.advance(Math.floor(random() * 40));
		ok(!bench.take().includes("rubbish"));
	}
	equal([bench.faults, bench.host.applied], [0, 0]);
});
