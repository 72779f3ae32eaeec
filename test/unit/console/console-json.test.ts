import { FakeTerminal } from "fakes/console";
import { equal, ok, test } from "harness";

function parsed(lines: readonly string[]): readonly Record<string, unknown>[] {
	return lines.map((line) => JSON.parse(line));
}

test("json: every answer is one line with ok, and there is nothing else: no echo, no prompt", () => {
	const terminal = new FakeTerminal();
	terminal.type("json on\r");
	equal(terminal.take().split("\r\n").slice(-2), ['{"ok":true,"command":"json"}', ""]);
	equal(parsed(terminal.run("get mqtt.host")), [
		{ ok: true, command: "get", key: "mqtt.host", value: "mqtt3.thingspeak.com", set: false },
	]);
	terminal.keys("\x1b[A\x08\x08");
	equal(terminal.run(""), []);
	equal(terminal.run("   "), []);
});

test("json: an error is one line with its code and text", () => {
	const terminal = new FakeTerminal({ json: true });
	const [unknown] = parsed(terminal.run("hunter2 hunter2"));
	equal([unknown.ok, unknown.error], [false, "unknownCommand"]);
	const [value] = parsed(terminal.run("set mqtt.port 0"));
	equal([value.ok, value.error], [false, "value"]);
	equal(parsed(terminal.run('get "'))[0].error, "syntax");
	equal(parsed(terminal.run("get"))[0].error, "usage");
	ok(!terminal.output.includes("hunter2"));
});

test("json: a batch is one line each, and stops at the first failure, which names what was not run", () => {
	const terminal = new FakeTerminal({ json: true });
	equal(
		parsed(terminal.run("set mqtt.port 1; set mqtt.port 0; save; hunter2; get mqtt.port")).map(({ ok, notRun }) => [
			ok,
			notRun,
		]),
		[
			[true, undefined],
			[false, ["save", "?", "get"]],
		],
	);
	equal(terminal.host.draft.active.get("mqtt.port"), undefined);
});

test("json: a question is an error; the last argument yes confirms", () => {
	const terminal = new FakeTerminal({ json: true });
	equal(parsed(terminal.run("set mqtt.password"))[0].error, "interactive");
	equal(parsed(terminal.run("factory-reset"))[0].error, "interactive");
	equal(parsed(terminal.run("factory-reset yes"))[0].ok, true);
	equal(terminal.host.calls, ["factoryReset"]);
	equal(parsed(terminal.run("export --with-secrets"))[0].error, "interactive");
});

test("json: secrets are stars, and exported only when asked for", () => {
	const terminal = new FakeTerminal({ json: true });
	terminal.run("set mqtt.password hunter2");
	const [shown] = parsed(terminal.run("show mqtt.pas"));
	equal(shown.settings, { "mqtt.password": "********" });
	equal(parsed(terminal.run("diff"))[0].changes, [{ key: "mqtt.password", before: null, after: "********" }]);
	equal(parsed(terminal.run("export"))[0].settings, {});
	ok(!terminal.output.includes("hunter2"));
	equal(parsed(terminal.run("export --with-secrets yes"))[0].settings, { "mqtt.password": "hunter2" });
});

test("json: log lines are off unless asked for, and off again means as before", () => {
	const terminal = new FakeTerminal({ level: "debug" });
	terminal.run("json on");
	equal([terminal.console.level, terminal.console.json], ["off", true]);
	terminal.console.line('{"event":"x"}');
	ok(!terminal.output.includes("event"));
	terminal.run("log info");
	equal(terminal.console.level, "info");
	terminal.console.line('{"event":"x"}');
	ok(terminal.output.endsWith('{"event":"x"}\r\n'));
	terminal.run("json off");
	equal([terminal.console.level, terminal.console.json], ["debug", false]);
	equal(terminal.screen.line, "fieldfeed>");
});

test("json: every command that answers at once does so in one line that reads back", () => {
	const terminal = new FakeTerminal({ json: true });
	for (const line of [
		"help",
		"help set",
		"help all",
		"show",
		"show mqtt",
		"diff",
		"export",
		"status",
		"sensors",
		"queue",
		"time",
		"version",
		"log",
		"reload",
		"save",
		"lock",
		"unlock x",
	]) {
		const lines = terminal.run(line);
		equal(lines.length, 1, line);
		equal(typeof parsed(lines)[0].ok, "boolean", line);
	}
});

test("json: a task is one line at its end", () => {
	const terminal = new FakeTerminal({ json: true });
	equal(terminal.run("scan wifi"), []);
	terminal.host.task.events.onItem({ ssid: "field", rssi: -60 } as never);
	equal(terminal.take(), "");
	terminal.host.task.events.onDone();
	equal(JSON.parse(terminal.take()), { ok: true, command: "scan", found: [{ ssid: "field", rssi: -60 }] });
});
