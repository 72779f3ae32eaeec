import { Kind, type Setting } from "settings/schema";

/** The rows of channel.* beyond fields and intervals, and time.zone: a part of settings/schema. */
export const CHANNEL_SETTINGS: readonly Setting[] = Object.freeze([
	{
		key: "channel.<1-10>.latitude",
		kind: Kind.Decimal,
		least: -90,
		most: 90,
		since: "0.1.0",
		help: "position sent with each channel feed, decimal degrees, north is positive; with longitude or not at all",
	},
	{
		key: "channel.<1-10>.longitude",
		kind: Kind.Decimal,
		least: -180,
		most: 180,
		since: "0.1.0",
		help: "decimal degrees, east is positive; with latitude or not at all",
	},
	{
		key: "channel.<1-10>.elevation",
		kind: Kind.Decimal,
		least: -11_000,
		most: 100_000,
		unit: "m",
		since: "0.1.0",
		help: "metres above sea level",
	},
	{
		key: "channel.<1-10>.align",
		kind: Kind.Flag,
		least: 0,
		most: 0,
		fallback: false,
		since: "0.1.0",
		help: "true: updates on multiples of the interval on the UTC clock (900 s: on the quarter hour), once the time is known",
	},
	{
		key: "channel.<1-10>.hours",
		kind: Kind.Hours,
		least: 0,
		most: 0,
		since: "0.1.0",
		help: "update only from the first hour up to the second, over midnight too (22-5), in time.zone; always while the time is unknown",
	},
	{
		key: "channel.<1-10>.days",
		kind: Kind.Days,
		least: 0,
		most: 0,
		since: "0.1.0",
		help: "update only on these days, in time.zone; hours over midnight belong to the day on which they begin",
	},
	{
		key: "time.zone",
		kind: Kind.Zone,
		least: 0,
		most: 0,
		fallback: "0",
		since: "0.1.0",
		help: "what to add to UTC for hours and days; the board knows no daylight saving time, so change it by hand where that matters",
	},
]);
