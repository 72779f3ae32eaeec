/** Each pin has one job: that of the board, of one sensor, or of one subscription. */

import { equal, test } from "harness";
import { type BoardPins, type ModelFacts, makePlan } from "publisher/plan";
import { Settings } from "settings/settings";

const QUANTITIES = [{ name: "temperature", unit: "°C", digits: 1 }];
const PIN = { key: "pin", required: true };
const MODELS: readonly ModelFacts[] = [
	{ name: "rain", quantities: QUANTITIES, bus: "pins", options: [PIN] },
	{ name: "soil", quantities: QUANTITIES, bus: "pins", options: [{ ...PIN, analog: true }] },
	{ name: "hcsr04", quantities: QUANTITIES, bus: "pins", options: [{ key: "trigger" }, { key: "echo" }] },
	{ name: "ds18b20", quantities: QUANTITIES, bus: "one-wire", options: [PIN, { key: "rom" }] },
	...["modbus", "pms5003"].map((name) => ({
		name,
		quantities: QUANTITIES,
		bus: "serial",
		options: [{ key: "port", fallback: 1 }, { key: "receive" }, { key: "transmit" }, { key: "direction" }],
	})),
];
const BOARD: BoardPins = {
	taken: Object.assign([], {
		1: "the console uses it",
		6: "the chip itself uses it",
		21: 'the I2C bus "default" uses it',
	}),
	analog: [32, 33],
};

function planOf(json: object, board?: BoardPins) {
	const settings = new Settings();
	equal(settings.load(json), [], "the test's settings");
	const { plan, errors } = makePlan(settings, MODELS, "", board);
	return {
		sensors: plan.sensors.map(({ name }) => name),
		subscriptions: plan.subscriptions.map(({ number }) => number),
		errors,
	};
}

test("pins: one of a bus, of the console or of the chip is told and the sensor left out", () => {
	const { sensors, errors } = planOf(
		{
			"sensor.a.model": "rain",
			"sensor.a.pin": 21,
			"sensor.b.model": "rain",
			"sensor.b.pin": 1,
			"sensor.c.model": "hcsr04",
			"sensor.c.trigger": 5,
			"sensor.c.echo": 6,
			"sensor.d.model": "rain",
			"sensor.d.pin": 4,
		},
		BOARD,
	);
	equal(sensors, ["d"]);
	equal(errors, [
		'sensor.a.pin: pin 21 cannot be used: the I2C bus "default" uses it',
		"sensor.b.pin: pin 1 cannot be used: the console uses it",
		"sensor.c.echo: pin 6 cannot be used: the chip itself uses it",
	]);
});

test("pins: of two sensors on one pin the first one stays; one that is left out holds nothing", () => {
	const { sensors, errors } = planOf(
		{
			"sensor.a.model": "hcsr04",
			"sensor.a.trigger": 5,
			"sensor.a.echo": 21,
			"sensor.b.model": "rain",
			"sensor.b.pin": 5,
			"sensor.c.model": "soil",
			"sensor.c.pin": 32,
			"sensor.d.model": "rain",
			"sensor.d.pin": 32,
		},
		BOARD,
	);
	equal(sensors, ["b", "c"]);
	equal(errors[1], "sensor.d.pin: pin 32 is that of sensor.c already");
});

test("pins: two jobs in one sensor are told", () => {
	const { sensors, errors } = planOf({ "sensor.a.model": "hcsr04", "sensor.a.trigger": 5, "sensor.a.echo": 5 });
	equal([sensors, errors], [[], ["sensor.a.echo: pin 5 has two jobs in this sensor"]]);
});

test("pins: the sensors of a 1-Wire bus share its pin, but with nobody else", () => {
	const { sensors, errors } = planOf({
		"sensor.a.model": "ds18b20",
		"sensor.a.pin": 4,
		"sensor.b.model": "ds18b20",
		"sensor.b.pin": 4,
		"sensor.c.model": "rain",
		"sensor.c.pin": 4,
	});
	equal([sensors, errors], [["a", "b"], ["sensor.c.pin: pin 4 is that of sensor.a already"]]);
});

test("pins: the Modbus sensors on a UART share its pins; another model or another UART does not", () => {
	const line = (name: string, model: string, port: number) => ({
		[`sensor.${name}.model`]: model,
		[`sensor.${name}.port`]: port,
		[`sensor.${name}.receive`]: 16,
		[`sensor.${name}.transmit`]: 17,
	});
	const { sensors, errors } = planOf({
		...line("a", "modbus", 1),
		...line("b", "modbus", 1),
		...line("c", "pms5003", 1),
		...line("d", "modbus", 2),
		"sensor.e.model": "modbus",
		"sensor.e.receive": 17,
	});
	equal(sensors, ["a", "b"]);
	equal(errors, [
		"sensor.c.receive: pin 16 is that of sensor.a already",
		"sensor.d.receive: pin 16 is that of sensor.a already",
		"sensor.e.receive: pin 17 is that of sensor.a already",
	]);
});

test("pins: one that is no analog input beside Wi-Fi is told, where the board's are known", () => {
	const settings = { "sensor.a.model": "soil", "sensor.a.pin": 25 };
	equal(planOf(settings, BOARD), {
		sensors: [],
		subscriptions: [],
		errors: ["sensor.a.pin: pin 25 is no analog input beside Wi-Fi: allowed is 32, 33"],
	});
	equal(planOf(settings).sensors, ["a"]);
});

test("pins: a subscription does not drive the pin of a sensor", () => {
	const { subscriptions, errors } = planOf({
		"sensor.a.model": "rain",
		"sensor.a.pin": 4,
		"subscription.1.topic": "x",
		"subscription.1.do": "pin 4",
		"subscription.2.topic": "x",
		"subscription.2.do": "pin 5",
	});
	equal([subscriptions, errors], [[2], ["subscription.1.do: pin 4 cannot be driven: sensor.a uses it"]]);
});
