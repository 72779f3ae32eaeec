import { ChannelBench, fieldPlans } from "fakes/plans";
import { equal, ok, test } from "harness";
import { drainMs } from "publisher/drain";

test("drain: rows times the pace, longer by what comes in meanwhile", () => {
	equal(drainMs(100, 16_000, Number.POSITIVE_INFINITY), 1_600_000);
	equal(drainMs(100, 16_000, 32_000), 3_200_000, "every other message is a new row");
	equal(drainMs(100, 16_000, 64_000), 2_133_333);
	equal(drainMs(0, 16_000, 1_000), 0);
	equal(drainMs(7, 0, 1_000), 0, "without a pace");
});

test("drain: never when rows come as fast as they leave, or faster", () => {
	equal(drainMs(1, 16_000, 16_000), Number.POSITIVE_INFINITY);
	equal(drainMs(1, 16_000, 15_000), Number.POSITIVE_INFINITY);
	equal(drainMs(1, 0, 0), Number.POSITIVE_INFINITY);
});

for (const [name, changes] of [
	["one a minute", {}],
	["as often as may be sent", { intervalMs: 15_000 }],
	["field by field, with a time", { perField: true, timeless: false, fields: fieldPlans(3), intervalMs: 45_000 }],
] as const) {
	test(`drain: what a channel of ${name} expects is what it takes`, () => {
		const bench = new ChannelBench(changes);
		bench.online = false;
		const sample = [1, 2, 3];
		bench.run(2_400, ...sample);
		const { drainMs: expected } = bench.channel;
		ok(bench.channel.rows.kept >= 10 && expected > 150_000, `${bench.channel.rows.kept} rows, ${expected} ms`);
		bench.online = true;
		let took = 0;
		while (bench.channel.rows.kept > 1 && took < 10_000) {
			bench.run(1, ...sample);
			took++;
			bench.channel.barrier();
			bench.channel.proved();
		}
		ok(Math.abs(took * 1_000 - expected) < 0.15 * expected, `${took} s, expected ${expected} ms`);
	});
}
