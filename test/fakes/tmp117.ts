import type { Fault } from "sensors/sensor";
import { Tmp117 } from "sensors/tmp117/tmp117";
import { Tmp117Chip } from "../../sim/board/chips/tmp117";
import { FakeI2cBus } from "./i2c";
import { sampled } from "./sampled";

/** A TMP117 on a fake bus, at a temperature that the test sets, on a clock that the test moves. */
export class Tmp117Rig {
	readonly bus = new FakeI2cBus();
	/** °C. */
	temperature = 20;
	/** ms. */
	now = 0;
	readonly chip = new Tmp117Chip({ temperature: () => this.temperature }, () => this.now);
	/** The reading of the last sample. */
	readonly values = new Float64Array(1).fill(Number.NaN);

	constructor() {
		this.bus.chips.set(0x48, this.chip);
	}

	/** The driver, just opened. */
	open(): Tmp117 {
		return new Tmp117({ sensor: { io: this.bus.I2C, data: 21, clock: 22 } });
	}

	/** A whole sample. */
	sample(sensor: Tmp117): Fault {
		return sampled(sensor, Tmp117, this.values, (ms) => {
			this.now += ms;
		});
	}
}
