import { equal, ok, test } from "harness";
import { opensAt, type WindowPlan } from "publisher/window";
import { parseDays, parseHours, parseZone } from "settings/window";

const HOUR = 3_600_000;
/** A Monday, 00:00 UTC. */
const MONDAY = Date.UTC(2026, 10, 23);

function windowOf(hours: string, days = "sun-sat", zone = "0"): WindowPlan {
	const { from, to } = parseHours(hours) ?? { from: 0, to: 24 };
	const length = to > from ? to - from : to + 24 - from;
	return { from, hours: length, days: parseDays(days) ?? 0, zoneMinutes: parseZone(zone) ?? 0 };
}

/** The hour, counted from Monday 00:00 UTC, at which it is open next. */
function opens(window: WindowPlan, hour: number): number {
	return (opensAt(window, MONDAY + hour * HOUR) - MONDAY) / HOUR;
}

test("window: open from its first hour up to, and without, its second one", () => {
	const day = windowOf("6-20");
	equal([opens(day, 5.99), opens(day, 6), opens(day, 19.99), opens(day, 20)], [6, 6, 19.99, 30]);
});

test("window: over midnight it is open on both sides of it", () => {
	const night = windowOf("22-5");
	equal([opens(night, 4.99), opens(night, 5), opens(night, 21), opens(night, 23)], [4.99, 22, 22, 23]);
});

test("window: over midnight it belongs to the day on which it begins", () => {
	const night = windowOf("22-5", "fri");
	equal(
		[opens(night, 2), opens(night, 4 * 24 + 23), opens(night, 5 * 24 + 4), opens(night, 5 * 24 + 5)],
		[118, 119, 124, 286],
	);
});

test("window: days only are whole days; a week's end is found from the other one", () => {
	const weekend = windowOf("0-24", "sat,sun");
	equal(
		[opens(weekend, 0), opens(weekend, 5 * 24), opens(weekend, 6 * 24 + 23), opens(weekend, 7 * 24)],
		[120, 120, 167, 288],
	);
	const days = windowOf("0-24", "fri-mon");
	equal([opens(days, 5), opens(days, 24), opens(days, 4 * 24)], [5, 96, 96]);
});

test("window: hours and days are those of the time zone", () => {
	equal(opens(windowOf("6-20", "mon", "+1"), 0), 5);
	equal(opens(windowOf("6-20", "mon", "-3:30"), 0), 9.5);
	equal(opens(windowOf("0-24", "mon", "+14"), 10), 7 * 24 - 14, "there it is Tuesday already");
});

test("window: at any hour of a week it opens within seven days, and is open then", () => {
	for (const hours of ["6-20", "22-5", "23-1", "0-24"]) {
		for (const days of ["mon", "sun", "sat-sun", "wed"]) {
			const window = windowOf(hours, days, "5:45");
			for (let hour = 0; hour < 168; hour += 0.5) {
				const next = opens(window, hour);
				ok(next >= hour && next <= hour + 168, `${hours} ${days} ${hour}: ${next}`);
				equal(opens(window, next), next, `${hours} ${days} ${hour}`);
			}
		}
	}
});
