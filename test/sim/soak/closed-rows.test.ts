import assert from "node:assert/strict";
import { test } from "node:test";
import { FIELDS } from "feed/payload";
import { Journal } from "journal/journal";
import { settle, type Told } from "../../../sim/soak/world/accounts";
import type { Channel } from "../../../sim/soak/world/channel";
import { deploymentOf } from "../../../sim/soak/world/deployment";
import { DAY_MS, type World } from "../../../sim/soak/world/world";
import { FakeClock } from "../../fakes/clock";
import { broken, emptyWorld, takeSample } from "../../fakes/empty-world";
import { RecordingLog } from "../../fakes/log";

const BEHIND = 4;

function channelOf(world: World): Channel {
	return world.broker.addChannel({ id: "1", behind: BEHIND, minIntervalMs: 15_000, sums: false });
}

/** A row of `count` samples that ends with the sample, as it is published. */
function rowOf(sample: number, count: number): Float64Array {
	const values = new Float64Array(FIELDS).fill(Number.NaN);
	values.set([(sample - 4_000) / 100, 0, count], BEHIND);
	return values;
}

function evicted(rows: number): Told[] {
	return [{ id: "1", kept: 0, evicted: rows, spoilt: 0, unconfirmed: 0 }];
}

test("C1 counts rows: one that had to go takes all readings with it that were typed into it", () => {
	for (const rows of [0, 1]) {
		const world = emptyWorld();
		const deployment = { ...deploymentOf(world, {}), sampleMs: 60_000, rowMs: 60_000, thin: false };
		const channel = channelOf(world);
		for (let i = 0; i < 3; i++) takeSample(world);
		channel.closed.take(rowOf(2, 3));
		world.run(world.now + DAY_MS);
		const account = settle(world, deployment, [channel], evicted(rows), [], new Map());
		assert.deepEqual([account.evicted, account.lost], rows === 1 ? [3, 0] : [0, 3]);
		assert.deepEqual(broken(world), rows === 1 ? [] : ["C1"]);
	}
});

test("C1 finds a row that nobody counts, whatever number of readings a row may have", () => {
	const world = emptyWorld();
	const deployment = { ...deploymentOf(world, {}), sampleMs: 60_000, rowMs: 180_000, thin: true };
	const channel = channelOf(world);
	for (let i = 0; i < 4; i++) takeSample(world);
	channel.closed.take(rowOf(1, 2));
	channel.closed.take(rowOf(3, 2));
	world.run(world.now + 40 * DAY_MS);
	const account = settle(world, deployment, [channel], evicted(1), [], new Map());
	assert.deepEqual([account.evicted, account.lost], [2, 2]);
	assert.deepEqual(broken(world), ["C1"]);
});

test("the soak hears of each row that the firmware closes", () => {
	const world = emptyWorld();
	const channel = channelOf(world);
	for (let i = 0; i < 3; i++) takeSample(world);
	const journal = new Journal({ clock: new FakeClock(), log: new RecordingLog(), flash: undefined });
	const rows = journal.rows("thingspeak 1");
	rows.append(rowOf(1, 2), 0);
	rows.append(new Float64Array(FIELDS).fill(Number.NaN), 0);
	assert.deepEqual(
		[0, 1, 2].map((sample) => channel.closed.of(sample)),
		[1, 1, 2],
	);
	assert.equal(rows.kept, 2);
});
