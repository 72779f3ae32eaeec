import { ok, test } from "harness";
import {
	absoluteHumidity,
	dewPoint,
	reducedPressure,
	saturationPressure,
	seaLevelPressure,
	vapourPressureDeficit,
} from "values/air";

function near(value: number, expected: number, within: number, what: string): void {
	ok(Math.abs(value - expected) <= within, `${what}: got ${value}, expected ${expected}`);
}

/** Sensirion, application note "Dew-point Calculation" (SHTxx), which has Sonntag's coefficients: its two examples. */
test("dew point: the examples of Sensirion's application note, to a hundredth of a degree", () => {
	near(dewPoint(25, 10), -8.77, 0.005, "10 %, 25 °C");
	near(dewPoint(50, 90), 47.9, 0.005, "90 %, 50 °C");
});

test("dew point: the temperature itself at 100 %, none without humidity", () => {
	for (const temperature of [-45, -10, 0, 20, 60]) near(dewPoint(temperature, 100), temperature, 1e-9, "saturated");
	ok(Number.isNaN(dewPoint(20, 0)));
	ok(Number.isNaN(dewPoint(Number.NaN, 50)) && Number.isNaN(dewPoint(20, Number.NaN)));
});

/** Of the CIMO guide's formula, computed by another hand, and of Goff and Gratch's, to which WMO's tables go back; hPa (mc-computing.com, "Water Vapor - JPL paper"). */
test("saturation: the CIMO guide's formula, within 0.3 % of Goff and Gratch's", () => {
	for (const [temperature, cimo, goff] of [
		[0, 6.112, 6.10695],
		[10, 12.2603, 12.27089],
		[15, 17.01672, 17.04204],
		[20, 23.32596, 23.3708],
		[30, 42.33724, 42.42726],
		[40, 73.67458, 73.77329],
	]) {
		near(saturationPressure(temperature), cimo, 0.00001, `${temperature} °C`);
		near(saturationPressure(temperature), goff, goff * 0.003, `${temperature} °C`);
	}
});

/** Water content of saturated air in mg/l, as tables of respiratory care have it: Magnus and three digits are half a percent. */
test("absolute humidity: saturated air of 20, 30 and 37 °C holds 17.3, 30.4 and 43.9 g/m³", () => {
	for (const [temperature, content] of [
		[20, 17.3],
		[30, 30.4],
		[37, 43.9],
	])
		near(absoluteHumidity(temperature, 100), content, content * 0.005, `${temperature} °C`);
	near(absoluteHumidity(20, 50), 17.3 / 2, 0.05, "half of it at 50 %");
	ok(Number.isNaN(absoluteHumidity(20, Number.NaN)));
});

/** FAO Irrigation and Drainage Paper 56, annex 2, table 2.3, kPa: the deficit of air without any vapour; 15 and 24.5 °C are those of its example 3. */
test("vapour pressure deficit: FAO-56, table 2.3, to the third decimal", () => {
	for (const [temperature, pressure] of [
		[1, 0.657],
		[10, 1.228],
		[15, 1.705],
		[20, 2.338],
		[24.5, 3.075],
		[25, 3.168],
		[30, 4.243],
		[35, 5.623],
		[40, 7.376],
	])
		near(vapourPressureDeficit(temperature, 0), pressure, 0.0006, `${temperature} °C`);
	near(vapourPressureDeficit(25, 60), 3.168 * 0.4, 0.0006, "60 %");
});

test("vapour pressure deficit: none at 100 % and beyond", () => {
	ok(vapourPressureDeficit(25, 100) === 0 && vapourPressureDeficit(25, 101) === 0);
	ok(Number.isNaN(vapourPressureDeficit(25, Number.NaN)));
});

/** Geopotential height, hPa and °C of the ICAO standard atmosphere (1964), as tabulated for the pressure levels of upper air. */
const STANDARD: readonly (readonly [height: number, pressure: number, temperature: number])[] = [
	[-302, 1_050, 17],
	[0, 1_013.25, 15],
	[111, 1_000, 14.3],
	[540, 950, 11.5],
	[988, 900, 8.6],
	[1_457, 850, 5.5],
	[1_949, 800, 2.3],
	[3_012, 700, -4.6],
];

test("sea level: each level of the ICAO standard atmosphere has 1013.25 hPa there; heights are whole metres, 0.12 hPa each", () => {
	for (const [height, pressure] of STANDARD) near(seaLevelPressure(pressure, height), 1_013.25, 0.09, `${height} m`);
});

test("sea level: with the temperature of the standard atmosphere the reduction gives the same, 0.1 hPa up to 1,000 m", () => {
	for (const [height, pressure, temperature] of STANDARD) {
		const within = height > 1_000 ? 0.4 : 0.1;
		near(reducedPressure(pressure, height, temperature, 0), 1_013.25, within, `${height} m`);
	}
});

test("sea level: cold air weighs more, and moist air less", () => {
	const usual = reducedPressure(950, 540, 11.5, 0);
	ok(reducedPressure(950, 540, -20, 0) > usual + 5);
	const moist = reducedPressure(950, 540, 11.5, 100);
	ok(moist < usual && moist > usual - 0.5, `${usual - moist}`);
	ok(Number.isNaN(reducedPressure(950, 540, Number.NaN, 0)) && Number.isNaN(seaLevelPressure(Number.NaN, 540)));
});
