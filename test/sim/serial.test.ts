import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { I2cBus } from "../../sim/board/bus";
import { RECEIVE_RING, SerialWire } from "../../sim/board/serial";
import { bundleGuest } from "../../sim/bundle";
import { VirtualClock } from "../../sim/clock/virtual";
import type { EngineName } from "../../sim/engine/engine";
import { makerOf } from "../../sim/engine/makers";
import { ModelNetwork } from "../../sim/network/model";
import { findRoot } from "../../sim/root";
import { Simulator } from "../../sim/simulator";
import { ENGINES } from "../fakes/firmware";
import { WireTerminal } from "../fakes/wire-terminal";

const ROOT = findRoot();
const script = bundleGuest({ root: ROOT, main: join(ROOT, "test/fakes/guest/serial-main.ts") });
/** Bytes a millisecond at 115200 baud, 8N1. */
const RATE = 11.52;

/** A board that runs one part of test/fakes/guest/serial-main. */
async function startPart(t: TestContext, engine: EngineName, part: string) {
	const clock = new VirtualClock();
	const wire = new SerialWire(clock);
	const terminal = new WireTerminal(wire);
	const lines: string[] = [];
	const maker = makerOf(engine, ROOT);
	assert.ok(maker);
	const simulator = new Simulator({
		engine: maker,
		clock,
		network: new ModelNetwork({ clock, accept: () => undefined }),
		bus: new I2cBus(),
		serial: wire,
		probe: () => new Float64Array(5),
		script: await script,
		config: { part },
		seed: 1,
		onLine: (line) => lines.push(line),
		onCrash: (reason) => lines.push(`crash: ${reason}`),
	});
	t.after(() => simulator.stop());
	await simulator.start();
	return { wire, terminal, lines, simulator };
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: serial: bytes go both ways as they are, every value of a byte`, { skip }, async (t) => {
		const text = await startPart(t, engine, "echo");
		const all = Uint8Array.from({ length: 256 }, (_, i) => i);
		const came: Uint8Array[] = [];
		const board = await startPart(t, engine, "echo");
		board.wire.attach({ output: (bytes) => came.push(Uint8Array.from(bytes)) });
		board.terminal.type(all);
		await board.simulator.advance(1_000);
		assert.deepEqual(Uint8Array.from(Buffer.concat(came)), all);
		text.terminal.type("grün\r");
		await text.simulator.advance(100);
		assert.equal(text.terminal.output, "grün\r");
	});

	test(`${engine}: serial: the wire carries 11.52 bytes a millisecond, in both directions`, { skip }, async (t) => {
		const { terminal, simulator } = await startPart(t, engine, "flood");
		await simulator.advance(500);
		const carried = terminal.output.length;
		assert.ok(Math.abs(carried - RATE * 500) <= 121, String(carried));
		await simulator.advance(10_000 / RATE - 500 + 1);
		assert.equal(terminal.output.length, 10_000);
		const echo = await startPart(t, engine, "echo");
		echo.terminal.type("x".repeat(4_096));
		await echo.simulator.advance(4_096 / RATE);
		assert.ok(echo.terminal.output.length > 4_096 - 3 * 120 && echo.terminal.output.length < 4_096);
		await echo.simulator.advance(50);
		assert.equal(echo.terminal.output.length, 4_096);
	});

	test(`${engine}: serial: room is told, and a write beyond it throws`, { skip }, async (t) => {
		const { lines, simulator } = await startPart(t, engine, "flood");
		await simulator.advance(2_000);
		const rooms = lines.flatMap((line) => /^room (\d+)/.exec(line)?.[1] ?? []).map(Number);
		assert.equal(rooms[0], 512);
		assert.ok(
			rooms.every((room) => room > 0 && room <= 512),
			String(rooms),
		);
		assert.ok(lines.includes("one more: Error: output full"), lines.join("\n"));
	});

	test(`${engine}: serial: bytes that the firmware left are told again`, { skip }, async (t) => {
		const { terminal, simulator, lines } = await startPart(t, engine, "nibble");
		terminal.type("0123456789");
		await simulator.advance(50);
		assert.equal(terminal.output, "0123456789");
		assert.deepEqual(lines, ["readable 10", "readable 7", "readable 4", "readable 1"]);
	});

	test(`${engine}: serial: a firmware that does not read loses what its receive ring cannot hold, and no more`, {
		skip,
	}, async (t) => {
		const { wire, simulator } = await startPart(t, engine, "deaf");
		wire.send(new Uint8Array(RECEIVE_RING));
		await simulator.advance(1_000);
		assert.equal(wire.lost, 0);
		wire.send(new Uint8Array(500));
		await simulator.advance(1_000);
		assert.equal(wire.lost, 500);
	});

	test(`${engine}: serial: it refuses what the SDK's refuses, and reads in each of its ways`, { skip }, async (t) => {
		const { terminal, simulator, lines } = await startPart(t, engine, "inspect");
		terminal.type("abc");
		await simulator.advance(10);
		terminal.type("defghi");
		await simulator.advance(10);
		assert.deepEqual(lines, [
			"no pin: Error: invalid",
			"port 3: RangeError: invalid port",
			"baud 0: RangeError: invalid baud",
			"format: RangeError: invalid format",
			"second: RangeError: port in use",
			"too early: Error: output full",
			"format: buffer",
			"readable 3",
			"readable 9",
			"read(0): Error: invalid",
			"read(2): 97,98",
			"read(buffer): 3",
			"number: 102",
			"read(): 103,104,105",
			"nothing: undefined",
			"closed: TypeError: serial port is closed",
			"again: undefined",
		]);
	});
}

test("serial: the far end is asked to wait, and told when it may go on; nobody there is fine", async () => {
	const clock = new VirtualClock();
	const wire = new SerialWire(clock);
	let drained = 0;
	const leave = wire.attach({ output: () => undefined, drained: () => drained++ });
	assert.equal(wire.send(new Uint8Array(4_000)), true);
	assert.equal(wire.send(new Uint8Array(4_000)), false);
	clock.step(8_000 / RATE);
	while (clock.step(8_000 / RATE));
	assert.equal(drained, 0);
	while (clock.step(8_000 / RATE + 1));
	assert.equal(drained, 1);
	leave();
	wire.open(115_200, { data: () => undefined, room: () => undefined });
	wire.write(new Uint8Array(10));
	while (clock.step(10_000));
	assert.equal(drained, 1);
});
