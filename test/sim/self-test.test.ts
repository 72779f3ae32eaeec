import assert from "node:assert/strict";
import { test } from "node:test";
import { BoardStorage } from "../../sim/board/storage";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

const STEPS = ["link", "time", "DNS", "TCP", "TLS", "login", "publish"];

/** Name and verdict of each step that the screen shows. */
function results(screen: string): string[] {
	return screen.split("\n").flatMap((line) => {
		const [, step, verdict] = line.match(/^(\w+) +(ok|FAILED) /) ?? [];
		return step === undefined ? [] : [`${step} ${verdict}`];
	});
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: the self-test tries the way to the broker step by step, and leaves the session as it was`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker();
		const firmware = await startFirmware({ engine, console: true, accept: () => broker.accept() });
		broker.watch(firmware.clock);
		await firmware.simulator.advance(20_000);
		firmware.type("log off\rtest\r");
		await firmware.simulator.advance(60_000);
		assert.deepEqual(
			results(firmware.screen),
			STEPS.map((step) => `${step} ok`),
			firmware.screen,
		);
		assert.match(firmware.screen, /everything works/);
		const commands = broker.arrivals.map(({ packet }) => packet.cmd);
		assert.equal(commands.filter((command) => command === "connect").length, 2);
		assert.equal(commands.filter((command) => command === "disconnect").length, 1, "a goodbye before the test");
		const published = broker.arrivals.filter(({ packet }) => packet.cmd === "publish").map(({ ticks }) => ticks);
		assert.ok(published.length >= 2);
		for (let i = 1; i < published.length; i++)
			assert.ok(published[i] - published[i - 1] >= 16_000, "at the channel's pace");
		assert.equal(firmware.output.includes("planted-secret"), false);
	});

	test(`${engine}: the self-test stops at what is wrong and says what to do`, { skip }, async () => {
		const broker = new ScriptedBroker({ returnCode: 5 });
		const firmware = await startFirmware({ engine, console: true, accept: () => broker.accept() });
		firmware.type("log off\rtest\r");
		await firmware.simulator.advance(60_000);
		assert.deepEqual(results(firmware.screen).slice(-2), ["TLS ok", "login FAILED"], firmware.screen);
		assert.match(firmware.screen, /mqtt\.clientId/);
		const away = await startFirmware({ engine, console: true, accept: () => undefined });
		away.type("log off\rtest\r");
		await away.simulator.advance(60_000);
		assert.deepEqual(results(away.screen).slice(-1), ["TCP FAILED"], away.screen);
	});

	test(`${engine}: publish closes a row now, and says when it has arrived`, { skip }, async () => {
		const broker = new ScriptedBroker();
		const firmware = await startFirmware({ engine, console: true, accept: () => broker.accept() });
		await firmware.simulator.advance(40_000);
		const before = broker.published.length;
		firmware.type("publish\r");
		await firmware.simulator.advance(5_000);
		assert.equal(broker.published.length, before + 1);
		assert.match(firmware.screen, /channel 42: the broker has read it/);
	});

	test(`${engine}: restart says goodbye, and behind it nothing runs any more`, { skip }, async () => {
		const broker = new ScriptedBroker();
		const firmware = await startFirmware({ engine, console: true, accept: () => broker.accept() });
		await firmware.simulator.advance(5_000);
		firmware.type("restart\r");
		await firmware.simulator.advance(2_000);
		assert.equal(firmware.restarts.length, 1);
		assert.equal(broker.arrivals.at(-1)?.packet.cmd, "disconnect");
		const { length } = firmware.lines;
		await firmware.simulator.advance(10 * 60_000);
		assert.deepEqual([firmware.lines.length, firmware.restarts.length, broker.connections], [length, 1, 1]);
		assert.deepEqual(firmware.crashes, []);
	});

	test(`${engine}: a factory reset leaves no secret behind, on the flash or anywhere`, { skip }, async () => {
		const storage = new BoardStorage();
		const broker = new ScriptedBroker();
		const firmware = await startFirmware({ engine, console: true, storage, accept: () => broker.accept() });
		firmware.type("set mqtt.password another-planted-secret; save\r");
		await firmware.simulator.advance(2_000);
		const dump = (): string =>
			[...storage.values.values()].map((value) => Buffer.from(value).toString("latin1")).join();
		assert.ok(dump().includes("another-planted-secret"));
		firmware.type("factory-reset yes\r");
		await firmware.simulator.advance(2_000);
		assert.equal(dump(), "");
		assert.equal(firmware.restarts.length, 1);
		assert.equal((firmware.output + firmware.lines.join()).includes("planted"), false);
	});
}
