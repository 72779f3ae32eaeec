import assert from "node:assert/strict";
import { test } from "node:test";
import { type Client, Phase } from "mqtt/client";
import { AttemptRules } from "../../../sim/soak/world/invariants-attempts";
import type { Link } from "../../../sim/soak/world/link";
import type { Session } from "../../../sim/soak/world/session";
import type { World } from "../../../sim/soak/world/world";
import { broken, emptyWorld } from "../../fakes/empty-world";

function tries(world: World, rules: AttemptRules, waits: readonly number[]): void {
	rules.boot();
	for (const wait of waits) {
		world.run(world.now + wait);
		rules.connecting(8883);
	}
}

/** Ceilings that double, each wait somewhere below. */
function goodWaits(count: number): number[] {
	const random = emptyWorld().random("waits");
	return Array.from({ length: count }, (_, i) => random.between(1_000, Math.min(300_000, 2_000 * 2 ** i)));
}

test("B1 holds for full jitter below ceilings that double", () => {
	const world = emptyWorld();
	tries(world, new AttemptRules(world, { transport: "tls" }), goodWaits(60));
	assert.deepEqual(world.violations, []);
});

test("B1 finds attempts that are not a second apart, but not the second way of auto", () => {
	const world = emptyWorld();
	tries(world, new AttemptRules(world, { transport: "tls" }), [5_000, 999]);
	assert.deepEqual(broken(world), ["B1"]);
	const other = emptyWorld();
	const rules = new AttemptRules(other, { transport: "auto" });
	rules.connecting(8883);
	other.run(other.now + 500);
	rules.connecting(443);
	assert.deepEqual(broken(other), []);
});

test("B1 finds a back-off that does not grow", () => {
	const world = emptyWorld();
	tries(
		world,
		new AttemptRules(world, { transport: "tls" }),
		Array.from({ length: 40 }, (_, i) => 2_000 + i * 500),
	);
	assert.deepEqual(broken(world), ["B1"]);
});

test("B1 finds a back-off without jitter", () => {
	const world = emptyWorld();
	tries(world, new AttemptRules(world, { transport: "tls" }), new Array(40).fill(300_000));
	assert.deepEqual(broken(world), ["B1"]);
});

test("B1 finds an attempt that comes too soon behind a refused password", () => {
	const world = emptyWorld();
	const rules = new AttemptRules(world, { transport: "tls" });
	world.faultsOn = () => 1;
	tries(world, rules, [5_000]);
	rules.refused({} as Session, 4);
	world.run(world.now + 149_000);
	rules.connecting(8883);
	assert.deepEqual(broken(world), ["B1"]);
});

test("B1 finds an attempt that comes too soon behind a take-over", () => {
	const world = emptyWorld();
	const rules = new AttemptRules(world, { transport: "tls" });
	world.faultsOn = (kind) => (kind === undefined || kind === "take-over" ? 1 : 0);
	for (let i = 0; i < 4; i++) {
		world.run(world.now + 100_000);
		rules.connecting(8883);
		const session = { connectedAt: world.now, goodbye: false, link: { held: true, hole: false } } as unknown as Session;
		rules.session();
		world.run(world.now + 5_000);
		rules.left(session);
	}
	assert.deepEqual(broken(world), ["B1"]);
});

test("L2 finds an attempt that has no end", () => {
	for (const held of [true, false]) {
		const world = emptyWorld();
		world.probe.client = { phase: Phase.Opening } as Client;
		new AttemptRules(world, { transport: "tls" }).attempt({ held, target: { port: 8883 } } as unknown as Link);
		world.run(world.now + 70_000);
		assert.deepEqual(broken(world), held ? ["L2"] : []);
	}
});
