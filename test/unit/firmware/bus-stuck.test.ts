/** A chip that was cut off in the middle of a read holds SDA low: the board frees the bus and has its sensor soon. */

import { FakeBoard, STATION } from "fakes/board";
import { FakeI2cBus } from "fakes/i2c";
import { FakeLines, ReadingChip } from "fakes/i2c-lines";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";
import { Sht3xChip } from "../../../sim/board/chips/sht3x";

function bench() {
	const bus = new FakeI2cBus();
	const lines = new FakeLines();
	const board = new FakeBoard({
		settings: { ...STATION, "sensor.air.model": "sht3x" },
		device: {
			io: { I2C: bus.I2C, Digital: lines.Digital },
			I2C: { default: { data: FakeLines.data, clock: FakeLines.clock } },
		},
	});
	const air = { temperature: () => 20, humidity: () => 50 };
	const chip = new Sht3xChip(air, () => board.clock.ticks);
	bus.chips.set(0x44, {
		write: (bytes) => lines.level("data") === 1 && chip.write(bytes),
		read: (count) => (lines.level("data") === 1 ? chip.read(count) : undefined),
	});
	return { board, lines };
}

test("bus stuck at boot: it is freed, told once, and the sensor sampled a second later", () => {
	const { board, lines } = bench();
	lines.chips.push(new ReadingChip(0x00, 5));
	board.run(2);
	const [air] = board.host.sensors();
	equal([air.fault, air.samples, air.faults, air.counts[Fault.Absent]], [Fault.None, 2, 1, 1]);
	const told = board.log.lines.filter((line) => line.startsWith("error"));
	equal(told, ["error sensor.air: SDA of its I2C bus was held low; clocks have freed it"]);
	equal(board.faults, []);
});

test("bus stuck for good: a fault of its own, and the try after it far apart; freed by hand it is found within five minutes", () => {
	const { board, lines } = bench();
	lines.chips.push({ holds: (line) => line === "data", changed: () => undefined });
	board.run(3_600);
	const [air] = board.host.sensors();
	equal([air.fault, air.samples, air.counts[Fault.BusStuck]], [Fault.BusStuck, 17, 17]);
	ok(air.nextInMs > 0 && air.nextInMs <= 300_000, String(air.nextInMs));
	lines.chips.splice(0);
	board.run(300);
	equal(board.host.sensors()[0].fault, Fault.None);
});
