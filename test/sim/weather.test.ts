import assert from "node:assert/strict";
import { test } from "node:test";
import { Weather } from "../../sim/weather/weather";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A year from 1 January, looked at each half hour. */
function year(seed: number, look: (weather: Weather, time: number) => void): void {
	let now = 0;
	const start = Date.UTC(2026, 0, 1);
	const weather = new Weather({ now: () => now, start, seed });
	for (; now < 365 * DAY_MS; now += HOUR_MS / 2) look(weather, start + now);
}

test("weather: the same seed makes the same weather, however often it is asked", () => {
	const often: number[] = [];
	year(7, (weather) => often.push(weather.temperature()));
	let now = 0;
	const seldom = new Weather({ now: () => now, start: Date.UTC(2026, 0, 1), seed: 7 });
	for (let i = 0; i < often.length; i += 997) {
		now = (i * HOUR_MS) / 2;
		assert.equal(seldom.temperature(), often[i]);
	}
	const other: number[] = [];
	year(8, (weather) => other.push(weather.temperature()));
	assert.notDeepEqual(other, often);
});

test("weather: totals only rise, and everything stays where it can be outdoors", () => {
	let rainfall = 0;
	let windRun = 0;
	year(3, (weather) => {
		assert.ok(weather.rainfall() >= rainfall);
		assert.ok(weather.windRun() >= windRun);
		rainfall = weather.rainfall();
		windRun = weather.windRun();
		assert.ok(weather.temperature() > -30 && weather.temperature() < 45, `${weather.temperature()} °C`);
		assert.ok(weather.humidity() > 5 && weather.humidity() <= 100, `${weather.humidity()} %`);
		assert.ok(weather.pressure() > 850 && weather.pressure() < 1_050, `${weather.pressure()} hPa`);
		assert.ok(weather.illuminance() >= 0 && weather.illuminance() < 130_000, `${weather.illuminance()} lx`);
		assert.ok(weather.soilMoisture() >= 0 && weather.soilMoisture() <= 100, `${weather.soilMoisture()} %`);
		assert.ok(weather.distance() > 0.2 && weather.distance() < 4, `${weather.distance()} m`);
		assert.ok(weather.batteryVoltage() > 3 && weather.batteryVoltage() < 4.3, `${weather.batteryVoltage()} V`);
	});
	assert.ok(rainfall > 300 && rainfall < 3_000, `${rainfall} mm a year`);
});

test("weather: nights are dark, July is warmer than January, noon warmer than the end of the night", () => {
	const sums = { january: 0, july: 0, noon: 0, dawn: 0 };
	year(5, (weather, time) => {
		const date = new Date(time);
		if (date.getUTCHours() === 0) assert.equal(weather.illuminance() > 2_000, false, "midnight");
		if (date.getUTCMonth() === 0) sums.january += weather.temperature();
		if (date.getUTCMonth() === 6) sums.july += weather.temperature();
		if (date.getUTCHours() === 14) sums.noon += weather.temperature();
		if (date.getUTCHours() === 4) sums.dawn += weather.temperature();
	});
	assert.ok(sums.july > sums.january + 10 * 31 * 48);
	assert.ok(sums.noon > sums.dawn + 2 * 365 * 2);
});

test("weather: rain wets the soil and raises the river, dry days dry it", () => {
	let before: { rain: number; soil: number; distance: number } | undefined;
	let wetted = 0;
	let dried = 0;
	year(9, (weather) => {
		const now = { rain: weather.rainfall(), soil: weather.soilMoisture(), distance: weather.distance() };
		if (before && now.rain - before.rain > 2 && before.soil < 90) {
			assert.ok(now.soil > before.soil);
			assert.ok(now.distance < before.distance);
			wetted++;
		}
		if (before && now.rain === before.rain && weather.illuminance() > 50_000) {
			assert.ok(now.soil < before.soil);
			dried++;
		}
		before = now;
	});
	assert.ok(wetted > 5 && dried > 100, `${wetted} ${dried}`);
});
