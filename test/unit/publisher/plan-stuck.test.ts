import { equal, test } from "harness";
import { makePlan } from "publisher/plan";
import { Settings } from "settings/settings";

const MODELS = [
	{ name: "lively", quantities: [{ name: "temperature", unit: "°C", digits: 1 }], stuckAfter: 300 },
	{ name: "calm", quantities: [{ name: "rain", unit: "mm", digits: 1 }] },
	{
		name: "sdk-far",
		quantities: [{ name: "temperature", unit: "°C", digits: 1 }],
		missing: "sdk-far is not here: build it",
	},
];

function planOf(json: object) {
	const settings = new Settings();
	equal(settings.load(json), []);
	return makePlan(settings, MODELS);
}

function stuckAfter(json: object): number {
	return planOf(json).plan.sensors[0].stuckAfter;
}

test("plan: a sensor's stuckAfter is what is set, else its model's, else none", () => {
	equal(stuckAfter({ "sensor.a.model": "lively" }), 300);
	equal(stuckAfter({ "sensor.a.model": "calm" }), 0);
	equal(stuckAfter({ "sensor.a.model": "lively", "sensor.a.stuckAfter": 0 }), 0);
	equal(stuckAfter({ "sensor.a.model": "calm", "sensor.a.stuckAfter": 12 }), 12);
});

test("plan: every model can have a stuckAfter: it is none of a model's own settings", () => {
	const { errors } = planOf({
		"sensor.a.model": "calm",
		"sensor.a.stuckAfter": 12,
		"channel.1.id": "1",
		"channel.1.field1": "a.rain",
	});
	equal(errors, []);
});

test("plan: a model that this image does not have is told with what to do, and is none of the known ones", () => {
	const { plan, errors } = planOf({ "sensor.a.model": "sdk-far", "sensor.b.model": "bme999" });
	equal(plan.sensors, []);
	equal(errors[0], "sensor.a.model: sdk-far is not here: build it");
	equal(errors[1], 'sensor.b.model: allowed is lively, calm, got "bme999"');
});
