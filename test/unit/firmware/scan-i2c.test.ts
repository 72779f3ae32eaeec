import type { I2cFinding } from "console/host";
import { begun, FakeBoard, STATION, Told } from "fakes/board";
import { FakeI2cBus } from "fakes/i2c";
import { equal, ok, test } from "harness";

/** A chip that acknowledges everything and means nothing. */
const CHIP = { write: () => true, read: (count: number) => new Uint8Array(count) };

function bench(settings: object = STATION) {
	const bus = new FakeI2cBus();
	const board = new FakeBoard({
		settings,
		device: { io: { I2C: bus.I2C }, I2C: { default: { data: 21, clock: 22 } } },
	});
	return { bus, board };
}

test("scan i2c: each chip with the models that it could be, and the sensor that is there", () => {
	const { bus, board } = bench({ ...STATION, "sensor.room.model": "sht3x", "sensor.room.address": 0x45 });
	bus.chips.set(0x44, CHIP);
	bus.chips.set(0x45, CHIP);
	bus.chips.set(0x76, CHIP);
	board.run(1);
	const told = new Told<I2cFinding>();
	begun(board.host.scanI2c(told));
	equal(told.items, []);
	board.run(10);
	equal(
		told.items.map(({ address, sensor, models }) => [address, sensor, models.includes("sht3x")]),
		[
			[0x44, "", true],
			[0x45, "room", true],
			[0x76, "", false],
		],
	);
	equal(told.done, [undefined]);
});

test("scan i2c: an empty bus, a cancelled scan, a board without a bus", () => {
	const { board } = bench();
	const told = new Told<I2cFinding>();
	begun(board.host.scanI2c(told));
	board.run(10);
	equal([told.items, told.done], [[], [undefined]]);
	begun(board.host.scanI2c(told)).cancel();
	board.run(10);
	equal(told.done.length, 1);
	ok(String(new FakeBoard().host.scanI2c(told)).includes("no I2C bus"));
});
