/** It is known who has an I2C bus open; while somebody has, nobody else touches its pins. */

import { FakeClock } from "fakes/clock";
import { FakeI2cBus } from "fakes/i2c";
import { FakeLines, ReadingChip } from "fakes/i2c-lines";
import { Sht3xRig } from "fakes/sht3x";
import { equal, ok, test, throws } from "harness";
import { type Board, openSensor } from "sensors/catalog";
import { busState, I2C_TIMEOUT_MS, i2cPlace } from "sensors/entry";
import { BusState, type I2cOptions } from "sensors/i2c";
import { Shared } from "sensors/shared";

const PINS = { data: FakeLines.data, clock: FakeLines.clock };

function bench(bus = new FakeI2cBus()) {
	const lines = new FakeLines();
	const board: Board = {
		device: {
			io: { I2C: bus.I2C, Digital: lines.Digital },
			I2C: { default: PINS, again: PINS, grove: { data: 1, clock: 2 } },
		},
		clock: new FakeClock(0),
		shared: new Shared(),
		random: () => 0.5,
	};
	return { lines, board, bus, state: (name = "default") => busState({ model: "sht3x", bus: name }, board) };
}

test("bus users: a bus is not looked at while an instance of its pins is open, under whatever name of it", () => {
	const { lines, board, state } = bench();
	lines.chips.push(new ReadingChip(0, 8));
	const { io, ...place } = i2cPlace({ model: "sht3x", bus: "again" }, board);
	const one = new io({ ...(place as I2cOptions), hz: 1, address: 0x44 });
	const two = new io({ ...(place as I2cOptions), hz: 1, address: 0x45 });
	equal(state(), BusState.Sound);
	one.close();
	one.close();
	equal(state(), BusState.Sound, "the other one is open");
	two.close();
	equal(state(), BusState.Freed);
	equal(lines.clocks > 0, true);
});

test("bus users: an instance that cannot be made, or throws when it is closed, has nothing open", () => {
	const { lines, board, state, bus } = bench();
	class Hard extends bus.I2C {
		override close(): void {
			super.close();
			throw new Error("hard to close");
		}
	}
	const device = { ...board.device, io: { ...board.device.io, I2C: Hard } };
	const { io } = i2cPlace({ model: "sht3x" }, { ...board, device });
	throws(() => new io({ hz: 0, address: 0x44 }), "options");
	const open = new io({ hz: 1, address: 0x44, ...PINS });
	throws(() => open.close(), "hard");
	lines.chips.push(new ReadingChip(0, 8));
	equal(state(), BusState.Freed);
});

test("bus users: a sensor that has failed to open has nothing open; one that is open has, until it is closed", () => {
	const rig = new Sht3xRig();
	const { board, state, lines } = bench(rig.bus);
	lines.chips.push({ holds: (line) => line === "data", changed: () => undefined });
	const sensor = openSensor({ model: "sht3x" }, board);
	equal(state(), BusState.Sound);
	sensor.close();
	equal(state(), BusState.Stuck);
	rig.chip.faults.absent = true;
	throws(() => openSensor({ model: "sht3x" }, board), "no SHT3x answers");
	equal(state(), BusState.Stuck);
});

test("bus users: what nobody can look at counts as sound: no class for pins, pins with names, no such bus", () => {
	const { board, state, lines } = bench();
	lines.chips.push(new ReadingChip(0, 8));
	const { Digital, ...io } = board.device.io;
	ok(Digital);
	equal(busState({ model: "sht3x" }, { ...board, device: { ...board.device, io } }), BusState.Sound);
	const named = { ...board.device, I2C: { default: { data: "SDA", clock: "SCL" } } };
	equal(busState({ model: "sht3x" }, { ...board, device: named }), BusState.Sound);
	equal([state("qwiic"), lines.clocks], [BusState.Sound, 0]);
});

test("bus users: transfers have a time-out, which a board's bus may say otherwise", () => {
	const { board } = bench();
	equal(i2cPlace({ model: "sht3x" }, board).timeout, I2C_TIMEOUT_MS);
	const device = { ...board.device, I2C: { default: { ...PINS, timeout: 7 } } };
	equal(i2cPlace({ model: "sht3x" }, { ...board, device }).timeout, 7);
});
