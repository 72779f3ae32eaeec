import { FakeTerminal } from "fakes/console";
import { calmStatus, FakeHost } from "fakes/host";
import { equal, ok, test } from "harness";

test("restart: at once when nothing is lost by it", () => {
	const terminal = new FakeTerminal();
	equal(terminal.run("restart"), ["restarting"]);
	equal(terminal.host.calls, ["restart"]);
});

test("restart: a word that is no yes is a no, also when nothing would be lost", () => {
	const terminal = new FakeTerminal();
	equal(terminal.run("restart no"), ["that was no yes: nothing was done"]);
	equal(terminal.host.calls, []);
	equal(terminal.run("restart yes"), ["restarting"]);
});

test("restart: asks when rows or changes would be lost; yes as an argument will do", () => {
	const host = new FakeHost();
	host.now = { ...calmStatus(), kept: 2, durable: false };
	const terminal = new FakeTerminal({ host });
	terminal.run("set mqtt.port 1883");
	terminal.type("restart\r");
	ok(terminal.screen.rows.includes("lost by it: 2 rows not published yet, 1 change not saved. Type yes to restart:"));
	equal(terminal.screen.line, ">", "a prompt that long leaves no room to type behind it");
	equal(terminal.run("y"), ["that was no yes: nothing was done"]);
	equal(host.calls, []);
	terminal.run("restart yes");
	equal(host.calls, ["restart"]);
});

test("restart: rows that outlive it are not lost by it", () => {
	const host = new FakeHost();
	host.now = { ...calmStatus(), kept: 2, durable: true };
	equal(new FakeTerminal({ host }).run("restart"), ["restarting"]);
	equal(host.calls, ["restart"]);
});

test("factory-reset: only with a yes, and says when it could not", () => {
	const terminal = new FakeTerminal();
	terminal.type("factory-reset\r");
	equal(terminal.screen.line, "settings, secrets and rows will be erased. Type yes to go on:");
	equal(terminal.run(""), ["that was no yes: nothing was done"]);
	equal(terminal.host.calls, []);
	equal(terminal.run("factory-reset YES"), ["erased; restarting"]);
	terminal.host.problem = "the storage could not be erased";
	equal(terminal.run("factory-reset yes"), ["the storage could not be erased"]);
});

test("version: what runs here", () => {
	equal(new FakeTerminal().run("version"), ["version    0.1.0", "engine     XS"]);
});

test("save: says first what the plan would mind, and saves all the same", () => {
	const terminal = new FakeTerminal();
	terminal.host.warnings = ["channel.1.id: not set, but channel.1.field1 is"];
	terminal.run("set mqtt.port 1883");
	const lines = terminal.run("save");
	equal(lines[0], "warning: channel.1.id: not set, but channel.1.field1 is");
	ok(lines[1].startsWith("saved 1 change ("), lines[1]);
	equal(terminal.run("save"), ["nothing is staged: nothing was stored"]);
	equal(terminal.host.calls, ["apply"]);
});

test("save: what could not be stored stays staged, and is not applied", () => {
	const terminal = new FakeTerminal();
	terminal.run("set mqtt.port 1883");
	terminal.host.storage.broken = "write";
	ok(terminal.run("save")[0].length > 10);
	equal(terminal.screen.line, "fieldfeed*>");
	equal(terminal.host.calls, []);
});

test("show: what is set, what has a fallback, and what is not saved; in the schema's order, secrets as stars", () => {
	const host = new FakeHost({
		build: { "channel.2.id": "22", "channel.1.id": "11", "mqtt.password": "hunter2", "mqtt.ca": undefined },
	});
	const terminal = new FakeTerminal({ host });
	terminal.run("set channel.1.field1 air.temperature; set mqtt.port 1883");
	equal(terminal.run("show channel"), [
		"  channel.1.id = 11",
		"* channel.1.field1 = air.temperature",
		"  channel.2.id = 22",
	]);
	const mqtt = terminal.run("show MQTT.p");
	equal(mqtt, [
		"* mqtt.port = 1883",
		"  mqtt.path = /mqtt (default)",
		"  mqtt.password = ********",
		"  mqtt.profile = thingspeak (default)",
	]);
	ok(terminal.run("show").includes("  mqtt.keepAlive = 240 (default)"));
	equal(terminal.run("show hunter"), [
		"unknown key: keys start with device, net, time, mqtt, channel, journal, subscription, sensor or console",
	]);
	equal(terminal.run("diff"), ["channel.1.field1: (not set) -> air.temperature", "mqtt.port: (not set) -> 1883"]);
});

test("help: fits a screen, names every command, explains one, and knows no other", () => {
	const terminal = new FakeTerminal();
	const lines = terminal.run("help");
	ok(lines.length <= 23 && lines.every((line) => line.length <= 79), lines.join("\n"));
	for (const name of ["show", "factory-reset", "unlock", "test"])
		ok(
			lines.some((line) => line.split(/ +/).includes(name)),
			name,
		);
	equal(terminal.run("help SAVE"), ["save", "  store what is staged, all or nothing, and put it in force"]);
	ok(terminal.run("help all").length > 25);
	for (const line of [...terminal.run("help all"), ...terminal.run("help set"), ...terminal.run("help provision")])
		ok(line.length <= 79, line);
	equal(terminal.run("help hunter2"), ['unknown command: "help" lists what there is']);
});
