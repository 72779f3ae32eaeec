import { Ads1115 } from "sensors/ads1115/ads1115";
import type { Fault } from "sensors/sensor";
import { Ads1115Chip } from "../../sim/board/chips/ads1115";
import { FakeI2cBus } from "./i2c";
import { sample } from "./sample";

/** An ADS1115 on a fake bus, with voltages at its inputs that the test sets, on a clock that the test moves. */
export class Ads1115Rig {
	readonly bus = new FakeI2cBus();
	/** V at AIN0 to AIN3. */
	readonly volts = [0.5, 1, 1.5, 2];
	/** ms. */
	now = 0;
	readonly chip = new Ads1115Chip(
		(input) => this.volts[input],
		() => this.now,
	);
	/** Four readings. */
	readonly values = new Float64Array(4).fill(Number.NaN);

	constructor() {
		this.bus.chips.set(0x48, this.chip);
	}

	/** The driver, just opened. */
	open(fullScale?: number): Ads1115 {
		return new Ads1115({ sensor: { io: this.bus.I2C, data: 21, clock: 22 }, fullScale });
	}

	/** A whole sample. */
	sample(sensor: Ads1115): Fault {
		return sample(sensor, this, Ads1115.conversionMs, Ads1115.timeoutMs);
	}
}
