/** Moddable SDK 8.2.3, modules/io/analog/esp32/_analog.c: a reading is mV * 4095 / 2450, cut off, at most 4095. */

import { near } from "fakes/near";
import { equal, test } from "harness";
import { readVolts, VOLTS_LEAST, VOLTS_MOST } from "sensors/analog-volts";

function input(...readings: readonly unknown[]) {
	let i = 0;
	return { resolution: 12, read: () => readings[i++ % readings.length] as number, close: () => undefined };
}

test("analog: readings are volts as the SDK's class scales them on an ESP32", () => {
	for (const millivolts of [151, 500, 1_000, 1_650, 2_400])
		near(readVolts(input(Math.trunc((millivolts * 4_095) / 2_450))), millivolts / 1_000, 0.000_7);
});

test("analog: sixteen readings are averaged", () => {
	let reads = 0;
	const io = { resolution: 12, read: () => 1_000 + 100 * (reads++ % 2), close: () => undefined };
	near(readVolts(io), (1_050 * 2.45) / 4_095, 1e-9);
	equal(reads, 16);
});

test("analog: at the top, and with some noise there, the voltage is not known", () => {
	equal(readVolts(input(4_095)), Number.POSITIVE_INFINITY);
	equal(readVolts(input(4_095, 4_085)), Number.POSITIVE_INFINITY);
	near(readVolts(input(4_080)), VOLTS_MOST, 0.01);
});

test("analog: what an ESP32 reads of no voltage at all, 142 mV, is none", () => {
	equal(readVolts(input(0)), Number.NEGATIVE_INFINITY);
	equal(readVolts(input(237)), Number.NEGATIVE_INFINITY);
	near(readVolts(input(252)), VOLTS_LEAST, 0.002);
});

test("analog: a converter that fails gives NaN, whether it throws or, as the SDK's, returns undefined", () => {
	equal(readVolts(input(1_000, undefined)), Number.NaN);
	const throwing = {
		resolution: 12,
		read: () => {
			throw new Error("timeout");
		},
		close: () => undefined,
	};
	equal(readVolts(throwing), Number.NaN);
});
