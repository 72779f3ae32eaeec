/**
 * The beta formula against two makers' R/T tables: EPCOS (TDK) B57891S0103, as in Linux, drivers/hwmon/ntc_thermistor.c, which has it from its
 * specification, with beta 3950 (B25/100); Murata NCP15XH103, catalog R44E, p. 15, as in the change "Fix the ncpXXxh103 sensor table" of
 * the same file, with beta 3434 (B25/85).
 */

import { near } from "fakes/near";
import { equal, ok, test } from "harness";
import { Ntc } from "sensors/ntc/ntc";
import { Fault } from "sensors/sensor";

const TDK = [
	[-40, 316_180],
	[-30, 169_150],
	[-20, 94_143],
	[-10, 54_308],
	[0, 32_014],
	[10, 19_691],
	[20, 12_474],
	[25, 10_000],
	[30, 8_080],
	[40, 5_372],
	[50, 3_661],
	[60, 2_536],
	[70, 1_794],
	[85, 1_100],
	[100, 697],
];
const MURATA = [
	[-40, 195_652],
	[-30, 113_347],
	[-20, 68_237],
	[-10, 42_506],
	[0, 27_219],
	[10, 17_926],
	[20, 12_081],
	[25, 10_000],
	[30, 8_315],
	[40, 5_834],
	[50, 4_161],
	[60, 3_014],
	[70, 2_228],
	[85, 1_452],
	[100, 974],
];

/** What the driver makes of a thermistor of so many Ω, with a fixed resistor that brings it to the middle of the converter's range. */
function celsius(ohms: number, beta: number): number {
	const volts = 1.2;
	const supply = 2.4;
	const reading = (volts / 2.45) * (2 ** 20 - 1);
	const io = class {
		readonly resolution = 20;
		read(): number {
			return reading;
		}
		close(): void {
			return;
		}
	};
	const sensor = new Ntc({ sensor: { io, pin: 34 }, resistor: ohms, nominal: 10_000, beta, side: "low", supply });
	const values = new Float64Array(1);
	equal(sensor.take(values), Fault.None);
	return values[0];
}

for (const [name, table, beta] of [
	["B57891S0103", TDK, 3_950],
	["NCP15XH103", MURATA, 3_434],
] as const) {
	test(`ntc: ${name} within 0.7 °C from 10 to 100 °C, exact at 25 °C`, () => {
		for (const [at, ohms] of table) if (at >= 10) near(celsius(ohms, beta), at, at === 25 ? 1e-6 : 0.7, `${at} °C`);
	});

	test(`ntc: ${name} in the cold reads too much, by 1.2 °C at 0 °C, 1.8 °C at -10 °C and 3.9 °C at -40 °C at most`, () => {
		for (const [at, ohms] of table) {
			const error = celsius(ohms, beta) - at;
			if (at < 10) ok(error > 0 && error <= (at === 0 ? 1.2 : at === -10 ? 1.8 : 3.9), `${error} at ${at} °C`);
		}
	});
}
