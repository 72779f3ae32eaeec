import { takes } from "fakes/kinds";
import { equal, test } from "harness";
import { Settings } from "settings/settings";

const KEY = "sensor.soil.moisture";

test("validate: points are two to eight, each raw once, in any order", () => {
	takes(`${KEY}.points`, [
		["2.75=0,1.2=100", "2.75=0,1.2=100"],
		[" 0 = -1.5, 4E3=1e-6 ", "0=-1.5,4e3=1e-6"],
		["1=1,2=2,3=3,4=4,5=5,6=6,7=7,8=8", "1=1,2=2,3=3,4=4,5=5,6=6,7=7,8=8"],
		["1=1,2=2,3=3,4=4,5=5,6=6,7=7,8=8,9=9", undefined],
		["1=1", undefined],
		["1=1,1=2", undefined],
		["1=1,1.0=2", undefined],
		["1=1,2", undefined],
		["1=1,2=3=4", undefined],
		["1=1,2=", undefined],
		["1=1,,2=2", undefined],
		["1=1,2=x", undefined],
		["1=1,2=Infinity", undefined],
		["", undefined],
		[12, undefined],
	]);
});

test("validate: a polynomial has two to four coefficients", () => {
	takes(`${KEY}.poly`, [
		["1,2", "1,2"],
		["-1, 0.5, 1e-3, 4.25e-9", "-1,0.5,1e-3,4.25e-9"],
		["1", undefined],
		["1,2,3,4,5", undefined],
		["1;2", undefined],
		["1,e3", undefined],
	]);
});

test("validate: a range and a clamp have two ends, the lesser one first", () => {
	for (const name of ["range", "clamp"])
		takes(`${KEY}.${name}`, [
			["0..100", "0..100"],
			[" -40 .. 85.5 ", "-40..85.5"],
			["100..0", undefined],
			["1..1", undefined],
			["0...5", undefined],
			["0..", undefined],
			["0-100", undefined],
			["0..1..2", undefined],
		]);
});

test("validate: an error of them names the key, what is wanted and what it got", () => {
	equal(
		new Settings().set(`${KEY}.points`, "1=1"),
		'sensor.soil.moisture.points: allowed is 2 to 8 points raw=value, each raw once, such as 2.75=0,1.2=100, got "1=1"',
	);
	equal(
		new Settings().set(`${KEY}.range`, "5..1"),
		'sensor.soil.moisture.range: allowed is two numbers least..most, the first one less, such as 0..100 or -40..85, got "5..1"',
	);
});
