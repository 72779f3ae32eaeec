import assert from "node:assert/strict";
import { test } from "node:test";
import { type Client, Phase } from "mqtt/client";
import { LivenessRules } from "../../../sim/soak/world/invariants-liveness";
import type { World } from "../../../sim/soak/world/world";
import { broken, emptyWorld } from "../../fakes/empty-world";

const TICK_MS = 300_000;

function rulesOf(world: World): LivenessRules {
	const rules = new LivenessRules(world, {
		transport: "tls",
		channels: [{ id: "1", behind: 0, minIntervalMs: 15_000 }],
	});
	rules.boot();
	return rules;
}

function ticks(world: World, rules: LivenessRules, count: number): void {
	for (let i = 0; i < count; i++) {
		world.run(world.now + TICK_MS);
		rules.tick();
	}
}

function join(world: World): void {
	world.radio.join("Greenhouse", "tomatoes");
	world.run(world.now + 5_000);
	assert.equal(world.radio.up, true);
}

test("L2 finds a station that joins nothing, where there is something to join", () => {
	const world = emptyWorld();
	const rules = rulesOf(world);
	ticks(world, rules, 2);
	assert.deepEqual(broken(world), []);
	ticks(world, rules, 2);
	assert.deepEqual(broken(world), ["L2"]);
});

test("L1 finds a clock that is not set, with nothing wrong", () => {
	const world = emptyWorld();
	join(world);
	ticks(world, rulesOf(world), 5);
	assert.deepEqual(broken(world), ["L1"]);
});

test("L1 and L2 find a client that rests", () => {
	const world = emptyWorld();
	join(world);
	world.board.setTime(world.time);
	world.probe.client = { phase: Phase.Waiting } as Client;
	ticks(world, rulesOf(world), 5);
	assert.deepEqual(broken(world), ["L2", "L1"]);
});

test("L1 is not asked for while something is wrong, but L2 is", () => {
	const world = emptyWorld();
	join(world);
	world.board.setTime(world.time);
	world.faultsOn = (kind) => (kind === undefined ? 1 : 0);
	world.probe.client = { phase: Phase.Waiting } as Client;
	ticks(world, rulesOf(world), 5);
	assert.deepEqual(broken(world), ["L2"]);
});

test("K1 finds a half-open connection that nobody finds", () => {
	const world = emptyWorld();
	join(world);
	const link = world.network.connect(
		{ address: "192.0.2.10", port: 1883 },
		{ opened: () => undefined, arrived: () => undefined, room: () => undefined, ended: () => undefined },
	);
	world.run(world.now + 1_000);
	link.hole = true;
	world.probe.client = { phase: Phase.Ready } as Client;
	world.faultsOn = (kind) => (kind === undefined ? 1 : 0);
	ticks(world, rulesOf(world), 7);
	assert.deepEqual(broken(world), ["K1"]);
});
