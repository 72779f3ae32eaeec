import { Claim } from "console/command";
import { FakeTerminal } from "fakes/console";
import { FakeHost, sealed } from "fakes/host";
import { equal, ok, test } from "harness";

test("visit: before the first byte nothing of a conversation is made, and prompt and log lines are shown", () => {
	let made = 0;
	const terminal = new FakeTerminal({
		intruder: () => {
			made++;
			return { take: () => Claim.No, busy: false, close: () => undefined };
		},
	});
	terminal.console.line("a log line");
	terminal.console.apply();
	terminal.makeRoom(100);
	terminal.clock.advance(86_400_000);
	equal([terminal.console.visited, made, terminal.clock.pending], [false, 0, 0]);
	equal(terminal.output, "fieldfeed> \ra log line \r\nfieldfeed> ");
	terminal.type("h");
	equal([terminal.console.visited, made, terminal.clock.pending], [true, 1, 1]);
	terminal.type("elp\r");
	equal(made, 1);
});

test("visit: the first byte and those that come with it are all taken", () => {
	const terminal = new FakeTerminal();
	terminal.type("set mqtt.port 1883\rget mqtt.port\rhel");
	ok(terminal.output.includes("\r\n1883\r\n"), terminal.output);
	equal(terminal.screen.line, "fieldfeed*> hel");
});

test("visit: it begins with a paste as well as with a key", () => {
	const terminal = new FakeTerminal();
	terminal.type('{"device.name": "shed"}\r');
	equal(terminal.host.draft.staged.get("device.name"), "shed");
	const keys = new FakeTerminal();
	keys.keys("get mqtt.port\r");
	equal(keys.screen.rows, ["fieldfeed> get mqtt.port", "(not set)", "fieldfeed>"]);
});

test("visit: input that is lost before any has come is told, and tears the line", () => {
	const terminal = new FakeTerminal();
	terminal.lose();
	terminal.type("set device.name shed\rget mqtt.port\r");
	ok(terminal.output.includes("a line was dropped"), terminal.output);
	ok(terminal.output.endsWith("(not set)\r\nfieldfeed> "), terminal.output);
	equal(terminal.host.draft.changed, false);
});

test("visit: what shares the line sees the very first byte", () => {
	const seen: number[] = [];
	const terminal = new FakeTerminal({
		intruder: () => ({
			take(byte) {
				seen.push(byte);
				return Claim.Yes;
			},
			busy: false,
			close: () => undefined,
		}),
	});
	terminal.bytes([1, 2, 3]);
	equal(seen, [1, 2, 3]);
	equal(terminal.screen.line, "fieldfeed>");
});

test("visit: in JSON mode nothing is shown or echoed, and the first line is answered", () => {
	const terminal = new FakeTerminal({ json: true });
	equal(terminal.output, "");
	terminal.type("get mqtt.port\r");
	equal(terminal.output, '{"ok":true,"command":"get","key":"mqtt.port","value":null,"set":false}\r\n');
});

test("visit: a prompt that had no room at first comes as there is some, with nobody there", () => {
	const terminal = new FakeTerminal({ room: 0 });
	equal(terminal.output, "");
	terminal.makeRoom(1_000);
	equal([terminal.output, terminal.console.visited], ["fieldfeed> ", false]);
});

test("visit: a locked console is locked for the first line, too", () => {
	const terminal = new FakeTerminal({
		host: new FakeHost({ stored: { "console.password": sealed("correct horse") } }),
	});
	equal(terminal.run("get mqtt.host"), ['the console is locked: "unlock" first']);
});
