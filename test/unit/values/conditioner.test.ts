import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";
import { type Condition, Conditioner, type ValuesPlan } from "values/conditioner";
import { Derived, derivedFrom } from "values/derived";

/** Nothing is made of quantity 0 but what a test says. */
function condition(changes: Partial<Condition> = {}): Condition {
	return {
		quantity: 0,
		points: undefined,
		polynomial: undefined,
		gain: 1,
		offset: 0,
		range: undefined,
		clamp: undefined,
		spike: Number.POSITIVE_INFINITY,
		...changes,
	};
}

function plan(...conditions: Condition[]): ValuesPlan {
	return {
		own: 1 + Math.max(...conditions.map(({ quantity }) => quantity)),
		conditions,
		derivations: undefined,
	};
}

/** What becomes of samples of quantity 0, one after the other. */
function through(conditioner: Conditioner, ...samples: number[]): number[] {
	return samples.map((sample) => {
		const values = Float64Array.of(sample);
		conditioner.apply(values);
		return values[0];
	});
}

const of = (changes: Partial<Condition>) => new Conditioner(plan(condition(changes)));

test("points: straight from point to point, and on beyond the first and the last", () => {
	const soil = of({ points: [1.2, 100, 2.75, 0] });
	equal(through(soil, 1.2, 2.75), [100, 0]);
	ok(Math.abs(through(soil, 1.975)[0] - 50) < 1e-9);
	equal(
		through(soil, 0.425, 3.525).map((value) => Math.round(value * 1e9) / 1e9),
		[150, -50],
	);
	const bent = of({ points: [0, 0, 10, 100, 20, 110] });
	equal(through(bent, -1, 0, 5, 10, 15, 20, 30), [-10, 0, 50, 100, 105, 110, 120]);
});

test("polynomial: c0 + c1 x + c2 x² + c3 x³", () => {
	equal(through(of({ polynomial: [1, 2] }), 3), [7]);
	equal(through(of({ polynomial: [1, 2, 3, 4] }), 2), [1 + 4 + 12 + 32]);
});

test("order: points, polynomial, gain, offset, then range before clamp", () => {
	equal(through(of({ points: [0, 0, 1, 2], polynomial: [1, 10], gain: 3, offset: -5 }), 4), [(1 + 10 * 8) * 3 - 5]);
	const loop = of({ range: { least: -5, most: 105 }, clamp: { least: 0, most: 100 } });
	equal(through(loop, -5.1, -5, -0.1, 50, 100.1, 105, 105.1), [Number.NaN, 0, 0, 50, 100, 100, Number.NaN]);
});

test("range: a broken 4-20 mA loop is Fault.Range and no reading, and the other quantities go on", () => {
	const level = condition({ points: [4, 0, 20, 5], range: { least: -0.1, most: 5.1 } });
	const conditioner = new Conditioner(plan(level, condition({ quantity: 1, offset: 1 })));
	const values = Float64Array.of(12, 7);
	equal([conditioner.apply(values), Array.from(values)], [Fault.None, [2.5, 8]]);
	const broken = Float64Array.of(0, 7);
	equal([conditioner.apply(broken), Array.from(broken)], [Fault.Range, [Number.NaN, 8]]);
});

test("a value that is no number stays none, and is no fault; one that becomes none is", () => {
	const conditioner = of({ clamp: { least: 0, most: 1 }, range: { least: 0, most: 1 }, spike: 1 });
	const values = Float64Array.of(Number.NaN);
	equal([conditioner.apply(values), values[0]], [Fault.None, Number.NaN]);
	const huge = Float64Array.of(1e300);
	equal([of({ polynomial: [0, 0, 1e300] }).apply(huge), huge[0]], [Fault.Range, Number.NaN]);
});

test("spike: a single wild value is never taken, and counted once", () => {
	const conditioner = of({ spike: 2 });
	equal(through(conditioner, 20, 20.5, 85, 20.6, 20.7), [20, 20.5, Number.NaN, 20.6, 20.7]);
	equal(conditioner.spikes, 1);
});

test("spike: a step as large as it may be is taken at once, a larger one with the sample that agrees", () => {
	const conditioner = of({ spike: 2 });
	equal(through(conditioner, 20, 22, 30, 31, 31), [20, 22, Number.NaN, 31, 31]);
	equal(conditioner.spikes, 0);
});

test("spike: several wild values that do not agree are dropped, and the step behind them is taken", () => {
	const conditioner = of({ spike: 2 });
	const none = Number.NaN;
	equal(through(conditioner, 20, 85, -40, 60, 20.1, 50, 50.5), [20, none, none, none, 20.1, none, 50.5]);
	equal(conditioner.spikes, 3);
});

test("spike: the one held back waits over samples without a reading", () => {
	const conditioner = of({ spike: 2 });
	equal(through(conditioner, 20, 40, Number.NaN, 41), [20, Number.NaN, Number.NaN, 41]);
});

test("spike: it is judged in the unit of the calibrated value, behind the clamp", () => {
	const conditioner = of({ gain: 10, clamp: { least: 0, most: 100 }, spike: 50 });
	equal(through(conditioner, 8, 1_000, 1), [80, 100, Number.NaN]);
});

const QUANTITIES = [
	{ name: "pressure", unit: "hPa", digits: 2 },
	{ name: "temperature", unit: "°C", digits: 2 },
	{ name: "humidity", unit: "%", digits: 2 },
];

test("derived: temperature and humidity offer three more, pressure and elevation the pressure at sea level", () => {
	const names = (own: typeof QUANTITIES, elevation?: number): string[] =>
		derivedFrom(own, elevation).quantities.map(({ name, unit }) => `${name} ${unit}`);
	const air = ["dewPoint °C", "absoluteHumidity g/m³", "vapourPressureDeficit kPa"];
	equal(names(QUANTITIES), air);
	equal(names(QUANTITIES, 500), [...air, "seaLevelPressure hPa"]);
	equal(names(QUANTITIES.slice(0, 1), 0), ["seaLevelPressure hPa"]);
	equal(names(QUANTITIES.slice(1, 2), 500), []);
	equal(names([{ name: "temperature", unit: "K", digits: 2 }, QUANTITIES[2]]), [], "another unit");
	equal(
		names([...QUANTITIES, { name: "dewPoint", unit: "°C", digits: 1 }]),
		air.slice(1),
		"what the chip measures itself",
	);
});

test("derived: from conditioned values, behind the chip's own; NaN where one they need is NaN", () => {
	const { derivations } = derivedFrom(QUANTITIES, 540);
	equal(derivations?.what, [
		Derived.DewPoint,
		Derived.AbsoluteHumidity,
		Derived.VapourPressureDeficit,
		Derived.SeaLevelPressure,
	]);
	const warmer = condition({ quantity: 1, offset: 5 });
	const conditioner = new Conditioner({ own: 3, conditions: [warmer], derivations });
	const values = Float64Array.of(950, 20, 10, 1, 1, 1, 1);
	conditioner.apply(values);
	equal(values[1], 25);
	ok(Math.abs(values[3] - -8.77) < 0.005, `${values[3]}`);
	for (let missing = 0; missing < 3; missing++) {
		const partly = Float64Array.of(950, 20, 10, 1, 1, 1, 1);
		partly[missing] = Number.NaN;
		conditioner.apply(partly);
		const dry = [3, 4, 5].map((at) => Number.isNaN(partly[at]));
		equal([...dry, Number.isNaN(partly[6])], missing === 0 ? [false, false, false, true] : [true, true, true, true]);
	}
});
