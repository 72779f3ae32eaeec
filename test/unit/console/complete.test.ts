import { FakeTerminal } from "fakes/console";
import { FakeHost } from "fakes/host";
import { equal, test } from "harness";

function completed(line: string, host = new FakeHost()): string {
	const terminal = new FakeTerminal({ host });
	terminal.type(`${line}\t`);
	terminal.type("|");
	return terminal.screen.line.slice("fieldfeed> ".length);
}

test("completion: commands, in full with a space behind, or as far as they agree", () => {
	equal(completed("sav"), "save *");
	equal(completed("ver"), "version *");
	equal(completed("re"), "re*");
	equal(completed("res"), "restart *");
	equal(completed("SAV"), "SAVe *");
});

test("completion: keys, up to their next dot", () => {
	equal(completed("set mq"), "set mqtt.*");
	equal(completed("set mqtt.cli"), "set mqtt.clientId |");
	equal(completed("get mqtt.h"), "get mqtt.host *");
	equal(completed("get net.w"), "get net.wifi.*");
	equal(completed("show mqtt.pas"), "show mqtt.password *");
});

test("completion: numbers and names that are used, and the next number", () => {
	const host = new FakeHost({ build: { "channel.1.id": "7", "sensor.air.model": "sht3x" } });
	equal(completed("get channel.2.id", host), "get channel.2.id *");
	equal(completed("get sensor.a", host), "get sensor.air.*");
	equal(completed("set channel.1.field8", host), "set channel.1.field8 |");
});

test("completion: what a sensor's chip measures, and what is set of it", () => {
	const host = new FakeHost({
		build: { "sensor.air.model": "sht3x", "sensor.flow.model": "modbus", "sensor.flow.quantity": "litres" },
	});
	host.sensorModels = [
		{
			name: "sht3x",
			quantities: [
				{ name: "temperature", unit: "°C", digits: 2 },
				{ name: "humidity", unit: "%", digits: 2 },
			],
		},
	];
	equal(completed("set sensor.air.hum", host), "set sensor.air.humidity.*");
	equal(completed("set sensor.air.humidity.o", host), "set sensor.air.humidity.offset |");
	equal(completed("set sensor.flow.li", host), "set sensor.flow.litres.*");
	equal(completed("set channel.1.delta", host), "set channel.1.delta*");
});

test("completion: values of choices and flags, but nothing of a secret", () => {
	equal(completed("set mqtt.transport tc"), "set mqtt.transport tcp |");
	equal(completed("set mqtt.allowPlain f"), "set mqtt.allowPlain false |");
	const host = new FakeHost({ build: { "mqtt.password": "hunter2" } });
	equal(completed("set mqtt.password hun", host), "set mqtt.password ****");
});

test("completion: sensors, and the words of a row", () => {
	const host = new FakeHost({ build: { "sensor.air.model": "sht3x", "sensor.attic.model": "sht3x" } });
	equal(completed("sample ai", host), "sample air *");
	equal(completed("scan w"), "scan wifi *");
	equal(completed("log d"), "log debug *");
});

test("completion: what several have is listed, below the line, and the line stands again", () => {
	const terminal = new FakeTerminal();
	terminal.type("set mqtt.k\x15s\t");
	equal(terminal.screen.line, "fieldfeed> s");
	const offered = terminal.screen.rows.slice(1, 3).flatMap((row) => row.split(/ +/));
	equal(offered.slice(0, 8), ["show", "set", "save", "status", "sensors", "sample", "scan", "subscriptions"]);
	terminal.type("ave\r");
	equal(terminal.take().includes("nothing is staged"), true);
});

test("completion: in the middle of a line it completes what stands before the cursor", () => {
	const terminal = new FakeTerminal();
	terminal.type("get mqtt.h 8\x02\x02\t");
	equal(terminal.screen.line, "fieldfeed> get mqtt.host  *");
});

test("completion: a locked console completes what is open alone, and no names of the settings", () => {
	const host = new FakeHost({ build: { "sensor.air.model": "sht3x" } });
	const terminal = new FakeTerminal({ host });
	terminal.run("set console.password correct horse; save; lock");
	terminal.type("s\t");
	equal(terminal.screen.line, "fieldfeed (locked)> status");
	terminal.type("\x15get sensor.\t");
	equal(terminal.screen.line, "fieldfeed (locked)> get sensor.");
});
