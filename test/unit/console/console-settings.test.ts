import { FakeTerminal } from "fakes/console";
import { equal, ok, test } from "harness";

test("console: set stages, the prompt marks it, save stores it and puts it in force", () => {
	const terminal = new FakeTerminal();
	equal(terminal.screen.line, "fieldfeed>");
	equal(terminal.run("set mqtt.port 1883"), ["mqtt.port = 1883"]);
	equal(terminal.screen.line, "fieldfeed*>");
	equal(terminal.host.draft.active.get("mqtt.port"), undefined);
	const [saved] = terminal.run("save");
	ok(saved.startsWith("saved 1 change ("), saved);
	equal(terminal.screen.line, "fieldfeed>");
	equal(terminal.host.draft.active.get("mqtt.port"), 1883);
	equal(terminal.host.calls, ["apply"]);
});

test("console: names match without regard to case, and keys are shown in their own spelling", () => {
	const terminal = new FakeTerminal();
	equal(terminal.run("SET MQTT.Host Broker.Example"), ["mqtt.host = broker.example"]);
	equal(terminal.run("Get mqtt.HOST"), ["broker.example"]);
});

test("console: the value is the rest of the line as it was typed", () => {
	const terminal = new FakeTerminal();
	equal(terminal.run("set device.name The old  shed"), ["device.name = The old  shed"]);
	equal(terminal.run('set device.name " two "'), ["device.name =  two "]);
});

test("console: text behind a closing quote is refused, with what to do", () => {
	const terminal = new FakeTerminal();
	equal(terminal.run("set device.name 'old' shed"), [
		"set: there is more behind the closing quote: quote all of it, or nothing",
	]);
	equal(terminal.host.draft.changed, false);
});

test("console: show tells a group in which nothing is set from one that does not exist", () => {
	const terminal = new FakeTerminal();
	equal(terminal.run("show channel"), ["(not set)"]);
	equal(terminal.run("show CHANNEL.2.f"), ["(not set)"]);
	ok(terminal.run("show chanel")[0].startsWith("unknown key: keys start with"));
});

test("console: unset and reload take back what was staged", () => {
	const terminal = new FakeTerminal();
	terminal.run("set mqtt.port 1883; set device.name shed");
	equal(terminal.run("unset MQTT.port"), ["mqtt.port = (not set)"]);
	equal(terminal.run("reload"), ["1 change forgotten"]);
	equal(terminal.screen.line, "fieldfeed>");
	equal(terminal.run("diff"), ["nothing is staged"]);
});
