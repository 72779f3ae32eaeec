/** DS18B20 datasheet, "64-Bit Lasered ROM Code", "ROM Commands", "Powering the DS18B20": what opening finds out. */

import { codeOf, Ds18b20Rig } from "fakes/ds18b20";
import { equal, test, throws } from "harness";
import { Ds18b20 } from "sensors/ds18b20/ds18b20";

test("ds18b20: without rom the only one on the pin is taken", () => {
	const rig = new Ds18b20Rig();
	const sensor = rig.open();
	rig.convert(sensor);
	equal(sensor.take(rig.values), 0);
	equal(rig.values[0], 20);
});

test("ds18b20: without rom several devices are refused by their ROM codes, in the order of the search", () => {
	const rig = new Ds18b20Rig();
	const other = rig.add([9, 2, 3, 4, 0, 0]);
	throws(() => rig.open(), `several devices on pin 4: set rom to one of them; there are ${codeOf(rig.chip)} DS18B20`);
	throws(() => rig.open(), codeOf(other));
	equal(rig.bus.open.size, 0);
});

test("ds18b20: a code that is not on the pin is refused with those that are", () => {
	const rig = new Ds18b20Rig();
	const other = rig.add([9, 2, 3, 4, 0, 0]);
	other.faults.absent = true;
	const rom = "28139bbb0b00001f";
	throws(
		() => new Ds18b20({ sensor: { io: rig.bus.OneWire, pin: 4, rom }, shared: rig.shared }),
		`the DS18B20 ${rom} is not on pin 4: there are ${codeOf(rig.chip)} DS18B20`,
	);
	equal(rig.bus.open.size, 0);
});

test("ds18b20: an empty pin, a mistyped code, a pin that cannot be opened", () => {
	const rig = new Ds18b20Rig();
	rig.chip.faults.absent = true;
	throws(() => rig.open(), "no DS18B20 answers on pin 4");
	for (const rom of ["28139bbb0b00001e", "021cb801000000a2"])
		throws(() => new Ds18b20({ sensor: { io: rig.bus.OneWire, pin: 4, rom }, shared: rig.shared }), rom);
	throws(() => new Ds18b20({ sensor: { io: rig.bus.OneWire, pin: -1 }, shared: rig.shared }), "pin");
	equal(rig.bus.open.size, 0);
});

test("ds18b20: a device of another family is none", () => {
	const rig = new Ds18b20Rig();
	const rom = Uint8Array.of(0x02, 0x1c, 0xb8, 0x01, 0x00, 0x00, 0x00, 0xa2);
	rig.bus.line(4).devices.splice(0);
	rig.bus.attach(4, { rom, reset: () => true, write: () => undefined, read: () => 0xff });
	throws(() => rig.open(), "021cb801000000a2 on pin 4 is no DS18B20: its ROM code begins with 2, not 28");
	equal(rig.bus.open.size, 0);
});

test("ds18b20: parasite power is refused with one line", () => {
	const rig = new Ds18b20Rig();
	rig.chip.faults.parasite = true;
	throws(() => rig.open(), "has no supply: connect its VDD pin");
	equal(rig.bus.open.size, 0);
});

test("ds18b20: the pin is shared, and released by the last one", () => {
	const rig = new Ds18b20Rig();
	const other = rig.add([9, 2, 3, 4, 0, 0]);
	const [first, second] = [rig.open(rig.chip), rig.open(other)];
	equal([...rig.bus.open], [4]);
	first.close();
	first.close();
	equal([...rig.bus.open], [4]);
	second.close();
	equal([...rig.bus.open], []);
	equal([first.start(), first.take(rig.values)], [1, 1]);
});
