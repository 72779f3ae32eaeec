import { SerialPort } from "console/serial-port";
import { FakeSerialWire } from "fakes/serial";
import { equal, ok, test } from "harness";

test("serial port: all that has arrived is read at once, into one buffer", () => {
	const wire = new FakeSerialWire();
	const given: number[] = [];
	const buffers = new Set<Uint8Array>();
	new SerialPort(wire.options, {
		onBytes(bytes, count): void {
			buffers.add(bytes);
			for (let i = 0; i < count; i++) given.push(bytes[i]);
		},
		onLost(): void {},
		onRoom(): void {},
	});
	const sent = Array.from({ length: 700 }, (_, i) => i % 256);
	wire.arrive(sent);
	wire.arrive([1, 2]);
	equal(given, [...sent, 1, 2]);
	equal(buffers.size, 1);
});

test("serial port: a listener that throws ends it, once, and nothing escapes to the port", () => {
	const wire = new FakeSerialWire();
	let calls = 0;
	new SerialPort(wire.options, {
		onBytes(): void {
			calls++;
			throw new Error("a defect");
		},
		onLost(): void {},
		onRoom(): void {},
	});
	wire.arrive([1]);
	wire.arrive([2]);
	equal([calls, wire.closed], [1, 1]);
});

test("serial port: without a listener nothing is asked for", () => {
	const wire = new FakeSerialWire();
	new SerialPort(wire.options);
	ok(wire.port && !wire.port.options.onReadable);
});
