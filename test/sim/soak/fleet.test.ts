import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceAt, fleet, seedOf, YEAR } from "../../../sim/soak/fleet";

test("a fleet lives the years that were asked for, to a day", () => {
	for (const years of [0.001, 0.1, 1, 25, 1000]) {
		const days = fleet(1, years).reduce((sum, device) => sum + device.days, 0);
		assert.equal(days, Math.max(1, Math.round(years * YEAR)));
	}
});

test("a fleet of 25 years has devices that live longer than the 49.7 days of a 32-bit millisecond counter, and some a year", () => {
	const devices = fleet(1, 25);
	assert.ok(devices.filter(({ days }) => days >= 50).length >= 10);
	assert.ok(devices.filter(({ days }) => days >= 365).length >= 5);
	assert.ok(devices.filter(({ days }) => days <= 20).length >= 80);
});

test("a device is the same in a fleet of any size, and alone", () => {
	assert.deepEqual(fleet(9, 3)[5], fleet(9, 100)[5]);
	assert.deepEqual(fleet(9, 3)[5], deviceAt(9, 5));
});

test("no two devices of near seeds share a seed", () => {
	const seeds = new Set<number>();
	for (let seed = 0; seed < 20; seed++) for (let number = 0; number < 500; number++) seeds.add(seedOf(seed, number));
	assert.ok(seeds.size >= 9_995, `${seeds.size}`); // of 10,000 numbers below 2^32 a pair may meet
});
