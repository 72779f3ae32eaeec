import { SerialPort } from "console/serial-port";
import { FakeSerialWire } from "fakes/serial";
import { equal, ok, test } from "harness";

/** Bytes that wait at most. */
const WAITING_MAX = 4_096;

function open(): { wire: FakeSerialWire; port: SerialPort } {
	const wire = new FakeSerialWire();
	return { wire, port: new SerialPort(wire.options) };
}

/** Line number `i`, 64 bytes with its end. */
const line = (i: number): string => String(i).padStart(62, "-");

test("serial port: what waits is bounded: whole lines beyond it are dropped, the first ones kept", () => {
	const { wire, port } = open();
	for (let i = 0; i < 10_000; i++) port.line(line(i));
	wire.writable(1_000_000);
	const lines = wire.take().split("\r\n");
	equal(
		lines.slice(0, 64),
		Array.from({ length: 64 }, (_, i) => line(i)),
	);
	ok(lines.join("\r\n").length < WAITING_MAX + 100, `${lines.length} lines`);
});

test("serial port: a line that just fits is kept, one byte more is dropped", () => {
	const { wire, port } = open();
	port.line("x".repeat(WAITING_MAX - 2));
	port.line("");
	wire.writable(1_000_000);
	ok(wire.take().startsWith(`${"x".repeat(WAITING_MAX - 2)}\r\n`));
	const other = open();
	other.port.line("x".repeat(WAITING_MAX - 1));
	other.port.line("next");
	other.wire.writable(1_000_000);
	equal(other.wire.take(), "(1 lines dropped)\r\nnext\r\n");
});

test("serial port: how many lines were dropped is said as soon as there is room, in their place, once", () => {
	const { wire, port } = open();
	for (let i = 0; i < 64 + 7; i++) port.line(line(i));
	wire.writable(1_000_000);
	ok(wire.take().endsWith(`${line(63)}\r\n(7 lines dropped)\r\n`));
	port.line("next");
	port.line("more");
	equal(wire.take(), "next\r\nmore\r\n");
});

test("serial port: as long as the count finds no room either, further lines are dropped and counted", () => {
	const { wire, port } = open();
	for (let i = 0; i < 64 + 7; i++) port.line(line(i));
	wire.writable(10);
	port.line("short");
	equal(wire.take().length, 10);
	wire.writable(1_000_000);
	const text = wire.take();
	ok(text.endsWith(`${line(63)}\r\n(8 lines dropped)\r\n`), text.slice(-60));
});

test("serial port: a line that is no well-formed text is dropped and counted, not sent and not thrown", () => {
	const { wire, port } = open();
	wire.writable(1_000_000);
	port.line("a\0b");
	port.line("a\ud800");
	port.line("next");
	ok(wire.take().endsWith("next\r\n"));
	equal(wire.overrun, false);
});
