import { SerialPort } from "console/serial-port";
import { FakeSerialWire } from "fakes/serial";
import { equal, test, throws } from "harness";

const WAITING_MAX = 4_096;

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
		read(): undefined {}
		write(): void {}
		close(): void {}
	}
	throws(() => new SerialPort({ io: NoSerial }), "no port");
});

test("serial port: text goes out at once where there is room, in UTF-8", () => {
	const { wire, port } = open(64);
	port.write("one\r\n");
	port.write("é€\u{1f600}");
	equal(wire.take(), "one\r\n\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
});

test("serial port: half a surrogate pair becomes U+FFFD", () => {
	const { wire, port } = open(64);
	port.write("a\ud800b");
	equal(wire.take(), "a\xef\xbf\xbdb");
});

test("serial port: before the port is writable nothing is written; then everything, in order", () => {
	const { wire, port } = open();
	port.write("one");
	port.write("two");
	equal(wire.take(), "");
	wire.writable(64);
	equal(wire.take(), "onetwo");
});

test("serial port: never writes more than there is room for; the rest follows as there is more (back-pressure)", () => {
	const { wire, port } = open(2);
	port.write("abcdef");
	equal(wire.take(), "ab");
	port.write("gh");
	equal(wire.take(), "");
	let text = "";
	for (let i = 0; i < 12; i++) {
		wire.writable(1);
		text += wire.take();
	}
	equal(text, "cdefgh");
	equal(wire.overrun, false);
});

test("serial port: onWritable says how much room there is, it does not add up", () => {
	const { wire, port } = open();
	wire.writable(3);
	wire.writable(3);
	port.write("abcdef");
	equal(wire.take(), "abc");
	equal(wire.overrun, false);
});

test("serial port: room is what may still wait; text that fits exactly is kept, one byte more is not", () => {
	const { wire, port } = open();
	equal(port.room, WAITING_MAX);
	port.write("x".repeat(WAITING_MAX - 2));
	equal(port.room, 2);
	port.write("€");
	equal(port.room, 2);
	port.write("éy");
	equal(port.room, 0);
	wire.writable(1_000_000);
	equal(wire.take(), `${"x".repeat(WAITING_MAX - 2)}\xc3\xa9`);
});

test("serial port: says that there is room when the port has taken something", () => {
	const wire = new FakeSerialWire();
	let calls = 0;
	const port = new SerialPort(wire.options, { onBytes(): void {}, onLost(): void {}, onRoom: () => void calls++ });
	port.write("x".repeat(100));
	wire.writable(60);
	equal([calls, port.room], [1, WAITING_MAX - 40]);
});

test("serial port: bytes are sent as they are, or not at all", () => {
	const { wire, port } = open(WAITING_MAX);
	port.send(Uint8Array.of(0, 0xff, 0x0a));
	equal(wire.take(), "\0\xff\n");
	port.send(new Uint8Array(WAITING_MAX + 1));
	equal(wire.take(), "");
});

test("serial port: a port that throws loses nothing; a byte at a time finds out whether it has room again", () => {
	const { wire, port } = open(64);
	wire.broken = true;
	port.write("one");
	port.write("two");
	equal(wire.writes, 2);
	wire.broken = false;
	port.write("!");
	equal(wire.take(), "o", "a port that was filled by others does not call by itself");
	wire.writable(64);
	equal(wire.take(), "netwo!");
});

test("serial port: closed twice, and text after that, throw nothing and write nothing", () => {
	const { wire, port } = open(64);
	port.close();
	port.close();
	for (let i = 0; i < 1_000; i++) port.write("x".repeat(64));
	equal([wire.take(), port.room, wire.closed], ["", 0, 1]);
});
