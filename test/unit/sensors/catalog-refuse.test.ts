/** What cannot be opened is refused with one line that says what is allowed. */

import { FakeClock } from "fakes/clock";
import { Sht3xRig } from "fakes/sht3x";
import { equal, test, throws } from "harness";
import { type Board, openSensor } from "sensors/catalog";
import { Shared } from "sensors/shared";

const clock = new FakeClock(0);
const random = (): number => 0.5;
const bare: Board = { device: { io: {} }, clock, shared: new Shared(), random };

test("catalog: an unknown model is refused with the known ones", () => {
	throws(() => openSensor({ model: "bme999" }, bare), 'unknown sensor model "bme999": allowed are sht3x, ');
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
