import { FakeTerminal } from "fakes/console";
import { equal, ok, test } from "harness";

const UP = "\x1b[A";
const DOWN = "\x1b[B";

test("history: the arrow keys and Ctrl-P, Ctrl-N go through the lines typed before, and back to the one being typed", () => {
	const terminal = new FakeTerminal();
	terminal.run("get mqtt.host");
	terminal.run("get mqtt.port");
	terminal.type(`sho${UP}`);
	equal(terminal.screen.line, "fieldfeed> get mqtt.port");
	terminal.type(`\x10${UP}${UP}`);
	equal(terminal.screen.line, "fieldfeed> get mqtt.host");
	terminal.type("\x0e");
	equal(terminal.screen.line, "fieldfeed> get mqtt.port");
	terminal.type(`${DOWN}${DOWN}`);
	equal(terminal.screen.line, "fieldfeed> sho");
});

test("history: a line with anything masked is not kept", () => {
	const terminal = new FakeTerminal();
	terminal.run("get mqtt.host");
	for (const line of ["set mqtt.password hunter2", "hunter2", "set mqtt.pasword hunter2", "unlock hunter2"]) {
		terminal.run(line);
		terminal.type(UP);
		equal(terminal.screen.line.replace("*>", ">"), "fieldfeed> get mqtt.host", line);
		terminal.type("\x15");
	}
});

test("history: a masked line is not kept to come back to, either", () => {
	const terminal = new FakeTerminal();
	terminal.run("get mqtt.host");
	terminal.type(`set mqtt.password hunter2${UP}${DOWN}`);
	equal(terminal.screen.line, "fieldfeed>");
});

test("history: answers to questions are not kept", () => {
	const terminal = new FakeTerminal();
	terminal.run("set mqtt.password");
	terminal.run("hunter2");
	terminal.run("factory-reset");
	terminal.run("no");
	terminal.type(`${UP}${UP}${UP}`);
	equal(terminal.screen.line, "fieldfeed*> set mqtt.password");
});

test("history: the same line twice is kept once, and the oldest lines go", () => {
	const terminal = new FakeTerminal();
	for (let i = 0; i < 40; i++) {
		terminal.run(`get mqtt.host ${" ".repeat(i)}`);
		terminal.run("get mqtt.port");
		terminal.run("get mqtt.port");
	}
	let steps = 0;
	for (let last = ""; steps < 100; steps++) {
		terminal.type(UP);
		const now = terminal.output.slice(-200);
		if (now === last) break;
		last = now;
	}
	ok(steps <= 17, `${steps} lines`);
});

test("history: a recalled line that is changed does not change what is kept", () => {
	const terminal = new FakeTerminal();
	terminal.run("get mqtt.host");
	terminal.type(`${UP}\x08\x08\x15`);
	terminal.run("");
	terminal.type(UP);
	equal(terminal.screen.line, "fieldfeed> get mqtt.host");
});

test("history: a lock forgets it", () => {
	const terminal = new FakeTerminal();
	terminal.run("set console.password correct horse; save");
	terminal.run("get mqtt.host");
	terminal.run("lock");
	terminal.type(UP);
	equal(terminal.screen.line, "fieldfeed (locked)>");
});
