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

test("scan i2c: for a chip without a sensor it offers what to set, under a name that is free", () => {
	const { bus, board } = bench({
		...STATION,
		"sensor.sht3x.model": "simulated",
		"sensor.sht3x-2.model": "simulated",
	});
	bus.chips.set(0x44, CHIP);
	bus.chips.set(0x45, CHIP);
	bus.chips.set(0x3c, CHIP);
	const told = new Told<I2cFinding>();
	equal(board.draft.set("sensor.sht3x-4.model", "simulated"), undefined);
	begun(board.host.scanI2c(told));
	board.run(10);
	equal(
		told.items.map(({ name, settings }) => [name, settings]),
		[
			["", []],
			["sht3x-3", [["sensor.sht3x-3.model", "sht3x"]]],
			[
				"sht3x-5",
				[
					["sensor.sht3x-5.model", "sht3x"],
					["sensor.sht3x-5.address", "0x45"],
				],
			],
		],
	);
	for (const { settings } of told.items) {
		for (const [key, value] of settings) equal(board.draft.set(key, value), undefined, key);
	}
	equal(board.host.check(), []);
});

test("scan i2c: a chip that a sensor uses has no offer; one on another bus is offered with it", () => {
	const bus = new FakeI2cBus();
	const board = new FakeBoard({
		settings: { ...STATION, "sensor.air.model": "sht3x" },
		device: { io: { I2C: bus.I2C }, I2C: { grove: { data: 1, clock: 2 } } },
	});
	bus.chips.set(0x44, CHIP);
	const told = new Told<I2cFinding>();
	begun(board.host.scanI2c(told));
	board.run(10);
	equal(
		told.items.map(({ settings }) => settings),
		[
			[
				["sensor.sht3x.model", "sht3x"],
				["sensor.sht3x.bus", "grove"],
			],
		],
	);
});
