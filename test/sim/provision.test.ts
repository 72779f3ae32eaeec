import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { BoardStorage } from "../../sim/board/storage";
import { findRoot } from "../../sim/root";
import { Sender } from "../../tools/lib/provision/sender";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";
import { noise } from "../fakes/provision-line";
import { seeded } from "../fakes/random";
import { WirePort } from "../fakes/wire-port";

const { Session } = await import(pathToFileURL(join(findRoot(), "tools/lib/provision/session.mjs")).href);

const SECRET = "Qx7mosquito-pw";
const SETTINGS = {
	"device.name": "Gewächshaus",
	mqtt: { host: "other.test", clientId: "JzQ", userName: "JzQ", password: SECRET },
	"console.password": "hunter2-9",
};
const BYTES = new TextEncoder().encode(JSON.stringify(SETTINGS));

const nobody = async () => undefined;

for (const { engine, skip } of ENGINES) {
	test(`${engine}: a program sets a board up over its console while somebody's line stands there half typed`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker();
		const storage = new BoardStorage();
		const options = { engine, console: true, storage, accept: () => broker.accept() } as const;
		const firmware = await startFirmware(options);
		await firmware.simulator.advance(20_000);
		firmware.type("set device.name nobo");
		const port = new WirePort(firmware);
		const session = new Session(port);
		await session.wake(nobody);
		assert.equal((await session.command("version")).version, "0.1.0");
		const ending = await session.transfer(new Sender(BYTES, false), () => undefined);
		assert.deepEqual(ending, { ok: true, keys: 6, certain: true });
		await session.command("lock");
		await port.send("json off\r");
		await firmware.simulator.advance(30_000);
		assert.equal(
			broker.arrivals.filter(({ packet }) => packet.cmd === "connect").length,
			2,
			"the new settings are in force",
		);
		assert.match(firmware.screen, /Gewächshaus \(locked\)> $|Gewächshaus \(locked\)>$/);
		for (const secret of [SECRET, "hunter2-9"]) assert.equal(firmware.output.includes(secret), false);
		assert.deepEqual(firmware.crashes, []);
		const again = await startFirmware(options);
		await again.simulator.advance(5_000);
		const locked = new Session(new WirePort(again));
		await assert.rejects(
			locked.wake(async () => "a guess"),
			/not its password/,
		);
		const opened = new Session(new WirePort(again));
		await opened.wake(async () => "hunter2-9");
		assert.equal((await opened.command("get device.name")).ok, true);
	});

	test(`${engine}: the same on a line that hits one byte in 200, both ways, through the whole console`, {
		skip,
	}, async () => {
		for (let seed = 1; seed <= 4; seed++) {
			const random = seeded(seed);
			const firmware = await startFirmware({ engine, console: true, accept: () => undefined });
			const port = new WirePort(firmware, noise(random, 200), noise(random, 200));
			const session = new Session(port);
			await session.wake(nobody);
			const ending = await session.transfer(new Sender(BYTES, true), () => undefined);
			assert.deepEqual([ending.ok, ending.keys], [true, 6], JSON.stringify(ending));
			for (const secret of [SECRET, "hunter2-9"]) assert.equal(firmware.output.includes(secret), false);
			assert.deepEqual(firmware.crashes, []);
			await firmware.simulator.stop();
		}
	});

	test(`${engine}: a transfer that is not gone on with changes nothing`, { skip }, async () => {
		const storage = new BoardStorage();
		const firmware = await startFirmware({ engine, console: true, storage, accept: () => undefined });
		const port = new WirePort(firmware);
		const session = new Session(port);
		await session.wake(nobody);
		const sender = new Sender(BYTES, false);
		await port.send(`${sender.start()}\r`);
		const first = sender.take((await port.next(1_000)) ?? "");
		assert.match(first ?? "", /^:0 /);
		await port.send(`${first}\r`);
		await firmware.simulator.advance(10_500);
		await port.next(0);
		assert.match((await port.next(0)) ?? "", /"error":"idle"/);
		assert.equal((await session.command("get mqtt.host")).ok, true);
		assert.equal(firmware.output.includes("other.test"), false);
	});
}
