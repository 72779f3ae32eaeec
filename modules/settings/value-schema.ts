import { Kind, type Setting } from "settings/schema";
import { parseLimits, parsePoints, parsePolynomial, spellBy } from "settings/value-form";

const POINTS = Object.freeze({
	wants: "2 to 8 points raw=value, each raw once, such as 2.75=0,1.2=100",
	spell: spellBy(parsePoints),
});
const POLYNOMIAL = Object.freeze({
	wants: "2 to 4 coefficients c0,c1,c2,c3 of c0 + c1 x + c2 x² + c3 x³, such as -2.5,1.04",
	spell: spellBy(parsePolynomial),
});
const LIMITS = Object.freeze({
	wants: "two numbers least..most, the first one less, such as 0..100 or -40..85",
	spell: spellBy(parseLimits),
});

/** The rows of sensor.<name>.<quantity>.*, in the order in which they are applied to a sample (values/conditioner): a part of settings/schema. */
export const VALUE_SETTINGS: readonly Setting[] = Object.freeze([
	{
		key: "sensor.<name>.<quantity>.points",
		kind: Kind.Text,
		least: 7,
		most: 255,
		form: POINTS,
		since: "0.1.0",
		help: "calibration: straight lines from point to point of raw=value, the first and the last one go on beyond",
	},
	{
		key: "sensor.<name>.<quantity>.poly",
		kind: Kind.Text,
		least: 3,
		most: 96,
		form: POLYNOMIAL,
		since: "0.1.0",
		help: "calibration by a polynomial, c0 first",
	},
	{
		key: "sensor.<name>.<quantity>.gain",
		kind: Kind.Decimal,
		least: -100_000,
		most: 100_000,
		since: "0.1.0",
		help: "the value is multiplied by it",
	},
	{
		key: "sensor.<name>.<quantity>.offset",
		kind: Kind.Decimal,
		least: -100_000,
		most: 100_000,
		since: "0.1.0",
		help: "this is added, in the quantity's unit",
	},
	{
		key: "sensor.<name>.<quantity>.range",
		kind: Kind.Text,
		least: 4,
		most: 48,
		form: LIMITS,
		since: "0.1.0",
		help: "what lies beyond is a fault of the sensor and not taken, such as 0 mA of a broken 4-20 mA loop",
	},
	{
		key: "sensor.<name>.<quantity>.clamp",
		kind: Kind.Text,
		least: 4,
		most: 48,
		form: LIMITS,
		since: "0.1.0",
		help: "what lies beyond is taken as the nearer end; range looks at it before",
	},
	{
		key: "sensor.<name>.<quantity>.spike",
		kind: Kind.Decimal,
		least: 0.000001,
		most: 100_000,
		since: "0.1.0",
		help: "the largest step from one sample to the next that is believed at once; a larger one counts when the sample behind it agrees",
	},
]);
