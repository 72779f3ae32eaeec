import { Ina219 } from "sensors/ina219/ina219";
import { Ina226 } from "sensors/ina226/ina226";
import type { Fault } from "sensors/sensor";
import { Ina219Chip } from "../../sim/board/chips/ina219";
import { Ina226Chip } from "../../sim/board/chips/ina226";
import { FakeI2cBus } from "./i2c";
import { sample } from "./sample";

/** A supply with a power monitor of each kind, one of them on a fake bus, on a clock that the test moves. */
abstract class InaRig {
	readonly bus = new FakeI2cBus();
	/** V. */
	voltage = 12;
	/** A. */
	current = 0.25;
	/** ms. */
	now = 0;
	/** Three readings. */
	readonly values = new Float64Array(3).fill(Number.NaN);
	/** Ω; of the board and of the settings. */
	readonly shunt: number;
	protected readonly supply = { batteryVoltage: () => this.voltage, batteryCurrent: () => this.current };

	constructor(shunt: number) {
		this.shunt = shunt;
	}

	protected get place() {
		return { sensor: { io: this.bus.I2C, data: 21, clock: 22 }, shunt: this.shunt };
	}
}

/** An INA219. */
export class Ina219Rig extends InaRig {
	readonly chip: Ina219Chip;

	constructor(shunt = 0.1) {
		super(shunt);
		this.chip = new Ina219Chip(this.supply, () => this.now, shunt);
		this.bus.chips.set(0x40, this.chip);
	}

	/** The driver, just opened. */
	open(): Ina219 {
		return new Ina219(this.place);
	}

	/** A whole sample. */
	sample(sensor: Ina219): Fault {
		return sample(sensor, this, Ina219.conversionMs);
	}
}

/** An INA226. */
export class Ina226Rig extends InaRig {
	readonly chip: Ina226Chip;

	constructor(shunt = 0.1) {
		super(shunt);
		this.chip = new Ina226Chip(this.supply, () => this.now, shunt);
		this.bus.chips.set(0x40, this.chip);
	}

	/** The driver, just opened. */
	open(): Ina226 {
		return new Ina226(this.place);
	}

	/** A whole sample. */
	sample(sensor: Ina226): Fault {
		return sample(sensor, this, Ina226.conversionMs);
	}
}
