import { Bh1750 } from "sensors/bh1750/bh1750";
import { Fault, type Sensor } from "sensors/sensor";
import { Veml7700 } from "sensors/veml7700/veml7700";
import { Bh1750Chip } from "../../sim/board/chips/bh1750";
import { Veml7700Chip } from "../../sim/board/chips/veml7700";
import { FakeI2cBus } from "./i2c";

/** A place with light that the test sets, and a clock that it moves. */
class Light {
	readonly bus = new FakeI2cBus();
	/** lx. */
	illuminance = 400;
	/** ms. */
	now = 0;
	/** One reading; NaN until the driver fills it in. */
	readonly values = Float64Array.of(Number.NaN);

	/** Waits as long as the driver asks for and takes, until it is not Busy any more; what came of it. */
	finish(sensor: Sensor & { readonly waitMs: number }): Fault {
		for (let i = 0; i < 10; i++) {
			this.now += sensor.waitMs;
			const fault = sensor.take(this.values);
			if (fault !== Fault.Busy) return fault;
		}
		return Fault.Timeout;
	}

	/** A whole sample. */
	sample(sensor: Sensor & { readonly waitMs: number }): Fault {
		return sensor.start() || this.finish(sensor);
	}
}

/** A BH1750FVI in that light. */
export class Bh1750Rig extends Light {
	readonly chip = new Bh1750Chip({ illuminance: () => this.illuminance }, () => this.now);

	constructor() {
		super();
		this.bus.chips.set(0x23, this.chip);
	}

	/** The driver, just opened. */
	open(): Bh1750 {
		return new Bh1750({ sensor: { io: this.bus.I2C, data: 21, clock: 22 } });
	}
}

/** A VEML7700 in that light. */
export class Veml7700Rig extends Light {
	readonly chip = new Veml7700Chip({ illuminance: () => this.illuminance }, () => this.now);

	constructor() {
		super();
		this.bus.chips.set(0x10, this.chip);
	}

	/** The driver, just opened. */
	open(): Veml7700 {
		return new Veml7700({ sensor: { io: this.bus.I2C, data: 21, clock: 22 } });
	}
}
