import { ChannelBench, fieldPlan, type PlanChanges } from "fakes/plans";
import { Aggregation } from "feed/aggregate";
import { Update } from "feed/payload";
import { equal, ok, test } from "harness";
import type { FieldPlan } from "publisher/fields-plan";

const HOUR_S = 3_600;
/** When a channel's first turn is. */
const FIRST_S = 15;

/** A channel with a row a minute, whose first fields have these deltas, sampled once a second. */
class World extends ChannelBench {
	constructor(deltas: readonly number[], fields: readonly FieldPlan[], changes: PlanChanges = {}) {
		super({
			fields,
			delta: { deltas, patienceMs: fields.map(() => 60_000), heartbeatMs: HOUR_S * 1_000 },
			...changes,
		});
		this.run(FIRST_S); // the first turn, without a reading: from now on each is at the end of a minute
	}

	/** Minutes with a sample of these values each second; gives the rows that were kept, their fields' values in order. */
	minutes(count: number, ...values: number[]): number[][] {
		this.online = false;
		this.run(60 * count, ...values);
		return this.rows();
	}

	rows(): number[][] {
		const update = new Update();
		const all: number[][] = [];
		const { rows } = this.channel;
		rows.rewind();
		while (rows.unsent > 0 && rows.peek(update)) {
			all.push(update.values.slice(0, this.channel.plan.fields.length));
			rows.sent();
		}
		rows.barrier();
		rows.proved();
		return all;
	}
}

const one = (aggregation: Aggregation): readonly FieldPlan[] => [fieldPlan({ aggregation })];

test("delta: the first row is kept, the next one when the field has moved by its delta, up or down, or more", () => {
	const world = new World([0.5], one(Aggregation.Last));
	equal(world.minutes(3, 20), [[20]]);
	equal(world.minutes(3, 20.4), []);
	equal(world.minutes(3, 20.5), [[20.5]]);
	equal(world.minutes(3, 20.1), []);
	equal(world.minutes(3, 20), [[20]]);
	equal(world.minutes(3, 19.6), []);
	equal(world.minutes(3, 30), [[30]]);
});

test("delta: it counts from the last row that was kept, so that a creep is not lost", () => {
	const world = new World([0.5], one(Aggregation.Last));
	const kept: number[] = [];
	for (let i = 0; i <= 20; i++) for (const [value] of world.minutes(1, 20 + i / 10)) kept.push(value);
	equal(kept, [20, 20.5, 21, 21.5, 22]);
});

test("delta: readings are compared as they are written: 20.3 is 0.2 more than 20.1", () => {
	const world = new World([0.2], one(Aggregation.Last));
	world.minutes(1, 20.1);
	equal(world.minutes(1, 20.3), [[20.3]]);
});

test("delta: 0 keeps each change, but no row in which nothing changed", () => {
	const world = new World([0], one(Aggregation.Last));
	equal(world.minutes(5, 20), [[20]]);
	equal(world.minutes(5, 20.1), [[20.1]]);
});

test("delta: without any move there is a row at each heartbeat", () => {
	const world = new World([5], one(Aggregation.Mean));
	equal(world.minutes(24 * 60, 20).length, 24);
});

test("delta: sum and count lose nothing over rows that were left out, whatever decides", () => {
	const fields = [
		fieldPlan({ field: 0, quantity: 0 }),
		fieldPlan({ field: 1, quantity: 1, aggregation: Aggregation.Sum }),
		fieldPlan({ field: 2, quantity: 1, aggregation: Aggregation.Count, digits: 0 }),
	];
	const world = new World([1, Number.NaN, Number.NaN], fields);
	const all = [...world.minutes(1, 20, 0.5), ...world.minutes(9, 20, 0.5), ...world.minutes(1, 25, 0.5)];
	equal(all.length, 2);
	const [sum, count] = [1, 2].map((field) => all.reduce((total, row) => total + row[field], 0));
	equal([sum, count], [330, 660]);
});

test("delta: a sum has moved when the amount since the last row is its delta: rain by the millimetre", () => {
	const world = new World([1], one(Aggregation.Sum));
	const kept: number[] = [];
	const tips = [0, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0, 0, 0.2, 0.4, 1.2, 0, 0, 0.2];
	world.online = false;
	for (const tip of tips) {
		world.sample(tip);
		world.run(60);
		for (const [value] of world.rows()) kept.push(value);
	}
	equal(kept, [0, 1, 2], "the first row, then a millimetre or more; 0.2 mm are in the row that is open");
});

test("delta: a mean begins anew with each turn, so that a step is seen at once and whole", () => {
	const world = new World([1], one(Aggregation.Mean));
	world.minutes(1, 20);
	equal(world.minutes(30, 20.5), []);
	equal(world.minutes(1, 22), [[22]]);
});

test("delta: a maximum falls again", () => {
	const world = new World([5], one(Aggregation.Max));
	equal(world.minutes(1, 20), [[20]]);
	equal(world.minutes(3, 22), []);
	equal(world.minutes(1, 12), [[12]]);
});

test("delta: a field without one decides nothing, and is summed up over all turns since the last row", () => {
	const fields = [
		fieldPlan({ field: 0, quantity: 0 }),
		fieldPlan({ field: 1, quantity: 1, aggregation: Aggregation.Mean }),
		fieldPlan({ field: 2, quantity: 1, aggregation: Aggregation.Max }),
	];
	const world = new World([1, Number.NaN, Number.NaN], fields);
	world.minutes(1, 20, 0);
	equal(world.minutes(1, 20, 10), []);
	equal(world.minutes(2, 20, 40), []);
	equal(world.minutes(1, 21, 10), [[21, 25, 40]]);
});

test("delta: of several fields with one, one that has moved is enough, and the row has all", () => {
	const fields = [fieldPlan({ field: 0, quantity: 0 }), fieldPlan({ field: 1, quantity: 1 })];
	const world = new World([1, 10], fields);
	equal(world.minutes(1, 20, 50), [[20, 50]]);
	equal(world.minutes(2, 20.9, 59), []);
	equal(world.minutes(2, 20.9, 60), [[20.9, 60]]);
	equal(world.minutes(2, 20.9, 69), []);
});

test("delta: a row is kept when a field goes, and when it comes again; not at each turn between", () => {
	const fields = [fieldPlan({ field: 0, quantity: 0 }), fieldPlan({ field: 1, quantity: 1 })];
	const world = new World([1, 1], fields);
	equal(world.minutes(2, 20, 50), [[20, 50]]);
	equal(world.minutes(10, 20, Number.NaN), [[20, Number.NaN]]);
	equal(world.minutes(10, 20, 50), [[20, 50]]);
});

test("delta: a sensor that is sampled less often than the channel has turns does not come and go", () => {
	const fields = [fieldPlan({ field: 0, sensor: 0 }), fieldPlan({ field: 1, sensor: 1 })];
	const patienceMs = [60_000, 1_200_000];
	const world = new World([1, 1], fields, { delta: { deltas: [1, 1], patienceMs, heartbeatMs: HOUR_S * 1_000 } });
	world.online = false;
	let rows = 0;
	for (let minute = 0; minute < 60; minute++) {
		if (minute % 10 === 0) world.channel.accept(1, Float64Array.of(5));
		rows += world.minutes(1, 20).length;
	}
	ok(rows <= 2, `${rows} rows`);
});

test("delta: nothing is left out for somebody who asks", () => {
	const world = new World([5], one(Aggregation.Last));
	world.minutes(2, 20);
	world.sample(20);
	equal(world.channel.closeNow(), true);
	equal(world.rows(), [[20]]);
});

test("delta: what is open before a restart is kept, so that its sum is not lost", () => {
	const world = new World([5], one(Aggregation.Sum));
	world.minutes(1, 0);
	equal(world.minutes(2, 0.01), []);
	world.channel.finish();
	equal(world.rows(), [[1.2]]);
});

test("delta: field feeds go out together, those that have not moved as well", () => {
	const fields = [fieldPlan({ field: 0, quantity: 0 }), fieldPlan({ field: 1, quantity: 1 })];
	const world = new World([1, 1], fields, { perField: true, timeless: true });
	equal(world.run(300, 20, 50).length, 2);
	equal(world.run(300, 21, 50).length, 2);
	equal(world.run(300, 21, 50).length, 0);
});

test("delta: a status goes out with the rows that are kept", () => {
	const world = new World([1], one(Aggregation.Last), { bare: true });
	equal(world.minutes(30, 20).length, 2, "the first one without a reading, and the one in which it came");
	equal(world.minutes(30, 20).length, 0);
});

test("delta: new settings with the same fields go on from the last row; with others the next row is kept", () => {
	const adopted = (fields: readonly FieldPlan[]): number => {
		const world = new World([1], one(Aggregation.Last));
		world.minutes(2, 20);
		const heir = new World([2], fields);
		heir.run(120);
		heir.channel.adopt(world.channel);
		return heir.minutes(5, 20).length;
	};
	equal(adopted(one(Aggregation.Last)), 0);
	equal(adopted(one(Aggregation.Max)), 1);
});
