/** ADS111x SBAS444E: the addresses and the full scales that the chip has. */

import { Ads1115Rig } from "fakes/ads1115";
import { FakeClock } from "fakes/clock";
import { equal, test, throws } from "harness";
import { ADS1115, Ads1115 } from "sensors/ads1115/ads1115";
import { openSensor } from "sensors/catalog";
import { Shared } from "sensors/shared";

test("ads1115: a full scale the chip has not is refused with those it has, before anything is opened", () => {
	const rig = new Ads1115Rig();
	const words = "fullScale: allowed is 6.144, 4.096, 2.048, 1.024, 0.512, 0.256, got 3.3";
	throws(() => rig.open(3.3), words);
	throws(() => ADS1115.quantities?.({ fullScale: 3.3 }), words);
	equal(rig.bus.opened.length, 0);
});

test("ads1115: an address the chip cannot have is refused before anything is opened", () => {
	const rig = new Ads1115Rig();
	throws(
		() => new Ads1115({ sensor: { io: rig.bus.I2C, data: 21, clock: 22, address: 0x4c } }),
		"0x48 to 0x4b, not 0x4c",
	);
	equal(rig.bus.opened.length, 0);
});

test("ads1115: the catalog opens it with the full scale of the settings", () => {
	const rig = new Ads1115Rig();
	rig.bus.chips.set(0x4b, rig.chip);
	const board = {
		device: { io: { I2C: rig.bus.I2C }, I2C: { default: { data: 21, clock: 22 } } },
		clock: new FakeClock(0),
		shared: new Shared(),
		random: () => 0.5,
	};
	const sensor = openSensor({ model: "ads1115", address: 0x4b, options: { fullScale: 1.024 } }, board);
	equal(sensor instanceof Ads1115, true);
	// PGA 011, AIN0, idle.
	rig.chip.write(Uint8Array.of(1));
	equal(rig.chip.read(2), Uint8Array.of(0xc7, 0x83));
	equal(rig.bus.opened[0].address, 0x4b);
});
