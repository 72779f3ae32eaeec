import assert from "node:assert/strict";
import { test } from "node:test";
import type { Journal } from "journal/journal";
import type { Rows } from "journal/rows";
import { encodeRecord } from "settings/record";
import { settle } from "../../../sim/soak/world/accounts";
import { deploymentOf } from "../../../sim/soak/world/deployment";
import { JournalRules } from "../../../sim/soak/world/invariants-journal";
import { MemoryRules } from "../../../sim/soak/world/invariants-memory";
import { ResetRules } from "../../../sim/soak/world/invariants-resets";
import { SettingsRules } from "../../../sim/soak/world/invariants-settings";
import { DAY_MS } from "../../../sim/soak/world/world";
import { broken, emptyWorld, takeSample } from "../../fakes/empty-world";

function rowsOf(kept: number, stored: number, evicted = 0): Rows {
	return { kept, evicted, spoilt: 0, unconfirmed: 0, account: { stored } } as unknown as Rows;
}

test("C1 finds a reading that is nowhere, unless the device says that it had to go", () => {
	for (const evicted of [0, 1]) {
		const world = emptyWorld();
		const deployment = { ...deploymentOf(world, {}), sampleMs: 60_000, rowMs: 60_000, thin: false };
		const channel = world.broker.addChannel({ id: "1", behind: 0, minIntervalMs: 15_000, sums: false });
		takeSample(world);
		world.run(world.now + DAY_MS);
		const told = [{ id: "1", kept: 0, evicted, spoilt: 0, unconfirmed: 0 }];
		const account = settle(world, deployment, [channel], told, [], new Map());
		assert.equal(account.lost, 1 - evicted);
		assert.deepEqual(broken(world), evicted === 0 ? ["C1"] : []);
	}
});

test("P1 finds rows that were in flash and are gone behind a power cut, but for the one in flight", () => {
	for (const after of [9, 8]) {
		const world = emptyWorld();
		const rules = new JournalRules(world);
		world.probe.journal = { durable: true } as Journal;
		world.probe.rows.set("1", rowsOf(12, 10));
		rules.end(true);
		world.probe.onRows("1", rowsOf(after, after));
		assert.deepEqual(broken(world), after === 9 ? [] : ["P1"]);
	}
});

test("P1 finds rows that were in RAM alone and are gone behind a restart that was wished", () => {
	const world = emptyWorld();
	const rules = new JournalRules(world);
	world.probe.journal = { durable: true } as Journal;
	world.probe.rows.set("1", rowsOf(12, 10));
	rules.end(false);
	world.probe.onRows("1", rowsOf(11, 11));
	assert.deepEqual(broken(world), ["P1"]);
});

test("P1 finds settings that are older than those that were saved last, unless they have rotted", () => {
	for (const rotten of [false, true]) {
		const world = emptyWorld();
		const rules = new SettingsRules(world);
		const record = (sequence: number): Uint8Array => encodeRecord(new Map([["a", "b"]]), sequence) ?? assert.fail();
		world.storage.values.set("fieldfeed/a0", record(4));
		world.storage.values.set("fieldfeed/b0", record(5));
		rules.boot();
		world.storage.values.delete("fieldfeed/b0");
		world.storage.rotten = rotten;
		rules.boot();
		assert.deepEqual(broken(world), rotten ? [] : ["P1"]);
	}
});

test("M1 finds timers that become more and more", () => {
	const world = emptyWorld();
	const rules = new MemoryRules(world);
	rules.tick();
	assert.deepEqual(broken(world), []);
	for (let i = 0; i < 100; i++) world.scheduler.at(DAY_MS, () => undefined, true);
	rules.tick();
	assert.deepEqual(broken(world), ["M1"]);
});

test("wear: a sector that would not last ten years is found", () => {
	for (const erases of [270, 280]) {
		const world = emptyWorld();
		world.run(20 * DAY_MS);
		world.flash.chip.erases[7] = erases;
		new MemoryRules(world).finish();
		assert.deepEqual(broken(world), erases === 270 ? [] : ["wear"]);
	}
});

test("X1 finds a restart that says nothing of why", () => {
	const world = emptyWorld();
	new ResetRules(world).end(false);
	assert.deepEqual(broken(world), ["X1"]);
});
