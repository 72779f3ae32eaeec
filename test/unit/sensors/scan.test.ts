import { FakeClock } from "fakes/clock";
import { FakeI2cBus } from "fakes/i2c";
import { equal, ok, test } from "harness";
import { MODELS } from "sensors/catalog";
import type { CatalogEntry } from "sensors/entry";
import type { I2cOptions } from "sensors/i2c";
import {
	type BusFinding,
	type BusScanOptions,
	FIRST_ADDRESS,
	LAST_ADDRESS,
	SLOW_MAX,
	SLOW_MS,
	scanBuses,
	TURN,
} from "sensors/scan";

/** A chip that acknowledges whatever comes. */
function chip() {
	return { write: () => true, read: () => undefined };
}

/** The names of our models that can be at an address. */
function models(address: number): string {
	return MODELS.filter(({ addresses, bus }) => bus === "i2c" && addresses?.includes(address))
		.map(({ name }) => name)
		.join();
}

const PINS = { data: 21, clock: 22 };

function bench(changes: Partial<BusScanOptions> = {}, buses: Readonly<Record<string, object>> = { default: PINS }) {
	const clock = new FakeClock();
	const bus = new FakeI2cBus();
	const heard: string[] = [];
	const show = ({ bus: name, address, models, sensor }: BusFinding): string =>
		`${name} 0x${address.toString(16)} [${models.join()}] ${sensor}`;
	const options: BusScanOptions = {
		device: { io: { I2C: bus.I2C }, I2C: buses },
		clock,
		users: [],
		onItem: (finding) => heard.push(show(finding)),
		onDone: (problem) => heard.push(`done ${problem ?? ""}`),
		...changes,
	};
	return { clock, bus, heard, options };
}

test("scan: every chip that acknowledges is told, with the models of ours that can be there", () => {
	const { clock, bus, heard, options } = bench();
	for (const address of [0x45, 0x76, FIRST_ADDRESS, LAST_ADDRESS]) bus.chips.set(address, chip());
	scanBuses(options);
	equal(heard, [], "nothing from inside");
	clock.advance(0);
	equal(heard, [
		"default 0x8 [] ",
		"default 0x45 [sht3x] ",
		`default 0x76 [${models(0x76)}] `,
		`default 0x77 [${models(0x77)}] `,
		"done ",
	]);
	const addresses = [...new Set(bus.opened.map(({ address }) => address))];
	equal([addresses.length, addresses[0], addresses.at(-1)], [112, 0x08, 0x77], "and no reserved address is tried");
	equal([bus.open, clock.pending], [0, 0]);
});

test("scan: it tries some addresses at a turn, so that nothing else waits for long", () => {
	let turn: (() => void) | undefined;
	let set = 0;
	const alarm = (callback: () => void) => {
		turn = callback;
		return { set: () => set++, clear: () => undefined };
	};
	const { bus, heard, options } = bench({ clock: { ticks: 0, alarm } });
	scanBuses(options);
	turn?.();
	equal([bus.opened.length, set], [TURN, 2]);
	while (heard.length === 0) turn?.();
	equal([bus.opened.length, set], [112, 1 + 112 / TURN]);
});

test("scan: a sensor that holds its address is told and left alone; one that could not be opened is tried and named", () => {
	const users = [
		{ name: "room", bus: "default", address: 0x44, open: true },
		{ name: "cellar", bus: "default", address: 0x45, open: false },
		{ name: "away", bus: "default", address: 0x60, open: false },
		{ name: "elsewhere", bus: "grove", address: 0x50, open: true },
	];
	const { clock, bus, heard, options } = bench({ users });
	bus.chips.set(0x45, chip());
	bus.chips.set(0x50, chip());
	scanBuses(options);
	clock.advance(0);
	equal(heard, [
		`default 0x44 [${models(0x44)}] room`,
		`default 0x45 [${models(0x45)}] cellar`,
		"default 0x50 [] ",
		"done ",
	]);
	equal(
		bus.opened.some(({ address }) => address === 0x44),
		false,
	);
});

test("scan: all buses are scanned; two names of the same pins are one bus", () => {
	const users = [{ name: "room", bus: "internal", address: 0x44, open: true }];
	const { clock, heard, options } = bench({ users }, { default: PINS, internal: PINS, grove: { data: 1, clock: 2 } });
	scanBuses(options);
	clock.advance(0);
	equal(heard, [`default 0x44 [${models(0x44)}] room`, "done "]);
});

test("scan: a bus that does not move is given up after a few slow probes, and the next one is scanned", () => {
	const alarms = new FakeClock();
	const clock = { ticks: 0, alarm: (callback: () => void) => alarms.alarm(callback) };
	const { bus, heard, options } = bench({ clock }, { default: PINS, grove: { data: 1, clock: 2 } });
	let probes = 0;
	class Stuck extends bus.I2C {
		readonly #slow: boolean;
		constructor(given: I2cOptions) {
			super(given);
			this.#slow = given.data === PINS.data;
		}
		override write(bytes: Uint8Array): unknown {
			if (!this.#slow) return super.write(bytes);
			probes++;
			clock.ticks += SLOW_MS;
			return 1;
		}
	}
	bus.chips.set(0x45, chip());
	scanBuses({ ...options, device: { ...options.device, io: { I2C: Stuck } } });
	alarms.advance(0);
	equal([probes, heard[0]], [SLOW_MAX, "grove 0x45 [sht3x] "]);
	ok(heard[1].startsWith('done I2C bus "default" does not move: check its wires'), heard[1]);
	equal([heard.length, bus.open], [2, 0]);
});

test("scan: an I2C class that throws where nobody acknowledges is understood as well", () => {
	const { clock, bus, heard, options } = bench();
	class Throwing extends bus.I2C {
		override write(bytes: Uint8Array): unknown {
			if (super.write(bytes) === 1) throw new Error("write failed");
			return undefined;
		}
	}
	bus.chips.set(0x45, chip());
	scanBuses({ ...options, device: { ...options.device, io: { I2C: Throwing } } });
	clock.advance(0);
	equal(heard, ["default 0x45 [sht3x] ", "done "]);
	equal(bus.open, 0);
});

test("scan: a bus that cannot be opened is told once; an address that is refused later is somebody's", () => {
	const { clock, bus, heard, options } = bench();
	const refusing = (refused: (address: number) => boolean) =>
		class extends bus.I2C {
			constructor(given: I2cOptions) {
				if (refused(given.address)) throw new RangeError("inUse");
				super(given);
			}
		};
	scanBuses({ ...options, device: { ...options.device, io: { I2C: refusing(() => true) } } });
	clock.advance(0);
	equal(heard.splice(0), ['done I2C bus "default" could not be opened: its pins are in use, or not fit for it']);
	scanBuses({ ...options, device: { ...options.device, io: { I2C: refusing((address) => address === 0x30) } } });
	clock.advance(0);
	equal(heard, ["default 0x30 [] ", "done "]);
});

test("scan: given up, nothing more is told or tried, also from inside an item", () => {
	const { clock, bus, heard, options } = bench();
	bus.chips.set(0x10, chip());
	bus.chips.set(0x11, chip());
	const scan = scanBuses({
		...options,
		onItem: (finding) => {
			options.onItem(finding);
			if (typeof scan !== "string") scan.cancel();
		},
	});
	clock.advance(0);
	equal([heard, bus.opened.at(-1)?.address, clock.pending], [[`default 0x10 [${models(0x10)}] `], 0x10, 0]);
	const other = scanBuses(options);
	if (typeof other !== "string") other.cancel();
	clock.advance(0);
	equal([heard.length, clock.pending], [1, 0]);
});

test("scan: a board without an I2C bus says so", () => {
	const { options } = bench({}, {});
	equal(scanBuses(options), "this board has no I2C bus");
	equal(scanBuses({ ...options, device: { io: {} } }), "this board has no I2C bus");
	equal(scanBuses({ ...options, device: { io: {}, I2C: { default: PINS } } }), "this board has no I2C bus");
});

/** A model at 0x76 whose chip says `id` when it is asked. */
function model(name: string, identify?: CatalogEntry["identify"]): CatalogEntry {
	const entry: CatalogEntry = {
		name,
		chip: `Chip ${name}`,
		model: { quantities: [], conversionMs: 0 },
		bus: "i2c",
		addresses: [0x76],
		open: () => {
			throw new Error("unused");
		},
	};
	return identify ? { ...entry, identify } : entry;
}

function findings(models: readonly CatalogEntry[], changes: Partial<BusScanOptions> = {}): readonly BusFinding[] {
	const found: BusFinding[] = [];
	const { clock, bus, options } = bench({ ...changes, models });
	bus.chips.set(0x76, chip());
	bus.chips.set(0x3c, chip());
	scanBuses({ ...options, onItem: (finding) => found.push(finding) });
	clock.advance(0);
	equal([bus.open, clock.pending], [0, 0], "all is closed");
	return found;
}

test("scan: well known chips that are no sensors of ours are named", () => {
	const [display] = findings([]);
	equal([display.address, display.models, display.known.startsWith("OLED display")], [0x3c, [], true]);
});

test("scan: a chip that says who it is is that alone, and sure", () => {
	const [, one] = findings([model("a", () => false), model("b"), model("c", () => true)]);
	equal([one.models, one.chips, one.identified, one.known], [["c"], ["Chip c"], true, ""]);
});

test("scan: a chip that says who it is not is one of the others; what cannot be asked says nothing", () => {
	const broken = model("d", () => {
		throw new Error("read failed");
	});
	const [, one] = findings([model("a", () => false), model("b"), broken]);
	equal([one.models, one.chips, one.identified], [["b", "d"], ["Chip b", "Chip d"], false]);
	equal(findings([model("a", () => false)])[1].models, []);
});

test("scan: the chip of a sensor of ours is not asked, be it open or not", () => {
	const never = model("a", () => {
		throw new RangeError("it was asked");
	});
	let asked = 0;
	const counting = { ...never, identify: () => ++asked > 0 };
	for (const open of [true, false]) {
		const users = [{ name: "room", bus: "default", address: 0x76, open }];
		const one = findings([counting, model("b")], { users }).find(({ address }) => address === 0x76);
		equal([one?.models, one?.identified, one?.sensor, asked], [["a", "b"], false, "room", 0]);
	}
});
