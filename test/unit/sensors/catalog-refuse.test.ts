/** What cannot be opened is refused with one line that says what is allowed. */

import { FakeClock } from "fakes/clock";
import { Sht3xRig } from "fakes/sht3x";
import { FakeWires } from "fakes/wires";
import { equal, ok, test, throws } from "harness";
import { type Board, MODELS, openSensor } from "sensors/catalog";
import { Shared } from "sensors/shared";

const clock = new FakeClock(0);
const random = (): number => 0.5;
const bare: Board = { device: { io: {} }, clock, shared: new Shared(), random };

test("catalog: an unknown model is refused with the known ones", () => {
	throws(
		() => openSensor({ model: "bme999" }, bare),
		`unknown sensor model "bme999": allowed are ${MODELS.map(({ name }) => name).join(", ")}`,
	);
});

test("catalog: an address the model cannot have is refused, and nothing is opened", () => {
	const rig = new Sht3xRig();
	const board: Board = {
		device: { io: { I2C: rig.bus.I2C }, I2C: { default: { data: 21, clock: 22 } } },
		clock,
		shared: new Shared(),
		random,
	};
	throws(() => openSensor({ model: "sht3x", address: 0x50 }, board), "address 0x50: allowed is 0x44 or 0x45");
	throws(() => openSensor({ model: "simulated", address: 0x44 }, board), "allowed is none");
	equal(rig.bus.opened.length, 0);
});

test("catalog: a board without the bus is refused with the buses it has", () => {
	const rig = new Sht3xRig();
	const board: Board = {
		device: { io: { I2C: rig.bus.I2C }, I2C: { default: {}, grove: {} } },
		clock,
		shared: new Shared(),
		random,
	};
	throws(() => openSensor({ model: "sht3x", bus: "qwiic" }, board), 'no I2C bus "qwiic": it has default, grove');
	throws(() => openSensor({ model: "sht3x", bus: "toString" }, board), "no I2C bus");
	throws(() => openSensor({ model: "sht3x" }, bare), 'no I2C bus "default"');
	throws(() => openSensor({ model: "host" }, bare), "no probe");
});

test("catalog: a board without analog inputs, pulse counters or outputs says so", () => {
	const pin = { pin: 4, dry: 1, wet: 2, perPulse: 1, debounce: 1, trigger: 4, echo: 5 };
	for (const [model, lack] of [
		["soil", "analog input"],
		["battery", "analog input"],
		["ntc", "analog input"],
		["rain", "pulse counter"],
		["anemometer", "pulse counter"],
		["hcsr04", "digital output"],
	])
		throws(() => openSensor({ model, options: pin }, bare), `this board has no ${lack}`);
});

test("catalog: the models on pins open with what the settings say", () => {
	const wires = new FakeWires();
	const { Analog, Digital, PulseCounter } = wires;
	const board: Board = { ...bare, device: { io: { Analog, Digital, PulseCounter } } };
	for (const entry of MODELS.filter(({ bus }) => bus === "pins")) {
		const options: Record<string, string | number | undefined> = { dry: 2, wet: 1 };
		for (const [i, { key, fallback }] of (entry.options ?? []).entries()) options[key] ??= fallback ?? 30 + i;
		const sensor = openSensor({ model: entry.name, options }, board);
		ok(wires.open.size > 0, entry.name);
		sensor.close();
		equal(wires.open.size, 0, entry.name);
	}
});
