import { Claim } from "console/command";
import { QUIET_MS } from "console/visit";
import { FakeTerminal } from "fakes/console";
import { equal, ok, test } from "harness";

/** True while the visit is there, much later than it would be over. */
function stays(terminal: FakeTerminal): boolean {
	terminal.clock.advance(2 * QUIET_MS + 1_000);
	return terminal.console.visited;
}

test("visit: a line that is begun is waited for, and gone on with", () => {
	const terminal = new FakeTerminal();
	terminal.type("get mqtt");
	equal(stays(terminal), true);
	terminal.type(".port\r");
	ok(terminal.output.endsWith("(not set)\r\nfieldfeed> "), terminal.output);
	equal(stays(terminal), false);
});

test("visit: a line that is refused is waited for up to its end", () => {
	const terminal = new FakeTerminal();
	terminal.bytes(new Uint8Array(1_100).fill(0x61));
	equal(stays(terminal), true);
	terminal.type("get mqtt.port\r");
	ok(terminal.output.endsWith("this one was refused\r\nfieldfeed> "), terminal.output);
	equal(stays(terminal), false);
});

test("visit: a torn line is waited for up to its end", () => {
	const terminal = new FakeTerminal();
	terminal.type("set device.name sh");
	terminal.lose();
	equal(stays(terminal), true);
	terminal.type("ed\r");
	equal(terminal.host.draft.changed, false);
	equal(stays(terminal), false);
});

test("visit: a question, a paste and the wizard are waited for", () => {
	for (const [line, rest] of [
		["set mqtt.password", "hunter2\r"],
		["import", "\x03"],
		["wizard", "\x03"],
	]) {
		const terminal = new FakeTerminal();
		terminal.type(`${line}\r`);
		equal(stays(terminal), true, line);
		if (line === "wizard") terminal.host.task.events.onDone();
		terminal.type(rest);
		terminal.clock.advance(1_000);
		equal(terminal.screen.line, line === "set mqtt.password" ? "fieldfeed*>" : "fieldfeed>", line);
		equal(stays(terminal), false, line);
	}
});

test("visit: a task is waited for, with what waits behind it", () => {
	const terminal = new FakeTerminal();
	terminal.type("scan wifi\rset device.name shed\r");
	equal(stays(terminal), true);
	terminal.host.task.events.onDone();
	terminal.clock.advance(0);
	equal(terminal.host.draft.staged.get("device.name"), "shed");
	equal(terminal.screen.line, "fieldfeed*>");
	equal(stays(terminal), false);
});

test("visit: an answer that the port has not taken is waited for", () => {
	const terminal = new FakeTerminal({ room: 600 });
	terminal.type("help\r");
	equal(stays(terminal), true);
	terminal.makeRoom(1_000_000);
	equal(terminal.screen.line, "fieldfeed>");
	equal(stays(terminal), false);
});

test("visit: a program's, in JSON mode, goes on until it leaves that", () => {
	const terminal = new FakeTerminal();
	terminal.run("json on");
	equal(stays(terminal), true);
	terminal.run("json off");
	equal(stays(terminal), false);
});

test("visit: what shares the line is waited for while it is busy", () => {
	const shared = { take: () => Claim.Yes, busy: true, close: () => undefined };
	const terminal = new FakeTerminal({ intruder: () => shared });
	terminal.type("x");
	equal(stays(terminal), true);
	shared.busy = false;
	equal(stays(terminal), false);
});

test("visit: a command that has waited for longer than that keeps its visit", () => {
	const terminal = new FakeTerminal();
	const { host } = terminal;
	host.apply = () => terminal.console.apply();
	terminal.type("scan wifi\rset device.name shed; save; get device.name\r");
	terminal.clock.advance(2 * QUIET_MS - 1);
	host.task.events.onDone();
	equal(terminal.console.visited, true);
	terminal.clock.advance(0);
	equal(terminal.screen.rows.slice(-2), ["shed", "shed>"]);
});
