import { SerialPort } from "console/serial-port";
import { FakeTerminal } from "fakes/console";
import { FakeSerialWire } from "fakes/serial";
import { equal, ok, test } from "harness";

test("serial port: what waits when the driver has lost input is thrown away, and that is told once", () => {
	const wire = new FakeSerialWire();
	const told: string[] = [];
	new SerialPort(wire.options, {
		onBytes: (_bytes, count) => told.push(`${count} bytes`),
		onLost: () => told.push("lost"),
		onRoom: () => undefined,
	});
	wire.arrive([1, 2]);
	wire.overruns = 3;
	wire.arrive(new Uint8Array(900));
	wire.arrive([3]);
	equal(told, ["2 bytes", "lost", "1 bytes"]);
});

test("a line that the port has torn is not run, and the next one is", () => {
	const terminal = new FakeTerminal();
	terminal.type("set device.name sh");
	terminal.lose();
	terminal.type("ed\rset device.name barn\r");
	equal(terminal.host.draft.staged.get("device.name"), "barn");
	ok(terminal.output.includes("a line was dropped"), terminal.output);
});

test("a paste that the port has torn is refused whole", () => {
	const terminal = new FakeTerminal();
	terminal.type('import\r{ "device": {\r');
	terminal.lose();
	terminal.type('"name": "barn" } }\r');
	terminal.clock.advance(2_000);
	equal(terminal.host.draft.changed, false);
	terminal.run("set device.name shed");
	equal(terminal.host.draft.staged.get("device.name"), "shed");
});
