import type { I2cFinding } from "console/host";
import { FakeTerminal } from "fakes/console";
import { equal, ok, test } from "harness";

/** A chip that a scan has found. */
function found(changes: Partial<I2cFinding>): I2cFinding {
	const { address = 9, models = [] } = changes;
	return {
		bus: "default",
		address,
		models,
		chips: models.map((model) => model.toUpperCase()),
		identified: false,
		known: "",
		sensor: "",
		name: "",
		settings: [],
		...changes,
	};
}

/** What `scan i2c` says when it finds these. */
function scanned(terminal: FakeTerminal, findings: readonly I2cFinding[]): readonly string[] {
	terminal.type("scan i2c\r");
	terminal.take();
	for (const finding of findings) terminal.host.task.events.onItem(finding as never);
	terminal.host.task.events.onDone();
	return terminal.take().split("\r\n");
}

test("scan i2c: addresses in both forms, the chip, and the sensor that uses it; nothing says what to check", () => {
	const terminal = new FakeTerminal();
	const lines = scanned(terminal, [
		found({ address: 68, models: ["sht3x"], sensor: "air" }),
		found({ address: 9 }),
		found({ address: 0x3c, known: "OLED display" }),
	]);
	equal(lines.slice(0, 4), [
		"default    0x44 (68)  SHT3X (sht3x), sensor.air",
		"default    0x09 (9)  no model of ours",
		"default    0x3c (60)  no sensor we know: OLED display",
		"3 found",
	]);
	ok(scanned(terminal, [])[0].startsWith("nothing answers: check power, SDA, SCL and pull-ups"));
	equal(terminal.run("scan hunter2"), ["scan: allowed is i2c, 1wire or wifi"]);
});

test("scan i2c: what a chip can be, and the lines to paste for it", () => {
	const settings = [
		["sensor.bme280-2.model", "bme280"],
		["sensor.bme280-2.address", "0x77"],
	] as const;
	const both = found({
		address: 0x76,
		models: ["bme280", "bmp280"],
		known: "a display",
		settings: settings.slice(0, 1),
	});
	const sure = found({ address: 0x77, models: ["bme280"], identified: true, settings });
	const terminal = new FakeTerminal();
	equal(scanned(terminal, [both, sure]).slice(0, 6), [
		"default    0x76 (118)  probably BME280 (bme280) or BMP280 (bmp280); or a display",
		"           set sensor.bme280-2.model bme280",
		"default    0x77 (119)  BME280 (bme280)",
		"           set sensor.bme280-2.model bme280",
		"           set sensor.bme280-2.address 0x77",
		"2 found",
	]);
	terminal.run("json on");
	const [answer] = scanned(terminal, [sure]).map((line) => (line === "" ? undefined : JSON.parse(line)));
	equal(answer.found, [
		{
			bus: "default",
			address: 0x77,
			models: ["bme280"],
			chips: ["BME280"],
			identified: true,
			known: "",
			sensor: "",
			settings: { "sensor.bme280-2.model": "bme280", "sensor.bme280-2.address": "0x77" },
		},
	]);
});
