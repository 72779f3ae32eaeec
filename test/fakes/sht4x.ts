import type { Fault } from "sensors/sensor";
import { Sht4x } from "sensors/sht4x/sht4x";
import { Sht4xChip } from "../../sim/board/chips/sht4x";
import { FakeI2cBus } from "./i2c";
import { sampled } from "./sampled";

/** An SHT4x on a fake bus, in an air that the test sets, on a clock that the test moves. */
export class Sht4xRig {
	readonly bus = new FakeI2cBus();
	/** °C. */
	temperature = 20;
	/** %. */
	humidity = 50;
	/** ms. */
	now = 0;
	readonly chip = new Sht4xChip({ temperature: () => this.temperature, humidity: () => this.humidity }, () => this.now);
	/** The readings of the last sample. */
	readonly values = new Float64Array(2).fill(Number.NaN);

	constructor() {
		this.bus.chips.set(0x44, this.chip);
	}

	/** The driver, just opened. */
	open(): Sht4x {
		return new Sht4x({ sensor: { io: this.bus.I2C, data: 21, clock: 22 } });
	}

	/** A whole sample. */
	sample(sensor: Sht4x): Fault {
		return sampled(sensor, Sht4x, this.values, (ms) => {
			this.now += ms;
		});
	}
}
