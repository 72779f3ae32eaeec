import { FakeTerminal } from "fakes/console";
import { equal, ok, test } from "harness";

test("log lines: come above the line being typed, which stands as it was", () => {
	const terminal = new FakeTerminal();
	terminal.type("get mqtt.host\x02\x02");
	terminal.console.line("    1.000 connected");
	terminal.console.line("    2.000 pingreq");
	equal(terminal.screen.rows, ["    1.000 connected", "    2.000 pingreq", "fieldfeed> get mqtt.host"]);
	equal(terminal.screen.column, "fieldfeed> get mqtt.ho".length);
	terminal.type("X");
	equal(terminal.screen.line, "fieldfeed> get mqtt.ho***", "no key starts so");
});

test("log lines: a hidden question stays hidden when it is drawn again", () => {
	const terminal = new FakeTerminal();
	terminal.type("set mqtt.password\rhunter2");
	terminal.console.line("a log line");
	equal(terminal.screen.line, "mqtt.password: *******");
	terminal.type("\r");
	ok(!terminal.output.includes("hunter2"));
	equal(terminal.host.draft.staged.get("mqtt.password"), "hunter2");
});

test("log lines: while nothing is typed there is no escape sequence in the output", () => {
	const terminal = new FakeTerminal();
	terminal.console.line("    1.000 connected");
	terminal.console.line("x");
	ok(!terminal.output.includes("\x1b"), JSON.stringify(terminal.output));
	equal(terminal.screen.rows, ["    1.000 connected", "x", "fieldfeed>"]);
});

test("log lines: without room they are dropped and counted, and what is typed is not", () => {
	const terminal = new FakeTerminal({ room: 500 });
	terminal.makeRoom(-terminal.room);
	for (let i = 0; i < 7; i++) terminal.console.line(`line ${i}`);
	terminal.type("get mqtt.port\r");
	terminal.makeRoom(10_000);
	terminal.console.line("the next");
	ok(terminal.output.includes("(7 lines dropped)\r\n"), terminal.output);
	ok(terminal.output.includes("get mqtt.port\r\n(not set)\r\n"), terminal.output);
	ok(terminal.output.includes("the next"));
	equal(terminal.overrun, false);
});

test("log lines: between the lines of an answer, never inside of one", () => {
	const terminal = new FakeTerminal({ room: 700 });
	terminal.type("show\r");
	const lines: string[] = [];
	for (let i = 0; i < 400; i++) {
		terminal.makeRoom(11);
		terminal.console.line(`log ${i}`);
	}
	terminal.makeRoom(1_000_000);
	for (const line of terminal.output.split("\r\n")) if (line.includes(" = ")) lines.push(line);
	const whole = new FakeTerminal();
	equal(lines, whole.run("show"), "every line of the answer, whole");
	equal(terminal.overrun, false);
});

test("log lines: off means none; the level is a property that whoever reports reads", () => {
	const terminal = new FakeTerminal({ level: "error" });
	equal(terminal.console.level, "error");
	equal(terminal.run("log off"), ["log: off"]);
	terminal.console.line("not to be seen");
	equal(terminal.run("LOG Debug"), ["log: debug"]);
	equal(terminal.console.level, "debug");
	ok(!terminal.output.includes("not to be seen"));
	ok(terminal.run("log loud")[0].startsWith("log: allowed is"));
});
