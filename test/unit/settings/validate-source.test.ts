import { equal, ok, test } from "harness";
import { MODELS } from "sensors/catalog";
import { AGGREGATIONS } from "settings/schema";
import { Settings } from "settings/settings";
import { splitSource } from "settings/validate";

function set(given: unknown): string | undefined {
	const settings = new Settings();
	const error = settings.set("channel.1.field1", given);
	return error === undefined ? settings.text("channel.1.field1") : undefined;
}

test("source: <sensor>.<quantity> with any aggregation, or none, in lower case", () => {
	equal(set("room.temperature"), "room.temperature");
	equal(set(" Room.cpuTemperature "), "room.cputemperature");
	equal(set("a-1_b.x:COUNT"), "a-1_b.x:count");
	equal(set("az09.az09"), "az09.az09");
	equal(set("z0.0"), "z0.0");
	for (const aggregation of AGGREGATIONS) equal(set(`room.load:${aggregation}`), `room.load:${aggregation}`);
});

test("source: anything else is refused", () => {
	for (const given of [
		"",
		"room",
		"room.",
		".temperature",
		"room.temperature.x",
		"room.temperature:",
		"room.temperature:mode",
		"room.temperature:mean:max",
		":mean",
		"1room.temperature",
		"ro om.temperature",
		`${"r".repeat(17)}.temperature`,
		"room.temp erature",
		"room.temp\nerature",
		"room.\x1b[2J",
		"room.\x9b2J",
		"room.température",
		"room.a`",
		"room.a{",
		"room.a/",
		"room.a_b",
		"room.\ud800",
		`room.${"t".repeat(25)}`,
		7,
		true,
		null,
		{},
		["room.temperature"],
	])
		equal(set(given), undefined, String(given));
	ok(set(`${"r".repeat(16)}.${"t".repeat(24)}:median`) !== undefined, "48 characters in all");
});

test("source: every quantity of every model can be named", () => {
	for (const { model } of MODELS)
		for (const { name } of model.quantities) equal(set(`room.${name}`), `room.${name.toLowerCase()}`);
});

test("source: splits into its parts; last when no aggregation is said", () => {
	equal(splitSource("room.temperature"), { sensor: "room", quantity: "temperature", aggregation: "last" });
	equal(splitSource("room.load:max"), { sensor: "room", quantity: "load", aggregation: "max" });
	for (const text of ["", "room", "a.b.c", "a.b:c:d"]) equal(splitSource(text), undefined, text);
});
