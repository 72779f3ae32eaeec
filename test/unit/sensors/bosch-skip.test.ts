/** BME280 datasheet §5.4.3, §5.4.5: the register of a quantity that is not measured holds 0x80000, or 0x8000. */

import { BOSCH_MODELS, BoschRig } from "fakes/bosch";
import { equal, test } from "harness";
import { Bme280 } from "sensors/bme280/bme280";
import type { BoschSensor } from "sensors/bosch";
import { Fault } from "sensors/sensor";

/** A sample whose data registers, from the one at `at` on, are these. */
function patched(rig: BoschRig, sensor: BoschSensor, at: number, bytes: readonly number[]): number {
	const { chip } = rig;
	let pointer = 0;
	rig.bus.chips.set(0x76, {
		write: (written) => {
			pointer = written[0];
			return chip.write(written);
		},
		read: (count) => {
			const reply = chip.read(count);
			if (pointer === 0xf3 && reply) reply.set(bytes, at - 0xf3);
			return reply;
		},
	});
	return rig.sample(sensor);
}

test("bosch: a pressure or a humidity that was not measured is NaN, and the others are good", () => {
	const rig = new BoschRig(Bme280);
	equal(patched(rig, rig.open(), 0xf7, [0x80, 0x00, 0x00]), Fault.None);
	equal([...rig.values].map(Math.round), [20, 50, Number.NaN]);
	const other = new BoschRig(Bme280);
	equal(patched(other, other.open(), 0xfd, [0x80, 0x00]), Fault.None);
	equal([...other.values].map(Math.round), [20, Number.NaN, 1_013]);
});

test("bosch: without a temperature there is no reading at all", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		equal(patched(rig, rig.open(), 0xfa, [0x80, 0x00, 0x00]), Fault.Busy);
	}
});

test("bosch: words that no air makes are beyond the quantities' ranges, which is for the sampler", () => {
	for (const { Model } of BOSCH_MODELS) {
		for (const byte of [0x00, 0xff]) {
			const rig = new BoschRig(Model);
			equal(patched(rig, rig.open(), 0xf7, new Array(Model === Bme280 ? 8 : 6).fill(byte)), Fault.None);
			const { least = 0, most = 0 } = Model.quantities[0];
			equal(rig.values[0] < least || rig.values[0] > most, true);
		}
	}
});
