import { fieldsOf } from "fakes/plans";
import { equal, test } from "harness";
import { makePlan } from "publisher/plan";
import { Settings } from "settings/settings";

const WEATHER = {
	name: "weather",
	quantities: [
		{ name: "temperature", unit: "°C", digits: 2 },
		{ name: "humidity", unit: "%", digits: 2 },
		{ name: "pressure", unit: "hPa", digits: 2 },
	],
};
/** It reads `elevation` itself, and has no pressure. */
const GAS = {
	name: "gas",
	quantities: [{ name: "co2", unit: "ppm", digits: 0 }],
	options: [{ key: "elevation" }],
};

function planned(json: object) {
	const settings = new Settings();
	equal(settings.load(json), [], "the test's settings");
	return makePlan(settings, [WEATHER, GAS]);
}

test("plan: what can be computed stands behind the chip's own quantities, and can be published", () => {
	const { plan, errors } = planned({
		"sensor.roof.model": "weather",
		"sensor.roof.elevation": 430,
		"channel.1.id": 7,
		"channel.1.field1": "roof.dewPoint:mean",
		"channel.1.field2": "roof.seaLevelPressure",
	});
	equal(errors, []);
	equal(
		plan.sensors[0].quantities.map(({ name }) => name),
		[
			...["temperature", "humidity", "pressure"],
			...["dewPoint", "absoluteHumidity", "vapourPressureDeficit", "seaLevelPressure"],
		],
	);
	equal(plan.sensors[0].values?.own, 3);
	equal(
		fieldsOf(plan.channels[0].fields).map(({ quantity, digits }) => [quantity, digits]),
		[
			[3, 2],
			[6, 2],
		],
	);
});

test("plan: elevation is the model's own where it reads it, else for those with a pressure alone", () => {
	const errors = (json: object): readonly string[] => planned(json).errors;
	equal(errors({ "sensor.a.model": "gas", "sensor.a.elevation": 430 }), []);
	equal(planned({ "sensor.a.model": "gas", "sensor.a.elevation": 430 }).plan.sensors[0].values, undefined);
	const settings = new Settings();
	settings.load({ "sensor.a.model": "air", "sensor.a.elevation": 430 });
	const air = { name: "air", quantities: WEATHER.quantities.slice(0, 2) };
	equal(makePlan(settings, [air]).errors, ["sensor.a.elevation: air has no such setting; unset it"]);
});

test("plan: what is set of a quantity, nested or dotted, in any case", () => {
	const { plan, errors } = planned({
		sensor: {
			roof: {
				model: "weather",
				temperature: { points: "100=100, 0=0.5", poly: "1,2", gain: 2, offset: -0.5, spike: 3 },
				Humidity: { clamp: "0..100", range: "-5..105" },
			},
		},
	});
	equal(errors, []);
	equal(plan.sensors[0].values?.conditions, [
		{
			quantity: 0,
			points: [0, 0.5, 100, 100],
			polynomial: [1, 2],
			gain: 2,
			offset: -0.5,
			range: undefined,
			clamp: undefined,
			spike: 3,
		},
		{
			quantity: 1,
			points: undefined,
			polynomial: undefined,
			gain: 1,
			offset: 0,
			range: { least: -5, most: 105 },
			clamp: { least: 0, most: 100 },
			spike: Number.POSITIVE_INFINITY,
		},
	]);
});

test("plan: what cannot work of a quantity is told in one line with its key, and left out", () => {
	const errors = (json: object): readonly string[] => planned({ "sensor.roof.model": "weather", ...json }).errors;
	equal(errors({ "sensor.roof.co2.offset": 1, "sensor.roof.co2.gain": 2 }), [
		'sensor.roof.co2: the sensor has temperature, humidity, pressure, got "co2"',
	]);
	equal(errors({ "sensor.roof.dewPoint.offset": 1 }), [
		"sensor.roof.dewpoint: dewPoint is computed from others; what is set of those (temperature, humidity, pressure) counts",
	]);
	equal(errors({ "sensor.roof.temperature.gain": 0 }), [
		"sensor.roof.temperature.gain: 0 would make all values the same; unset it",
	]);
});
