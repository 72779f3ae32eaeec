import { type I2cFinding, LinkPhase } from "console/host";
import type { Answers } from "fakes/answers";
import type { FakeHost } from "fakes/host";
import { end, tell, wizardAt, wizardHost } from "fakes/wizard";
import { equal, ok, test } from "harness";

function chip(address: number, models: readonly string[]): I2cFinding {
	const chips = models.map((model) => `Chip ${model}`);
	return { bus: "default", address, models, chips, identified: false, known: "", sensor: "", name: "", settings: [] };
}

function atSensor(): { readonly host: FakeHost; readonly wizard: Answers } {
	const host = wizardHost({ "mqtt.clientId": "c", "channel.1.id": 1 }, LinkPhase.Own);
	return { host, wizard: wizardAt(host).type("", ".", "", "", "", "", "") };
}

test("a chip that answers proposes its model", () => {
	const { host, wizard } = atSensor();
	tell(host.task, chip(0x44, ["sht3x"]));
	end(host.task);
	ok(wizard.text.includes("0x44"), wizard.text);
	ok(wizard.prompt.includes("[sht3x]"), wizard.prompt);
	wizard.type("");
	equal(host.draft.staged.get("sensor.sht3x.model"), "sht3x");
	equal(host.draft.staged.has("sensor.sht3x.address"), false, "the usual address needs no setting");
});

test("a chip that says itself what it is is proposed before others that are found", () => {
	const { host, wizard } = atSensor();
	tell(host.task, chip(0x40, ["ina219", "sdk-si7020"]));
	tell(host.task, { ...chip(0x45, ["sht3x"]), identified: true });
	tell(host.task, { ...chip(0x3c, []), known: "OLED display" });
	end(host.task);
	ok(wizard.text.includes("0x40 on bus default: probably Chip ina219 (ina219) or Chip sdk-si7020"), wizard.text);
	ok(wizard.text.includes("0x45 on bus default: Chip sht3x (sht3x)"), wizard.text);
	ok(wizard.text.includes("0x3c on bus default: no sensor we know: OLED display"), wizard.text);
	ok(wizard.prompt.includes("[sht3x]"), wizard.prompt);
	wizard.type("");
	equal(host.draft.staged.get("sensor.sht3x.address"), 0x45);
});

test("without a chip a model is asked for, and an unknown one asked again", () => {
	const { host, wizard } = atSensor();
	end(host.task, "this board has no I2C bus");
	ok(wizard.text.includes("no I2C bus"), wizard.text);
	wizard.type("bme999");
	ok(wizard.prompt.startsWith("Sensor model"), wizard.prompt);
	wizard.type("SIMULATED", "y");
	equal(host.draft.staged.get("channel.1.field1"), "simulated.voltage");
});

test("a model that needs a pin or a port is not offered: the list fits the terminal, and the prompt stays one line", () => {
	const { host, wizard } = atSensor();
	const more = Array.from({ length: 12 }, (_, i) => ({ name: `chip-number-${i}`, quantities: [] }));
	host.sensorModels = [...host.sensorModels, ...more, { name: "soil", quantities: [], needs: ["pin"] }];
	end(host.task);
	ok(wizard.text.includes("chip-number-11"), wizard.text);
	equal(/\bsoil\b/.test(wizard.text), false);
	for (const line of wizard.text.split("\n")) ok(line.length < 80 || !line.includes("chip-number"), line);
	wizard.type("soil");
	ok(wizard.text.includes("That is no model"), wizard.text);
	ok(wizard.prompt.startsWith("Sensor model") && wizard.prompt.length < 40, wizard.prompt);
});

test("fields can be chosen one by one", () => {
	const { host, wizard } = atSensor();
	end(host.task);
	wizard.type("sht3x", "n", "sht3x.humidity:mean", "-", "nonsense", "sht3x.temperature", ".");
	const { staged } = host.draft;
	equal(
		[1, 2, 3].map((field) => staged.get(`channel.1.field${field}`)),
		["sht3x.humidity:mean", undefined, "sht3x.temperature"],
	);
	ok(wizard.prompt.startsWith("Save this"), wizard.prompt);
});

test("sensors and fields that are set are proposed as they are", () => {
	const host = wizardHost(
		{ "mqtt.clientId": "c", "channel.1.id": 1, "sensor.air.model": "sht3x", "channel.1.field3": "air.humidity" },
		LinkPhase.Own,
	);
	const wizard = wizardAt(host).type("", ".", "", "", "", "", "");
	ok(wizard.text.includes("Sensors that are set: air."), wizard.text);
	ok(wizard.text.includes("field3 = air.humidity"), wizard.text);
	wizard.type("");
	equal(
		host.draft.changes().map(({ key }) => key),
		[],
	);
});

test("an interval below 15 s lowers the minimum interval with it, since only a paid licence means it", () => {
	const host = wizardHost({ "mqtt.clientId": "c", "channel.1.id": 1, "sensor.a.model": "sht3x" }, LinkPhase.Own);
	wizardAt(host).type("", ".", "", "", "", "", "5");
	equal(host.draft.staged.get("channel.1.minInterval"), 5);
});
