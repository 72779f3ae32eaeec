import { NOTHING, takes } from "fakes/kinds";
import { test } from "harness";

test("validate: a decimal keeps the digits it was given in, within its limits and eight decimals", () => {
	takes("channel.1.latitude", [
		["47.10", "47.10"],
		[" -90 ", "-90"],
		["90.00000000", "90.00000000"],
		["90.00000001", undefined],
		["-90.1", undefined],
		["1.123456789", undefined],
		["0.5", "0.5"],
		[".5", undefined],
		["5.", undefined],
		["+5", undefined],
		["1e1", undefined],
		["0x10", undefined],
		["47,1", undefined],
		["", undefined],
		["-", undefined],
		[47.3769, "47.3769"],
		[-0.5, "-0.5"],
		[1e-7, undefined],
		[Number.NaN, undefined],
		[Number.POSITIVE_INFINITY, undefined],
		[true, undefined],
		...NOTHING,
	]);
	takes("channel.1.longitude", [
		["180", "180"],
		["-180.0", "-180.0"],
		["180.1", undefined],
	]);
	takes("channel.1.elevation", [
		["-430.5", "-430.5"],
		["100000", "100000"],
		["100001", undefined],
	]);
});

test("validate: hours are two of a day that differ, over midnight too", () => {
	takes("channel.1.hours", [
		["6-20", "6-20"],
		[" 22-5 ", "22-5"],
		["0-24", "0-24"],
		["06-08", "06-08"],
		["6-6", undefined],
		["24-6", undefined],
		["6-25", undefined],
		["6", undefined],
		["6-", undefined],
		["-6-8", undefined],
		["6:30-8", undefined],
		[6, undefined],
		...NOTHING,
	]);
});

test("validate: days are names of three letters, alone or from one to the other, in any case", () => {
	takes("channel.1.days", [
		["mon-fri", "mon-fri"],
		["SAT,sun", "sat,sun"],
		["fri-mon", "fri-mon"],
		["mon", "mon"],
		["mon-", undefined],
		["monday", undefined],
		["mon,,tue", undefined],
		["mon-wed-fri", undefined],
		["", undefined],
		...NOTHING,
	]);
});

test("validate: a time zone is hours, and minutes behind a colon", () => {
	takes("time.zone", [
		["+1", "+1"],
		["-3:30", "-3:30"],
		["5:45", "5:45"],
		["0", "0"],
		["14", "14"],
		["14:01", undefined],
		["-12", "-12"],
		["-12:01", undefined],
		["1:60", undefined],
		["1:5", undefined],
		["utc", undefined],
		["", undefined],
		[1, "1"],
		[-3, "-3"],
		[1.5, undefined],
		...NOTHING,
	]);
});
