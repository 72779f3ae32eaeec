import { Failure } from "core/result";
import { FakeClock } from "fakes/clock";
import { FakeWire } from "fakes/transport";
import { equal, fromHex, test } from "harness";
import { EitherTransport, WAY_MS, type WayMemory } from "net/either";

/** Two ways in a test's hands. */
class Bench {
	readonly clock = new FakeClock();
	readonly wires = [new FakeWire(), new FakeWire()] as const;
	readonly memory: WayMemory = { first: 0 };
	readonly events: string[] = [];
	/** Which way was tried, in order, with how many connections so far. */
	get opened(): readonly number[] {
		return this.wires.map(({ connections }) => connections.length);
	}

	round(): EitherTransport {
		const target = new Uint8Array(16);
		const either: EitherTransport = new EitherTransport({
			ways: [this.wires[0].options, { ...this.wires[1].options, port: 443 }],
			memory: this.memory,
			clock: this.clock,
			onOther: (port) => this.events.push(`other ${port}`),
			onWritable: (count) => this.events.push(`room ${count}`),
			onReadable: () => {
				while (either.read(target) > 0);
			},
			onClose: (failure) => this.events.push(`closed ${failure}`),
		});
		return either;
	}

	take(): string[] {
		return this.events.splice(0);
	}
}

test("either: the first way that opens is taken, and remembered", () => {
	const bench = new Bench();
	bench.round();
	bench.wires[0].last.open(100);
	equal([bench.take(), bench.opened, bench.memory.first], [["room 100"], [1, 0], 0]);
	bench.clock.advance(WAY_MS * 3);
	equal([bench.take(), bench.opened], [[], [1, 0]], "no deadline once it is open");
});

test("either: one that does not open is followed by the other at once, in the same attempt, and the other is remembered", () => {
	const bench = new Bench();
	bench.round();
	bench.wires[0].last.end(Failure.Unreachable);
	equal([bench.take(), bench.opened], [["other 443"], [1, 1]]);
	bench.wires[1].last.open(9);
	equal([bench.take(), bench.memory.first], [["room 9"], 1]);
	bench.wires[1].last.end(Failure.Closed);
	equal([bench.take(), bench.memory.first], [[`closed ${Failure.Closed}`], 1]);
	bench.round();
	equal(bench.opened, [1, 2], "what worked comes first");
});

test("either: one that is silent is given up for the other, and closed", () => {
	const bench = new Bench();
	bench.round();
	bench.clock.advance(WAY_MS - 1);
	equal(bench.opened, [1, 0]);
	bench.clock.advance(1);
	equal([bench.take(), bench.opened, bench.wires[0].last.closed], [["other 443"], [1, 1], true]);
	bench.clock.advance(WAY_MS * 2);
	equal([bench.take(), bench.wires[1].last.closed], [[], false], "the second's deadline is the owner's");
});

test("either: when both fail the attempt is over, once, with the failure that tells more and its detail", () => {
	const outcomes: readonly [Failure, Failure, Failure][] = [
		[Failure.Unreachable, Failure.TlsUntrusted, Failure.TlsUntrusted],
		[Failure.TlsUntrusted, Failure.Unreachable, Failure.TlsUntrusted],
		[Failure.TlsWrongHost, Failure.HttpStatus, Failure.TlsWrongHost],
		[Failure.Closed, Failure.Unreachable, Failure.Closed],
	];
	for (const [first, second, told] of outcomes) {
		const bench = new Bench();
		const either = bench.round();
		bench.wires[0].last.end(first, 1);
		bench.wires[1].last.end(second, 2);
		equal(bench.take(), ["other 443", `closed ${told}`]);
		equal([either.detail, bench.memory.first], [told === first ? 1 : 2, 0]);
	}
});

test("either: a name without an address is not looked up twice", () => {
	const bench = new Bench();
	bench.round();
	bench.wires[0].last.end(Failure.Resolve);
	equal([bench.take(), bench.opened], [[`closed ${Failure.Resolve}`], [1, 0]]);
});

test("either: a refused CONNECT is no reason to change the way", () => {
	const bench = new Bench();
	const either = bench.round();
	bench.wires[0].last.open();
	either.write(fromHex("1000"), 0, 2);
	bench.wires[0].last.receive(fromHex("20020005"));
	either.close();
	equal(bench.memory.first, 0);
});

test("either: a way that opens but brings no CONNACK comes second in the next round", () => {
	const ends: readonly ((bench: Bench, either: EitherTransport) => void)[] = [
		(_bench, either) => either.close(), // the owner's deadline
		(bench) => bench.wires[0].last.end(Failure.Closed),
		(bench, either) => {
			bench.wires[0].last.receive(fromHex("48545450"));
			either.close();
		},
	];
	for (const end of ends) {
		const bench = new Bench();
		const either = bench.round();
		bench.wires[0].last.open();
		either.write(fromHex("1000"), 0, 2);
		end(bench, either);
		equal(bench.memory.first, 1);
	}
});

test("either: opened and closed without a word, as the self-test does, changes nothing", () => {
	const bench = new Bench();
	const either = bench.round();
	bench.wires[0].last.open();
	either.close();
	either.close();
	equal([bench.memory.first, bench.wires[0].last.closed], [0, true]);
});

test("either: closed while it opens, it tries nothing more", () => {
	const bench = new Bench();
	bench.round().close();
	bench.clock.advance(WAY_MS * 3);
	equal([bench.take(), bench.opened, bench.wires[0].last.closed], [[], [1, 0], true]);
});

test("either: its overhead is that of the way it is on", () => {
	const bench = new Bench();
	bench.wires[1].overhead = 64;
	const either = bench.round();
	equal(either.overhead, 0);
	bench.wires[0].last.end(Failure.Unreachable);
	equal(either.overhead, 64);
});
