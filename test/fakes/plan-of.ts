import { equal } from "harness";
import { type ModelFacts, makePlan, type Plan } from "publisher/plan";
import type { Quantity } from "sensors/sensor";
import { Settings } from "settings/settings";

const QUANTITIES: readonly Quantity[] = [
	{ name: "temperature", unit: "°C", digits: 2 },
	{ name: "cpuLoad", unit: "1", digits: 3 },
];

/** There are two models with the same quantities: `air` is on no bus, `chip` on I2C. */
export const MODELS: readonly ModelFacts[] = [
	{ name: "air", quantities: QUANTITIES },
	{ name: "chip", quantities: QUANTITIES, addresses: [0x44, 0x45] },
];

/** The plan that these settings make, all of which are valid by themselves. */
export function planOf(json: object): { plan: Plan; errors: readonly string[] } {
	const settings = new Settings();
	equal(settings.load(json), [], "the test's settings");
	return makePlan(settings, MODELS);
}

/** A sensor and a channel with which nothing is wrong. */
export const GOOD = Object.freeze({
	"sensor.room.model": "air",
	"channel.1.id": "1417",
	"channel.1.field1": "room.temperature",
});
