/** BME280 datasheet §5.4.1: 0x60. BMP280 datasheet §4.3.1: 0x58; Bosch's BMP280_driver: 0x56 and 0x57 for samples. */

import { BOSCH_MODELS, BoschRig } from "fakes/bosch";
import { equal, ok, test, throws } from "harness";
import { BME280, Bme280 } from "sensors/bme280/bme280";
import { BMP280, Bmp280 } from "sensors/bmp280/bmp280";

test("bosch: another chip is refused by its identity, untouched, and the bus is closed", () => {
	for (const [Model, identity, message] of [
		[Bme280, 0x58, "the chip at 0x76 is no BME280: its identity is 0x58"],
		[Bme280, 0x61, "the chip at 0x76 is no BME280: its identity is 0x61"],
		[Bmp280, 0x60, "the chip at 0x76 is no BMP280: its identity is 0x60"],
		[Bmp280, 0xff, "the chip at 0x76 is no BMP280: its identity is 0xff"],
	] as const) {
		const rig = new BoschRig(Model);
		rig.chip.make = { ...rig.chip.make, identity };
		throws(() => rig.open(), message);
		equal(rig.bus.open, 0);
		rig.chip.write(Uint8Array.of(0xf4));
		equal(rig.chip.read(1), Uint8Array.of(0x00), "its settings are as they were");
	}
});

test("bosch: samples of a BMP280 are BMP280s", () => {
	for (const identity of [0x56, 0x57, 0x58]) {
		const rig = new BoschRig(Bmp280);
		rig.chip.make = { ...rig.chip.make, identity };
		ok(rig.open() instanceof Bmp280);
	}
});

test("bosch: identify tells the two apart at one address, and changes nothing", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		const io = new rig.bus.I2C({ address: 0x76, hz: 100_000, data: 21, clock: 22 });
		equal([BME280.identify?.(io), BMP280.identify?.(io)], [Model === Bme280, Model === Bmp280]);
		rig.bus.chips.clear();
		throws(() => BME280.identify?.(io), "write failed");
	}
});
