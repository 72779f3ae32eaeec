import { SerialPort } from "console/serial-port";
import { FakeSerialWire } from "fakes/serial";
import { equal, test, throws } from "harness";

function open(room = 0): { wire: FakeSerialWire; port: SerialPort } {
	const wire = new FakeSerialWire();
	const port = new SerialPort(wire.options);
	if (room > 0) wire.writable(room);
	return { wire, port };
}

test("serial port: opens with 115200 baud unless the board says otherwise, as bytes", () => {
	const { wire } = open();
	equal([wire.port?.options.baud, wire.port?.options.format], [115_200, "buffer"]);
	const other = new FakeSerialWire();
	new SerialPort({ ...other.options, baud: 9_600, format: "number" });
	equal([other.port?.options.baud, other.port?.options.format], [9_600, "buffer"]);
});

test("serial port: throws what the class throws when the board has no such port", () => {
	class NoSerial {
		constructor() {
			throw new Error("no port");
		}
		write(): void {}
		close(): void {}
	}
	throws(() => new SerialPort({ io: NoSerial }), "no port");
});

test("serial port: a line goes out at once where there is room, ended by CR LF, in UTF-8", () => {
	const { wire, port } = open(64);
	port.line("one");
	port.line("é");
	equal(wire.take(), "one\r\n\xc3\xa9\r\n");
});

test("serial port: before the port is writable nothing is written; then everything, in order", () => {
	const { wire, port } = open();
	port.line("one");
	port.line("two");
	equal(wire.take(), "");
	wire.writable(64);
	equal(wire.take(), "one\r\ntwo\r\n");
});

test("serial port: never writes more than there is room for; the rest follows as there is more (back-pressure)", () => {
	const { wire, port } = open(2);
	port.line("abcdef");
	equal(wire.take(), "ab");
	port.line("gh");
	equal(wire.take(), "");
	let text = "";
	for (let i = 0; i < 12; i++) {
		wire.writable(1);
		text += wire.take();
	}
	equal(text, "cdef\r\ngh\r\n");
	equal(wire.overrun, false);
});

test("serial port: onWritable says how much room there is, it does not add up", () => {
	const { wire, port } = open();
	wire.writable(3);
	wire.writable(3);
	port.line("abcdef");
	equal(wire.take(), "abc");
	equal(wire.overrun, false);
});

test("serial port: an empty line is a line", () => {
	const { wire, port } = open(64);
	port.line("");
	equal(wire.take(), "\r\n");
});

test("serial port: a port that throws loses nothing; it goes on at the next onWritable", () => {
	const { wire, port } = open(64);
	wire.broken = true;
	port.line("one");
	port.line("two");
	equal(wire.writes, 1, "not asked again before it says that it has room");
	wire.writable(64);
	wire.broken = false;
	equal(wire.take(), "");
	wire.writable(64);
	equal(wire.take(), "one\r\ntwo\r\n");
});

test("serial port: closed twice, and lines after that, throw nothing and write nothing", () => {
	const { wire, port } = open(64);
	port.close();
	port.close();
	for (let i = 0; i < 1_000; i++) port.line("x".repeat(64));
	equal(wire.take(), "");
});
