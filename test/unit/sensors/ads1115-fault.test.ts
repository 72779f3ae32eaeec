/** ADS1115: absent, late, held, without power, another chip: a Fault, never a false reading. */

import { Ads1115Rig } from "fakes/ads1115";
import { RegisterChip } from "fakes/register-chip";
import { equal, ok, test, throws } from "harness";
import { ADS1115, Ads1115 } from "sensors/ads1115/ads1115";
import { Fault } from "sensors/sensor";

test("ads1115: without a chip the constructor throws and leaves the bus closed", () => {
	const rig = new Ads1115Rig();
	rig.bus.chips.clear();
	throws(() => rig.open(), "no ADS1115 answers at address 0x48");
	equal(rig.bus.open, 0);
});

test("ads1115: a chip that does not keep the configuration is none", () => {
	const rig = new Ads1115Rig();
	const other = new RegisterChip();
	other.onWrite = () => undefined;
	rig.bus.chips.set(0x48, other);
	throws(() => rig.open(), "the chip at 0x48 is no ADS1115: it does not keep its configuration");
	equal(rig.bus.open, 0);
});

test("ads1115: unplugged before, during and behind a sample it is Absent, and back again it works", () => {
	const rig = new Ads1115Rig();
	const sensor = rig.open();
	rig.chip.faults.absent = true;
	equal(sensor.start(), Fault.Absent);
	rig.chip.faults.absent = false;
	equal(sensor.start(), Fault.None);
	rig.chip.faults.absent = true;
	rig.now += 9;
	equal(sensor.take(rig.values), Fault.Absent);
	rig.chip.faults.absent = false;
	equal(rig.sample(sensor), Fault.None);
});

test("ads1115: take without start is Busy, before the first sample and behind the last", () => {
	const rig = new Ads1115Rig();
	const sensor = rig.open();
	equal(sensor.take(rig.values), Fault.Busy);
	rig.sample(sensor);
	rig.now += 100;
	equal(sensor.take(rig.values), Fault.Busy);
});

test("ads1115: the slowest chip the datasheet allows (§5.5: 10 %) needs no second look", () => {
	const rig = new Ads1115Rig();
	rig.chip.slowness = 1.1;
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.None);
	equal(rig.now, Ads1115.conversionMs);
});

test("ads1115: a slower one is looked at again, and one that never ends is a Timeout", () => {
	const rig = new Ads1115Rig();
	rig.chip.slowness = 1.5;
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.None);
	equal(rig.values, Float64Array.of(0.5, 1, 1.5, 2));
	rig.chip.faults.busyForever = true;
	equal(rig.sample(sensor), Fault.Timeout);
	rig.chip.faults.busyForever = false;
	equal(rig.sample(sensor), Fault.None);
});

test("ads1115: a bus stuck high or low gives no reading, and the sample behind is good", () => {
	for (const fault of ["stuckHigh", "stuckLow"] as const) {
		const rig = new Ads1115Rig();
		const sensor = rig.open();
		rig.chip.faults[fault] = true;
		equal(rig.sample(sensor), Fault.Timeout, fault);
		rig.chip.faults[fault] = false;
		rig.now += 1_000;
		equal(rig.sample(sensor), Fault.None, fault);
	}
});

test("ads1115: power lost during a step, after the conversion and before its result is read too: the step is begun again", () => {
	for (const ms of [4, 9]) {
		const rig = new Ads1115Rig();
		const sensor = rig.open(2.048);
		equal(sensor.start(), Fault.None);
		rig.now += ms;
		rig.chip.reset();
		rig.now += 9 - ms;
		equal(sensor.take(rig.values), Fault.Busy);
		for (let i = 0; i < 3; i++) {
			rig.now += sensor.waitMs;
			equal(sensor.take(rig.values), Fault.Busy);
		}
		rig.now += sensor.waitMs;
		equal(sensor.take(rig.values), Fault.None);
		ok(Math.abs(rig.values[0] - 0.5) < 1e-4, "not the 0 V that a reset leaves in the result");
	}
});

test("ads1115: power lost between the look at the configuration and the result is noticed behind it", () => {
	const rig = new Ads1115Rig();
	const sensor = rig.open();
	sensor.start();
	rig.now += 9;
	const { chip } = rig;
	let reads = 0;
	rig.bus.chips.set(0x48, {
		write: (bytes) => chip.write(bytes),
		read: (count) => {
			const reply = chip.read(count);
			if (++reads === 1) chip.reset();
			return reply;
		},
	});
	equal(sensor.take(rig.values), Fault.Busy);
	rig.bus.chips.set(0x48, chip);
	rig.now += 9;
	equal(sensor.take(rig.values), Fault.Busy);
	equal(rig.sample(sensor), Fault.None);
	equal(rig.values[0], 0.5);
});

test("ads1115: a slow conversion that an earlier firmware left under way does not pass for a reading", () => {
	const rig = new Ads1115Rig();
	// AIN3, 8 SPS, started.
	rig.chip.write(Uint8Array.of(1, 0xf3, 0x03));
	rig.now += 2;
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.None);
	equal(rig.values, Float64Array.of(0.5, 1, 1.5, 2));
});

test("ads1115: its reset thresholds identify it; a chip with others is not recognised", () => {
	const rig = new Ads1115Rig();
	const io = new rig.bus.I2C({ address: 0x48, hz: 100_000, data: 21, clock: 22 });
	equal(ADS1115.identify?.(io), true);
	rig.bus.chips.set(0x48, new RegisterChip());
	equal(ADS1115.identify?.(io), false);
});

test("ads1115: close twice does no harm, and then it is Absent", () => {
	const rig = new Ads1115Rig();
	const sensor = rig.open();
	sensor.close();
	sensor.close();
	equal(rig.bus.open, 0);
	equal(sensor.start(), Fault.Absent);
	equal(sensor.take(rig.values), Fault.Absent);
});
