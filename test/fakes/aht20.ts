import { Aht20 } from "sensors/aht20/aht20";
import type { Fault } from "sensors/sensor";
import { Aht20Chip } from "../../sim/board/chips/aht20";
import { FakeI2cBus } from "./i2c";
import { sampled } from "./sampled";

/** An AHT20 on a fake bus, in an air that the test sets, on a clock that the test moves. */
export class Aht20Rig {
	readonly bus = new FakeI2cBus();
	/** °C. */
	temperature = 20;
	/** %. */
	humidity = 50;
	/** ms. */
	now = 0;
	readonly chip = new Aht20Chip({ temperature: () => this.temperature, humidity: () => this.humidity }, () => this.now);
	/** The readings of the last sample. */
	readonly values = new Float64Array(2).fill(Number.NaN);

	constructor() {
		this.bus.chips.set(0x38, this.chip);
	}

	/** The driver, just opened. */
	open(): Aht20 {
		return new Aht20({ sensor: { io: this.bus.I2C, data: 21, clock: 22 } });
	}

	/** A whole sample. */
	sample(sensor: Aht20): Fault {
		return sampled(sensor, Aht20, this.values, (ms) => {
			this.now += ms;
		});
	}
}
