/** Datasheet SNAS672A §7.6.1, §7.6.2: T = 165 W / 2^16 - 40 °C, RH = 100 W / 2^16 %. It has no worked example; these are the formulas by hand. */

import { Hdc1080Rig } from "fakes/hdc1080";
import { inRange } from "fakes/sampled";
import { equal, ok, test } from "harness";
import { Hdc1080 } from "sensors/hdc1080/hdc1080";
import { Fault } from "sensors/sensor";

/** What the driver makes of a result's bytes. */
function reading(...bytes: number[]): number[] {
	const rig = new Hdc1080Rig();
	const { chip } = rig;
	rig.bus.chips.set(0x40, {
		write: (written) => chip.write(written),
		read: (count) => (count === 4 ? Uint8Array.from(bytes) : chip.read(count)),
	});
	const fault = rig.sample(rig.open());
	return fault === Fault.None ? [...rig.values] : [];
}

test("hdc1080: words to °C and %", () => {
	equal(reading(0x80, 0x00, 0x80, 0x00), [42.5, 50]);
	equal(reading(0x40, 0x00, 0x40, 0x00), [1.25, 25]);
	equal(reading(0x00, 0x00, 0x00, 0x04), [-40, 0.006103515625]);
	equal(reading(0xff, 0xfc, 0xff, 0xfc), [124.98992919921875, 99.993896484375]);
});

test("hdc1080: a reading is what the chip feels, to half a step of 14 bits, over its whole range", () => {
	const rig = new Hdc1080Rig();
	const sensor = rig.open();
	for (const [temperature, humidity] of [
		[-40, 3],
		[-12.34, 0],
		[0, 45.67],
		[21.37, 50],
		[85, 99.9],
		[124.9, 12.3],
	]) {
		rig.temperature = temperature;
		rig.humidity = humidity;
		equal(rig.sample(sensor), Fault.None);
		ok(Math.abs(rig.values[0] - temperature) <= 165 / 16_384 / 2 + 1e-9, `${rig.values[0]} for ${temperature}`);
		ok(Math.abs(rig.values[1] - humidity) <= 100 / 16_384 / 2 + 1e-9, `${rig.values[1]} for ${humidity}`);
		ok(inRange(Hdc1080.quantities, rig.values));
	}
});
