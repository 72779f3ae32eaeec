/** Datasheet SCD4x, version 1.3, §3.4: a chip that measures takes no settings, so opening stops it; nothing waits for it. */

import { Scd4xRig } from "fakes/scd4x";
import { equal, ok, test, throws } from "harness";
import { SCD4X, Scd4x } from "sensors/scd4x/scd4x";
import { Fault } from "sensors/sensor";

test("scd4x: the first sample takes half a second and the chip's interval", () => {
	const rig = new Scd4xRig();
	equal(rig.sample(rig.open()), Fault.None);
	ok(rig.took >= 5_500 && rig.took < 6_000, `${rig.took}`);
	equal(rig.sample(rig.open({ intervalMs: 60_000 })), Fault.None);
	ok(rig.took >= 30_500 && rig.took < 32_500, `${rig.took}`);
});

test("scd4x: one left measuring by an earlier life of the firmware is stopped and started again", () => {
	const rig = new Scd4xRig();
	rig.ready();
	const sensor = rig.open({ elevation: 100 });
	equal(rig.sample(sensor), Fault.None);
	equal([rig.chip.started, rig.chip.altitude], [2, 100]);
});

test("scd4x: without a chip the constructor throws and leaves the bus closed", () => {
	const rig = new Scd4xRig();
	rig.chip.faults.absent = true;
	throws(() => rig.open(), "no SCD4x answers at address 0x62");
	equal(rig.bus.opened.length, 1);
	equal(rig.bus.open, 0);
});

test("scd4x: an SCD41 that sleeps is woken up, and there at the next try", () => {
	const rig = new Scd4xRig();
	rig.chip.write(Uint8Array.of(0x36, 0xe0));
	rig.now += 10;
	throws(() => rig.open(), "no SCD4x answers");
	rig.now += 1_000;
	equal(rig.sample(rig.open()), Fault.None);
});

test("scd4x: another address than 0x62 is refused before anything is opened", () => {
	const rig = new Scd4xRig();
	const clock = { ticks: 0 };
	for (const address of [0x61, 0x63, Number.NaN])
		throws(
			() => new Scd4x({ sensor: { io: rig.bus.I2C, data: 21, clock: 22, address }, clock }),
			"an SCD4x has address 0x62",
		);
	equal(rig.bus.opened.length, 0);
});

test("scd4x: identify knows an idle one by its serial number", () => {
	const rig = new Scd4xRig();
	const place = new rig.bus.I2C({ address: 0x62, hz: 100_000, data: 21, clock: 22 });
	rig.chip.commandMs = 0;
	equal(SCD4X.identify?.(place), true);
	rig.chip.faults.badChecksum = "serial";
	equal(SCD4X.identify?.(place), false);
	rig.chip.faults.absent = true;
	throws(() => SCD4X.identify?.(place));
});
