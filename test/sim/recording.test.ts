import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { UsageError } from "../../sim/usage";
import { playBack } from "../../sim/weather/recording";
import { Weather } from "../../sim/weather/weather";

const folder = mkdtempSync(join(tmpdir(), "recording-"));
after(() => rmSync(folder, { recursive: true }));

let now = 0;
const weather = new Weather({ now: () => now, start: 0, seed: 1 });

function play(text: string) {
	const file = join(folder, "recording.csv");
	writeFileSync(file, text);
	now = 0;
	return playBack(file, () => now, weather);
}

test("recording: a value runs straight from row to row, and stays behind the last", () => {
	const played = play("time,temperature,rainfall\n100,10,0\n160,16,0.5\n400,4,0.5\n");
	assert.equal(played.temperature(), 10);
	now = 30_000;
	assert.equal(played.temperature(), 13);
	assert.equal(played.rainfall(), 0.25);
	now = 180_000;
	assert.equal(played.temperature(), 10);
	now = 9_000_000;
	assert.equal(played.temperature(), 4);
});

test("recording: times may be ISO 8601, cells empty, and lines end as Windows ends them", () => {
	const played = play(
		"time,humidity,co2\r\n2026-06-01T00:00:00Z,50,\r\n2026-06-01T00:01:00Z,,400\r\n2026-06-01T00:02:00Z,70,\r\n",
	);
	now = 60_000;
	assert.equal(played.humidity(), 60);
	assert.equal(played.co2(), 400);
});

test("recording: what has no column comes from the weather", () => {
	const played = play("time,temperature\n0,1\n");
	assert.equal(played.humidity(), weather.humidity());
});

test("recording: what is wrong with a file is one line that names it", () => {
	const refused = (text: string, part: RegExp): void => {
		assert.throws(
			() => play(text),
			(error: Error) => {
				assert.ok(error instanceof UsageError);
				assert.match(error.message, part);
				assert.doesNotMatch(error.message, /\n/);
				return true;
			},
		);
	};
	refused("", /first line of .* names the columns/);
	refused("temperature,time\n1,2\n", /first line/);
	refused("time,warmth\n1,2\n", /got "warmth"/);
	refused("time,temperature\n", /has no rows/);
	refused("time,temperature\n5,1\n4,1\n", /line 3 .*rising time/);
	refused("time,temperature\n5,1,9\n", /line 2 .*2 cells/);
	refused("time,temperature\n5,warm\n", /row 1 .*temperature is no number: "warm"/);
	refused("time,temperature\n5,\n", /no value for temperature/);
	assert.throws(() => playBack(join(folder, "none.csv"), () => now, weather), /cannot be read \(ENOENT\)/);
});
