import assert from "node:assert/strict";
import { test } from "node:test";
import type { Channel } from "../../../sim/soak/world/channel";
import { DateRules } from "../../../sim/soak/world/invariants-dates";
import type { World } from "../../../sim/soak/world/world";
import { broken, emptyWorld, payloadOf, takeSample } from "../../fakes/empty-world";

const MINUTE_MS = 60_000;

interface Bench {
	readonly world: World;
	readonly channel: Channel;
	/** A sample, and a minute. */
	sample(): number;
}

function bench(): Bench {
	const world = emptyWorld();
	world.board.setTime(world.time);
	const channel = world.broker.addChannel({ id: "1", behind: 0, minIntervalMs: 15_000, sums: false });
	const rules = new DateRules(world);
	rules.boot();
	world.watchers.push(rules);
	return {
		world,
		channel,
		sample: () => {
			const sample = takeSample(world);
			world.run(world.now + MINUTE_MS);
			return sample;
		},
	};
}

test("rows in order, each once or sent again to the letter, break no rule", () => {
	const { world, channel, sample } = bench();
	const [one, other] = [sample(), sample()];
	for (const next of [one, one, other, other]) {
		channel.take(payloadOf(world, next));
		world.run(world.now + MINUTE_MS);
	}
	assert.deepEqual(world.violations, []);
	assert.deepEqual([channel.delivered, channel.duplicates], [2, 2]);
});

test("C2 finds a row that was not sampled", () => {
	const { world, channel } = bench();
	channel.take("field1=21.00&field2=0.00&field3=1&created_at=2026-06-01T00%3A00%3A00Z");
	assert.deepEqual(broken(world), ["C2"]);
});

test("C2 finds a sample that comes again with another created_at", () => {
	const { world, channel, sample } = bench();
	const one = sample();
	channel.take(payloadOf(world, one));
	world.run(world.now + MINUTE_MS);
	channel.take(payloadOf(world, one, world.truth.timeOf(one) + 1_000));
	assert.deepEqual(broken(world), ["C2"]);
});

test("C2 finds two rows of one time", () => {
	const { world, channel, sample } = bench();
	const [one, other] = [sample(), sample()];
	channel.take(payloadOf(world, one));
	world.run(world.now + MINUTE_MS);
	channel.take(payloadOf(world, other, world.truth.timeOf(one)));
	assert.deepEqual(broken(world), ["C2"]);
});

test("C2 finds a created_at that is not that of the sample, unless the board was told a wrong time", () => {
	for (const lied of [false, true]) {
		const { world, channel, sample } = bench();
		if (lied) world.board.setTime(world.time + MINUTE_MS);
		const one = sample();
		channel.take(payloadOf(world, one, world.truth.timeOf(one) + MINUTE_MS));
		assert.deepEqual(broken(world), lied ? [] : ["C2"]);
	}
});

test("C3 finds an older row behind a newer one", () => {
	const { world, channel, sample } = bench();
	const [one, other] = [sample(), sample()];
	channel.take(payloadOf(world, other));
	world.run(world.now + MINUTE_MS);
	channel.take(payloadOf(world, one));
	assert.deepEqual(broken(world), ["C3"]);
});

test("R1 finds updates that come too soon", () => {
	const { world, channel, sample } = bench();
	const [one, other] = [sample(), sample()];
	channel.take(payloadOf(world, one));
	world.run(world.now + 14_999);
	channel.take(payloadOf(world, other));
	assert.deepEqual(broken(world), ["R1"]);
});

test("S2 and X1 find a secret and a defect on the console", () => {
	const { world } = bench();
	world.secrets.push("tomatoes");
	world.heard("joining Greenhouse with tomatoes");
	world.heard("error: a defect was caught, starting over in 60 s: TypeError");
	assert.deepEqual(broken(world), ["S2", "X1"]);
});
