import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ResetReason } from "health/system";
import { I2cBus } from "../../sim/board/bus";
import { BoardFlash } from "../../sim/board/flash";
import { SerialWire } from "../../sim/board/serial";
import { BoardStorage } from "../../sim/board/storage";
import { FileStorage } from "../../sim/board/storage-file";
import { BoardSupervisor } from "../../sim/board/supervisor";
import { bundleGuest } from "../../sim/bundle";
import { RealClock } from "../../sim/clock/real";
import { makerOf } from "../../sim/engine/makers";
import { NodeNetwork } from "../../sim/network/node";
import { findRoot } from "../../sim/root";
import { Session } from "../../sim/session";
import { ENGINES } from "../fakes/firmware";
import { WireTerminal } from "../fakes/wire-terminal";

const ROOT = findRoot();
const script = bundleGuest({ root: ROOT, main: join(ROOT, "test/fakes/guest/restart-main.ts") });
const folder = mkdtempSync(join(tmpdir(), "fieldfeed-storage-"));
after(() => rmSync(folder, { recursive: true, force: true }));

async function until(condition: () => boolean): Promise<void> {
	for (let i = 0; !condition(); i++) {
		assert.ok(i < 500, "it did not come in 10 s");
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: a restart: another engine, the same storage, retained memory, clock and wire; nothing of the old firmware is heard`, {
		skip,
	}, async () => {
		const clock = new RealClock(10);
		const wire = new SerialWire(clock);
		const terminal = new WireTerminal(wire);
		const maker = makerOf(engine, ROOT);
		assert.ok(maker);
		const supervisor = new BoardSupervisor();
		supervisor.retained = new Uint8Array(32);
		const session = new Session({
			engine: maker,
			clock,
			network: new NodeNetwork(),
			serial: wire,
			bus: new I2cBus(),
			storage: new BoardStorage(),
			flash: new BoardFlash(),
			supervisor,
			probe: () => new Float64Array(5),
			script: await script,
			config: {},
			seed: 1,
			forMs: undefined,
			publishes: undefined,
			mode: "plain",
			proofless: true,
		});
		const over = session.run();
		for (let boot = 1; boot <= 3; boot++) {
			await until(() => terminal.output.split(";").length === boot + 1);
			if (boot < 3) terminal.type("restart\r");
		}
		session.stop();
		assert.equal(await over, 0);
		const said = terminal.output.split(";").map((text) => text.split(", random "));
		assert.deepEqual(
			said.slice(0, 3).map(([text]) => text),
			[
				`boot 1, retained 1, reason ${ResetReason.PowerOn}`,
				`boot 2, retained 2, reason ${ResetReason.Software}`,
				`boot 3, retained 3, reason ${ResetReason.Software}`,
			],
		);
		assert.equal(new Set(said.slice(0, 3).map(([, random]) => random)).size, 3, "each boot has numbers of its own");
	});
}

test("--storage: a file keeps what the board stores, for its owner alone; erasing empties it", () => {
	const path = join(folder, "board.json");
	const value = Uint8Array.from({ length: 256 }, (_, i) => i);
	const storage = new FileStorage(path);
	storage.write(Uint8Array.of(3, ...Buffer.from("a/b"), ...value));
	storage.write(Uint8Array.of(3, ...Buffer.from("a/c")));
	storage.delete("a/c");
	assert.equal(statSync(path).mode & 0o777, 0o600);
	const again = new FileStorage(path);
	assert.deepEqual([...again.values.keys()], ["a/b"]);
	assert.deepEqual(again.read("a/b"), Uint8Array.of(1, ...value));
	again.erase();
	assert.equal(new FileStorage(path).values.size, 0);
	assert.equal(readFileSync(path, "utf8").includes("a/b"), false);
});

test("--storage: a file that is something else is refused in one line without its content, and stays", () => {
	for (const text of ["planted-secret", "{}", '{"format":"other","values":{}}', "[]", "null"]) {
		const path = join(folder, "other.json");
		writeFileSync(path, text);
		assert.throws(
			() => new FileStorage(path),
			(error: Error) => /^--storage: .*choose another name$/.test(error.message),
		);
		assert.equal(readFileSync(path, "utf8"), text);
	}
	assert.throws(() => new FileStorage(join(folder, "none", "x.json")), /^Error: --storage: cannot write .*ENOENT/);
});
