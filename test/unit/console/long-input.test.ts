import { FakeTerminal } from "fakes/console";
import { equal, ok, test } from "harness";

const TOO_LONG = "a line has 1024 bytes at most: this one was refused";

test("input: a line of 1,024 bytes is taken, one more is refused in one clear line", () => {
	const terminal = new FakeTerminal();
	const name = "set device.name ";
	const fits = terminal.run(`${name}${"x".repeat(1_024 - name.length)}`);
	ok(fits[0].startsWith("device.name: allowed is text of 1 to 32 bytes"), fits[0]);
	equal(terminal.run(`${name}${"x".repeat(1_025 - name.length)}`), [TOO_LONG]);
	equal(terminal.run(`${name}${"é".repeat(505)}`), [TOO_LONG]);
	equal(terminal.run("get device.name"), ["fieldfeed"]);
});

test("input: a megabyte without a newline changes nothing, is told in one line, and what follows runs", () => {
	const terminal = new FakeTerminal();
	const chunk = new Uint8Array(4_096).fill(0x61);
	for (let i = 0; i < 256; i++) terminal.bytes(chunk);
	ok(terminal.output.length < 10_000, `${terminal.output.length} characters were echoed`);
	terminal.take();
	terminal.type("\r");
	equal(terminal.take().split("\r\n").slice(1), [TOO_LONG, "fieldfeed> "]);
	equal(terminal.run("get mqtt.port"), ["(not set)"]);
	equal(terminal.faults, []);
});

test("input: Ctrl-C ends a line that is too long, too", () => {
	const terminal = new FakeTerminal();
	terminal.bytes(new Uint8Array(5_000).fill(0x61));
	terminal.type("\x03get mqtt.port\r");
	ok(terminal.output.endsWith("(not set)\r\nfieldfeed> "));
	ok(!terminal.output.includes(TOO_LONG));
});

test("input: NULs, invalid bytes and half characters between the bytes of a command change nothing", () => {
	const terminal = new FakeTerminal();
	const noise = [0x00, 0xff, 0xfe, 0xc3, 0x00, 0xe2, 0x82, 0x00, 0x80, 0xf0, 0x9f, 0x07, 0x1b, 0x5b, 0x39, 0x39, 0x7e];
	const bytes: number[] = [];
	for (const character of "set mqtt.port 1883") bytes.push(...noise, character.charCodeAt(0));
	terminal.bytes([...bytes, ...noise, 0x0d]);
	equal(terminal.host.draft.staged.get("mqtt.port"), 1883);
	terminal.bytes(new Uint8Array(100_000));
	equal(terminal.run("get mqtt.port"), ["1883"]);
});

test("input: a character that arrives in pieces is one character", () => {
	const terminal = new FakeTerminal();
	terminal.type("set device.name ");
	for (const byte of [0xe6, 0xbc, 0xa2, 0xf0, 0x9f, 0x98, 0x80]) {
		terminal.bytes([byte]);
		terminal.clock.advance(1);
	}
	terminal.type("\r");
	equal(terminal.host.draft.staged.get("device.name"), "漢\u{1f600}");
});

test("input: a pasted text is harmless in brackets", () => {
	const terminal = new FakeTerminal();
	equal(terminal.run("\x1b[200~get mqtt.port\x1b[201~"), ["(not set)"]);
});

test("input: a lone ESC does not eat a key that comes later", () => {
	const terminal = new FakeTerminal();
	terminal.type("\x1b");
	terminal.clock.advance(400);
	equal(terminal.run("get mqtt.port"), ["(not set)"]);
});

test("input: Ctrl-C discards the line, Ctrl-L clears the screen and keeps it", () => {
	const terminal = new FakeTerminal();
	terminal.type("set mqtt.port 1\x03");
	equal(terminal.screen.line, "fieldfeed>");
	equal(terminal.host.draft.changed, false);
	terminal.type("get\x0c");
	equal(terminal.screen.rows, ["fieldfeed> get"]);
});
