/**
 * The serial number's commands, 0x3780 and 0x3682 ("Electronic identification code SHT3x", sensirion.com), are no SHT4x's: they tell the two apart
 * for a scan. Copies that have none are in use, so that the driver does without.
 */

import { FakeClock } from "fakes/clock";
import { FakeI2cBus } from "fakes/i2c";
import { Ina226Rig } from "fakes/ina";
import { Sht3xRig } from "fakes/sht3x";
import { Sht4xRig } from "fakes/sht4x";
import { equal, test, throws } from "harness";
import { scanBuses } from "sensors/scan";
import { Fault } from "sensors/sensor";
import { SHT3X } from "sensors/sht3x/sht3x";
import type { I2cChip } from "../../../sim/board/chip";

const PINS = { data: 21, clock: 22 };

function place(bus: FakeI2cBus) {
	return new bus.I2C({ address: 0x44, hz: 100_000, ...PINS });
}

/** What a scan says of this chip at 0x44. */
function scanned(chip: I2cChip): string[] {
	const bus = new FakeI2cBus();
	const clock = new FakeClock();
	const heard: string[] = [];
	bus.chips.set(0x44, chip);
	scanBuses({
		device: { io: { I2C: bus.I2C }, I2C: { default: PINS } },
		clock,
		users: [],
		onItem: ({ models, identified }) => heard.push(`${models.join()} ${identified}`),
		onDone: () => {},
	});
	clock.advance(0);
	return heard;
}

test("sht3x: a scan knows an SHT3x, an SHT4x and an INA226 at 0x44 each by its name", () => {
	equal(scanned(new Sht3xRig().chip), ["sht3x true"]);
	equal(scanned(new Sht4xRig().chip), ["sht4x true"]);
	equal(scanned(new Ina226Rig().chip), ["ina226 true"]);
});

test("sht3x: identify asks once, and again without clock stretching where nothing comes", () => {
	for (const [known, asked] of [
		[0x37, [[0x37, 0x80]]],
		[
			0x36,
			[
				[0x37, 0x80],
				[0x36, 0x82],
			],
		],
	] as const) {
		const bus = new FakeI2cBus();
		const wire: number[][] = [];
		bus.chips.set(0x44, {
			write: (bytes) => wire.push([...bytes]) > 0,
			read: () => (wire[wire.length - 1][0] === known ? Uint8Array.of(0xbe, 0xef, 0x92, 0xbe, 0xef, 0x92) : undefined),
		});
		equal(SHT3X.identify?.(place(bus)), true);
		equal(wire, asked);
	}
});

test("sht3x: a copy without a serial number is opened and sampled as ever, and a scan holds it possible", () => {
	const rig = new Sht3xRig();
	rig.chip.faults.noSerial = true;
	const sensor = rig.ready();
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.None);
	rig.now += 2;
	throws(() => SHT3X.identify?.(place(rig.bus)));
	const copy = new Sht3xRig();
	copy.chip.faults.noSerial = true;
	equal(scanned(copy.chip)[0]?.startsWith("sht3x"), true);
});

test("sht3x: a serial number with wrong checksums, as of a bus stuck high, says nothing", () => {
	const rig = new Sht3xRig();
	rig.chip.faults.stuckHigh = true;
	throws(() => SHT3X.identify?.(place(rig.bus)));
});
