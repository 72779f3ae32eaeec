/** What the SDK's drivers do when something is wrong, each in its way, is a Fault. */

import { FakeSdk } from "fakes/sdk-driver";
import { equal, test } from "harness";
import { SdkSensor } from "sensors/sdk/adapter";
import type { SdkRow } from "sensors/sdk/row";
import { Fault } from "sensors/sensor";

const ROW: SdkRow = {
	name: "sdk-test",
	folder: "test",
	module: "embedded:sensor/Test",
	chip: "Test chip",
	io: "I2C",
	addresses: [0x40, 0x41],
	quantities: [
		{ name: "temperature", unit: "°C", digits: 1, path: "thermometer.temperature" },
		{ name: "pressure", unit: "hPa", digits: 1, path: "barometer.pressure", scale: 0.01 },
		{ name: "humidity", unit: "%", digits: 0, least: 0, most: 100, path: "humidity", scale: 100, clip: true },
	],
	openMs: 0,
	blockMs: 0,
};

/** What `take` makes of this answer of the driver. */
function taken(sample: FakeSdk["sample"], row = ROW): readonly [Fault, readonly number[]] {
	const sdk = new FakeSdk();
	sdk.sample = sample;
	const { I2C: io } = sdk.bus;
	const sensor = new SdkSensor({ driver: sdk.Driver, row, sensor: { io, data: 1, clock: 2 } });
	const values = new Float64Array(3).fill(Number.NaN);
	equal(sensor.start(), Fault.None);
	return [sensor.take(values), [...values]];
}

const WHOLE = { thermometer: { temperature: 21.5 }, barometer: { pressure: 101_325 }, humidity: 0.4 };

test("sdk: readings are found by their paths, and are in our units", () => {
	equal(
		taken(() => WHOLE),
		[Fault.None, [21.5, 1_013.25, 40]],
	);
});

test("sdk: where a formula goes beyond the range of a quantity that says so, its end counts", () => {
	equal(taken(() => ({ ...WHOLE, humidity: 1.04 }))[1][2], 100);
	equal(taken(() => ({ ...WHOLE, humidity: -0.02 }))[1][2], 0);
});

test("sdk: an exception is Absent", () => {
	equal(
		taken(() => {
			throw new Error("read failed");
		})[0],
		Fault.Absent,
	);
});

test("sdk: onError is Checksum when it says so, else Defective, whatever comes back", () => {
	for (const [text, fault] of [
		["bad checksum", Fault.Checksum],
		["sensor error", Fault.Defective],
	] as const) {
		equal(
			taken((onError) => {
				onError(text);
				return WHOLE;
			})[0],
			fault,
		);
	}
});

test("sdk: nothing new is Busy, in the three ways that drivers say it", () => {
	for (const answer of [undefined, null, false]) equal(taken(() => answer)[0], Fault.Busy);
});

test("sdk: a reading that was left out is Checksum; no reading at all is what the row says", () => {
	equal(taken(() => ({ ...WHOLE, barometer: {} }))[0], Fault.Checksum);
	equal(taken(() => ({ ...WHOLE, thermometer: undefined }))[0], Fault.Checksum);
	equal(taken(() => ({ thermometer: {} }))[0], Fault.Checksum);
	equal(taken(() => ({ thermometer: {} }), { ...ROW, silence: Fault.Absent })[0], Fault.Absent);
});

test("sdk: null, no number, infinity and an overflow are Range", () => {
	for (const humidity of [null, "0.4", Number.NaN, Number.POSITIVE_INFINITY])
		equal(taken(() => ({ ...WHOLE, humidity }))[0], Fault.Range);
	equal(taken(() => ({ overflow: true }))[0], Fault.Range);
});
