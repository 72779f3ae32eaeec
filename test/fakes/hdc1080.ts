import { Hdc1080 } from "sensors/hdc1080/hdc1080";
import type { Fault } from "sensors/sensor";
import { Hdc1080Chip } from "../../sim/board/chips/hdc1080";
import { FakeI2cBus } from "./i2c";
import { sampled } from "./sampled";

/** An HDC1080 on a fake bus, in an air that the test sets, on a clock that the test moves. */
export class Hdc1080Rig {
	readonly bus = new FakeI2cBus();
	/** °C. */
	temperature = 20;
	/** %. */
	humidity = 50;
	/** ms. */
	now = 0;
	readonly chip = new Hdc1080Chip(
		{ temperature: () => this.temperature, humidity: () => this.humidity },
		() => this.now,
	);
	/** The readings of the last sample. */
	readonly values = new Float64Array(2).fill(Number.NaN);

	constructor() {
		this.bus.chips.set(0x40, this.chip);
	}

	/** The driver, just opened. */
	open(): Hdc1080 {
		return new Hdc1080({ sensor: { io: this.bus.I2C, data: 21, clock: 22 } });
	}

	/** A whole sample. */
	sample(sensor: Hdc1080): Fault {
		return sampled(sensor, Hdc1080, this.values, (ms) => {
			this.now += ms;
		});
	}
}
