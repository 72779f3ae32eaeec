import assert from "node:assert/strict";
import { pbkdf2Sync } from "node:crypto";
import { join } from "node:path";
import { test } from "node:test";
import { I2cBus } from "../../sim/board/bus";
import { bundleGuest } from "../../sim/bundle";
import { VirtualClock } from "../../sim/clock/virtual";
import { makerOf } from "../../sim/engine/makers";
import { ModelNetwork } from "../../sim/network/model";
import { findRoot } from "../../sim/root";
import { Simulator } from "../../sim/simulator";
import { ENGINES } from "../fakes/firmware";

const ROOT = findRoot();
const script = bundleGuest({ root: ROOT, main: join(ROOT, "test/fakes/password-main.ts") });

for (const { engine, skip } of ENGINES) {
	test(`the simulated board stretches a password as PBKDF2-HMAC-SHA256 does (${engine})`, { skip }, async () => {
		const lines: string[] = [];
		const clock = new VirtualClock();
		const maker = makerOf(engine, ROOT);
		assert.ok(maker);
		const simulator = new Simulator({
			engine: maker,
			clock,
			network: new ModelNetwork({ clock, accept: () => undefined, latencyMs: 1 }),
			bus: new I2cBus(),
			probe: () => new Float64Array(5),
			script: await script,
			config: {},
			seed: 1,
			onLine: (line) => lines.push(line),
			onCrash: (reason) => assert.fail(reason),
		});
		await simulator.start();
		await simulator.stop();
		const [form, right, wrong] = lines.join().split(" ");
		assert.deepEqual([right, wrong], ["true", "false"]);
		const [scheme, iterations, salt, hash] = form.split("$");
		assert.equal(scheme, "pbkdf2-sha256");
		const bytes = pbkdf2Sync("Sesame öffne dich", Buffer.from(salt, "hex"), Number(iterations), 32, "sha256");
		assert.equal(hash, bytes.toString("hex"));
	});
}
