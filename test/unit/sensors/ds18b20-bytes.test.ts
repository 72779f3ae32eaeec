/** DS18B20 datasheet, "DS18B20 Operation Example 1": reset, Match ROM, the code, a function command. */

import { Ds18b20Rig } from "fakes/ds18b20";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("ds18b20: a sample writes 12 bit, converts, and reads the scratchpad, each behind a reset and Match ROM", () => {
	const rig = new Ds18b20Rig();
	const sensor = rig.open(rig.chip);
	const { wire } = rig.bus.line(4);
	const rom = [...(rig.chip.rom ?? [])];
	wire.length = 0;
	equal(sensor.start(), Fault.None);
	equal(wire, ["reset", 0x55, ...rom, 0x4e, 0x7d, 0xc9, 0x7f, "reset", 0x55, ...rom, 0x44]);
	wire.length = 0;
	rig.now += 760;
	equal(sensor.take(rig.values), Fault.None);
	equal(wire, ["reset", 0x55, ...rom, 0xbe]);
});

test("ds18b20: a chip whose EEPROM says 9 bit measures at 12 bit, and its EEPROM is left alone", () => {
	const rig = new Ds18b20Rig();
	rig.chip.program(0x4b, 0x46, 0x1f);
	const sensor = rig.open(rig.chip);
	rig.temperature = 20.0625;
	rig.convert(sensor);
	equal([sensor.take(rig.values), rig.values[0]], [Fault.None, 20.0625]);
	equal(rig.bus.line(4).wire.includes(0x48), false);
});

test("ds18b20: two on a pin convert at the same time", () => {
	const rig = new Ds18b20Rig();
	const other = rig.add([9, 2, 3, 4, 0, 0], () => -5);
	const [first, second] = [rig.open(rig.chip), rig.open(other)];
	first.start();
	rig.now += 10;
	second.start();
	rig.now += 750;
	equal([first.take(rig.values), rig.values[0]], [Fault.None, 20]);
	rig.now += 10;
	equal([second.take(rig.values), rig.values[0]], [Fault.None, -5]);
});
