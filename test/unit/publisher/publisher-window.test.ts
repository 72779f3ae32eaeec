import { channelPlan, type PlanChanges } from "fakes/plans";
import { PublisherBench } from "fakes/publisher";
import { equal, ok, test } from "harness";

const HOUR_S = 3_600;
/** A Monday, 00:00 UTC. */
const MONDAY = Date.UTC(2026, 10, 23);
const WINDOW = { from: 6, hours: 14, days: 0b0111110, zoneMinutes: 0 };

/** The hours, counted from Monday 00:00 UTC, of the messages in `hours` from then on. */
function messages(changes: PlanChanges, hours: number, epoch = MONDAY): number[] {
	const bench = new PublisherBench([channelPlan({ intervalMs: HOUR_S * 1_000, window: WINDOW, ...changes })]);
	bench.clock.epoch = epoch;
	bench.publisher.onReady();
	bench.publisher.onTime();
	const at: number[] = [];
	for (let i = 0; i < hours * 6; i++) {
		bench.sample(i);
		for (const line of bench.run(600)) if (!line.endsWith("pingreq")) at.push(Number(line.split(" ")[0]) / HOUR_S);
		if (bench.port.owed) bench.answer();
	}
	return at.map((hour) => Math.round(hour * 100) / 100);
}

test("window: outside of it no row closes; it begins with its first moment, then one row an interval", () => {
	equal(messages({}, 30), [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 30]);
});

test("window: rows on the clock are those of the clock that are in it", () => {
	const at = messages({ align: true, window: { ...WINDOW, zoneMinutes: 30 } }, 30);
	equal(at, [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 30]);
});

test("window: over a weekend that is none of its days it sleeps", () => {
	const at = messages({}, 7 * 24 + 6.5);
	equal(at.length, 5 * 14 + 1);
	equal(at.slice(69), [4 * 24 + 19, 7 * 24 + 6]);
});

test("window: an interval longer than the window is one row a day, at its beginning", () => {
	const at = messages({ intervalMs: 86_400_000, window: { ...WINDOW, hours: 1 } }, 100);
	equal(at, [6, 30, 54, 78]);
});

test("window: while the time is unknown there is none: losing readings is worse", () => {
	equal(messages({}, 5, 0).length, 5);
});

test("window: the first row of a day sums up what was sampled since the last one of the day before", () => {
	const bench = new PublisherBench([channelPlan({ intervalMs: HOUR_S * 1_000, window: WINDOW })]);
	bench.clock.epoch = MONDAY;
	bench.publisher.onReady();
	bench.sample(7);
	const lines = bench.run(6 * HOUR_S + 1);
	ok(lines[0].includes("field1=7.0"), lines.join());
});
