/** DS18B20 datasheet, "CRC Generation" and "Operation—Measuring Temperature"; C. Petrich on byte 6: what is no reading. */

import { Ds18b20Rig } from "fakes/ds18b20";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("ds18b20: a wrong CRC, and nine zeros, whose CRC is right, are Checksum", () => {
	const rig = new Ds18b20Rig();
	const sensor = rig.open();
	rig.chip.faults.badChecksum = true;
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.Checksum);
	rig.chip.faults.badChecksum = false;
	rig.convert(sensor);
	rig.bus.attach(4, { rom: undefined, reset: () => false, write: () => undefined, read: () => 0 });
	equal(sensor.take(rig.values), Fault.Checksum);
});

test("ds18b20: unplugged it is Absent, also while others answer, and back again it measures", () => {
	const rig = new Ds18b20Rig();
	const other = rig.add([9, 2, 3, 4, 0, 0]);
	const sensor = rig.open(rig.chip);
	rig.convert(sensor);
	rig.chip.faults.absent = true;
	equal(sensor.take(rig.values), Fault.Absent);
	other.faults.absent = true;
	equal(sensor.start(), Fault.Absent);
	rig.chip.faults.absent = false;
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.None);
});

test("ds18b20: a line that is shorted is Absent", () => {
	const rig = new Ds18b20Rig();
	const sensor = rig.open();
	rig.bus.line(4).shorted = true;
	equal(sensor.start(), Fault.Absent);
});

test("ds18b20: take without start, and a second take, are Busy", () => {
	const rig = new Ds18b20Rig();
	const sensor = rig.open();
	equal(sensor.take(rig.values), Fault.Busy);
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.None);
	equal(sensor.take(rig.values), Fault.Busy);
});

test("ds18b20: 85 °C behind a power loss are no reading, 85 °C that were measured are", () => {
	const rig = new Ds18b20Rig();
	const sensor = rig.open();
	rig.temperature = 85;
	rig.convert(sensor);
	equal([sensor.take(rig.values), rig.values[0]], [Fault.None, 85]);
	sensor.start();
	rig.now += 100;
	rig.chip.powerOn();
	rig.now += 700;
	equal(sensor.take(rig.values), Fault.Timeout);
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.None);
});

test("ds18b20: a power loss is told by the alarm limits where the temperature is not that of a power-on", () => {
	const rig = new Ds18b20Rig();
	const sensor = rig.open();
	sensor.start();
	rig.chip.powerOn();
	const line = rig.bus.line(4);
	line.reset();
	line.write(Uint8Array.of(0xcc, 0x44));
	rig.now += 760;
	equal(sensor.take(rig.values), Fault.Timeout);
});

test("ds18b20: one that was just powered and has not heard Convert T gives no 85 °C", () => {
	const rig = new Ds18b20Rig();
	const sensor = rig.open();
	rig.chip.faults.deaf = true;
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.Timeout);
});

test("ds18b20: a copy whose byte 6 never changes measures, but for exactly 85 °C", () => {
	const rig = new Ds18b20Rig();
	rig.chip.faults.copy = true;
	const sensor = rig.open();
	const faults = [84.9375, 85, 85.0625].map((celsius) => {
		rig.temperature = celsius;
		rig.convert(sensor);
		return sensor.take(rig.values);
	});
	equal(faults, [Fault.None, Fault.Timeout, Fault.None]);
});
