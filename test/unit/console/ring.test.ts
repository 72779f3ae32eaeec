import { FakeTerminal } from "fakes/console";
import { equal, ok, ROUGH, test } from "harness";

const LOST = "input came faster than it could be taken: a line was dropped, nothing of it was done";

test("waiting input: what is typed while a task runs waits, and runs behind it", () => {
	const terminal = new FakeTerminal();
	terminal.type("scan wifi\rset mqtt.port 1883\rget mqtt.port\r");
	equal(terminal.host.draft.changed, false);
	terminal.host.task.events.onDone();
	ok(terminal.output.includes("get mqtt.port\r\n1883\r\n"));
});

test("waiting input: when too much comes, the line it happens in is dropped whole, with a line that says so; the others run", () => {
	const terminal = new FakeTerminal();
	terminal.type("scan wifi\r");
	terminal.type("set mqtt.port 1883\r");
	terminal.type(`set device.name ${"x".repeat(5_000)}`);
	terminal.type("torn\r");
	terminal.type("get mqtt.port\r");
	terminal.take();
	terminal.host.task.events.onDone();
	const text = terminal.take();
	equal(text.split(LOST).length, 2, text);
	ok(text.indexOf("mqtt.port = 1883") < text.indexOf(LOST));
	ok(text.endsWith("get mqtt.port\r\n1883\r\nfieldfeed*> "), text);
	equal(terminal.host.draft.staged.get("device.name"), "fieldfeed");
});

test("waiting input: whatever comes meanwhile, a torn line is never run", () => {
	for (let length = 4_000; length < 4_200; length += ROUGH) {
		const terminal = new FakeTerminal();
		terminal.type("scan wifi\r");
		terminal.type(`${" ".repeat(length)}\rset device.name shed; save\rset mqtt.port 1883\r`);
		terminal.host.task.events.onDone();
		const name = terminal.host.draft.staged.get("device.name");
		ok(name === "fieldfeed" || name === "shed", String(name));
		ok(!terminal.output.includes("unknown"), terminal.output);
		equal(terminal.faults, []);
	}
});

test("waiting input: nothing but ends of lines is bounded, too", () => {
	const terminal = new FakeTerminal();
	terminal.type("scan wifi\r");
	for (let i = 0; i < 20; i++) terminal.type("\r".repeat(1_000));
	terminal.host.task.events.onDone();
	equal(terminal.run("get mqtt.port"), ["(not set)"]);
});

test("waiting input: a slow port holds input back, and nothing is lost or torn", () => {
	const terminal = new FakeTerminal({ room: 600 });
	for (let i = 1; i <= 60; i++) terminal.type(`set mqtt.port ${i}\r`);
	for (let i = 0; i < 1_000; i++) terminal.makeRoom(29);
	equal(terminal.overrun, false);
	equal(terminal.host.draft.staged.get("mqtt.port"), 60);
	for (let i = 1; i <= 60; i++) ok(terminal.output.includes(`mqtt.port = ${i}\r\n`), String(i));
});
