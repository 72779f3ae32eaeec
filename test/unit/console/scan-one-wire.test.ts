import { FakeTerminal } from "fakes/console";
import { equal, test } from "harness";

const ROM = "28010203040000bc";
const FOUND = { pin: 4, rom: ROM, sound: true, chip: "DS18B20", model: "ds18b20", sensor: "" };

test("scan 1wire: what is free comes with the lines that set it, under names that are free", () => {
	const terminal = new FakeTerminal();
	equal(terminal.run("scan 1wire 4"), []);
	const { name, events } = terminal.host.task;
	equal(name, "scanOneWire 4");
	const tell = (item: object): void => events.onItem(item as never);
	tell(FOUND);
	tell({ ...FOUND, sensor: "soil" });
	tell({ ...FOUND, rom: "02", sound: false, chip: "", model: "" });
	tell(FOUND);
	events.onDone();
	equal(
		terminal
			.take()
			.split("\n")
			.map((line) => line.trimEnd())
			.slice(0, 11),
		[
			`pin 4   ${ROM}  DS18B20`,
			"  set sensor.ds18b20-1.model ds18b20",
			"  set sensor.ds18b20-1.pin 4",
			`  set sensor.ds18b20-1.rom ${ROM}`,
			`pin 4   ${ROM}  DS18B20, sensor.soil`,
			"pin 4   02  cannot be read: check the cable and its pull-up",
			`pin 4   ${ROM}  DS18B20`,
			"  set sensor.ds18b20-2.model ds18b20",
			"  set sensor.ds18b20-2.pin 4",
			`  set sensor.ds18b20-2.rom ${ROM}`,
			"4 found",
		],
	);
});

test("scan: only 1wire takes a pin, and it is one", () => {
	const terminal = new FakeTerminal();
	equal(terminal.run("scan 1wire 49"), ["scan: a pin is 0 to 48"]);
	equal(terminal.run("scan 1wire x"), ["scan: a pin is 0 to 48"]);
	equal(terminal.run("scan wifi 4"), ["scan: only 1wire takes a pin"]);
	equal(terminal.host.tasks.length, 0);
	terminal.run("scan 1wire");
	equal(terminal.host.task.name, "scanOneWire -");
});
