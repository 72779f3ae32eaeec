import type { OneWireFinding } from "console/finding";
import { begun, FakeBoard, STATION, Told } from "fakes/board";
import { FakeOneWire } from "fakes/one-wire";
import { equal, test } from "harness";
import { Ds18b20Chip } from "../../../sim/board/chips/ds18b20";

const FIRST = "28010203040000bc";
const SECOND = "280902030400001d";

function bench(settings: object = STATION) {
	const bus = new FakeOneWire();
	const now = (): number => 0;
	for (const serial of [1, 9]) bus.attach(4, new Ds18b20Chip([serial, 2, 3, 4, 0, 0], () => 20, now));
	const board = new FakeBoard({ settings, device: { io: { OneWire: bus.OneWire } } });
	board.run(1);
	return { bus, board };
}

function scanned(board: FakeBoard, pin?: number): readonly unknown[] {
	const told = new Told<OneWireFinding>();
	begun(board.host.scanOneWire(pin, told));
	equal(told.items, []);
	board.run(1_000);
	return [told.items.map((item) => [item.pin, item.rom, item.chip, item.model, item.sensor]), told.done];
}

test("scan 1wire: on the pin that is given, whatever the settings say", () => {
	const { bus, board } = bench();
	equal(scanned(board, 4), [
		[
			[4, SECOND, "DS18B20", "ds18b20", ""],
			[4, FIRST, "DS18B20", "ds18b20", ""],
		].sort(),
		[undefined],
	]);
	equal(scanned(board, 5), [[], [undefined]]);
	equal(bus.open.size, 0);
});

test("scan 1wire: on the pins of the settings, on the bus that the sensors have open, and names them", () => {
	const { bus, board } = bench({
		...STATION,
		"sensor.soil.model": "ds18b20",
		"sensor.soil.pin": 4,
		"sensor.soil.rom": FIRST,
	});
	equal([...bus.open], [4]);
	equal(scanned(board), [
		[
			[4, FIRST, "DS18B20", "ds18b20", "soil"],
			[4, SECOND, "DS18B20", "ds18b20", ""],
		],
		[undefined],
	]);
	equal([...bus.open], [4]);
});

test("scan 1wire: what cannot be looked at is one line", () => {
	const { bus, board } = bench();
	const told = new Told<OneWireFinding>();
	equal(board.host.scanOneWire(undefined, told), "the settings name no 1-Wire pin: scan 1wire PIN");
	board.pins.taken = [6];
	equal(board.host.scanOneWire(6, told), "pin 6 cannot be driven: it is taken");
	equal(new FakeBoard().host.scanOneWire(4, told), "this board has no 1-Wire master");
	bus.open.add(4);
	equal(scanned(board, 4), [[], ["pin 4: pin in use"]]);
});
