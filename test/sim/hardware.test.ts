import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { Failure } from "core/result";
import { I2cBus } from "../../sim/board/bus";
import { bundleGuest } from "../../sim/bundle";
import { VirtualClock } from "../../sim/clock/virtual";
import { makerOf } from "../../sim/engine/makers";
import { ModelNetwork } from "../../sim/network/model";
import { findRoot } from "../../sim/root";
import { Simulator } from "../../sim/simulator";
import { World } from "../fakes/air";
import { ENGINES } from "../fakes/firmware";

const ROOT = findRoot();
const script = bundleGuest({ root: ROOT, main: join(ROOT, "test/fakes/hardware-main.ts") });

/** What the simulated board's own drivers do that no firmware shows yet: test/fakes/hardware-main.ts looks round. */
for (const { engine, skip } of ENGINES) {
	test(`${engine}: the simulated board scans its bus and the air, without a network and on one`, {
		skip,
	}, async (t) => {
		const maker = makerOf(engine, ROOT);
		assert.ok(maker);
		const clock = new VirtualClock();
		const bus = new I2cBus();
		for (const address of [0x44, 0x76]) bus.attach(address, { write: () => true, read: () => undefined });
		const lines: string[] = [];
		const simulator = new Simulator({
			engine: maker,
			clock,
			network: new ModelNetwork({ clock, accept: () => Failure.Unreachable }),
			radio: new World().options.air(clock),
			bus,
			probe: () => new Float64Array(5),
			script: await script,
			config: {},
			seed: 1,
			onLine: (line) => lines.push(line),
			onCrash: (reason) => lines.push(reason),
		});
		t.after(() => simulator.stop());
		await simulator.start();
		await simulator.advance(60_000);
		assert.deepEqual(lines, [
			"memory NaN RangeError: duplicate address",
			"scanning true",
			"chip 0x44 room",
			"chip 0x76 -",
			"bus done",
			"found barn -60",
			"found house -75",
			"scanned true",
			"state 5 barn 192.0.2.77 -60",
			"scanning true",
			"found barn -60",
			"found house -75",
			"scanned true",
			"state 5",
		]);
	});
}
