/** ADS111x SBAS444E, "Config register": what the driver puts on the wires. */

import { FakeI2cBus } from "fakes/i2c";
import { RegisterChip } from "fakes/register-chip";
import { equal, test } from "harness";
import { Ads1115 } from "sensors/ads1115/ads1115";
import { Fault } from "sensors/sensor";

/** AIN0 to AIN3 against ground, ±4.096 V, single-shot, 128 SPS, no comparator, with the bit that starts. */
const STARTS = [0xc383, 0xd383, 0xe383, 0xf383];

test("ads1115: opening configures and starts nothing; a sample starts each input, and reads the result between two looks at the configuration", () => {
	const bus = new FakeI2cBus();
	const chip = new RegisterChip();
	// Idle at once: bit 15 reads 1.
	chip.onWrite = (register, word) => chip.words.set(register, word | 0x8000);
	bus.chips.set(0x48, chip);
	const sensor = new Ads1115({ sensor: { io: bus.I2C, data: 21, clock: 22 } });
	equal(chip.wire, [[0x01, 0x43, 0x83], [0x01], [2]]);
	chip.wire.length = 0;
	equal(sensor.start(), Fault.None);
	const values = new Float64Array(4);
	for (let i = 0; i < 4; i++) {
		chip.words.set(0, 1_000 * (i + 1));
		equal(sensor.take(values), i < 3 ? Fault.Busy : Fault.None);
	}
	const wire: number[][] = [[0x01], [2]];
	for (const config of STARTS) wire.push([0x01, config >> 8, config & 0xff], [0x01], [2], [0x00], [2], [0x01], [2]);
	equal(chip.wire, wire);
	equal(values, Float64Array.of(0.125, 0.25, 0.375, 0.5));
});
