import { Sht3x } from "sensors/sht3x/sht3x";
import { Sht3xChip } from "../../sim/board/chips/sht3x";
import { FakeI2cBus } from "./i2c";

/** An SHT3x on a fake bus, in an air that the test sets, on a clock that the test moves. */
export class Sht3xRig {
	readonly bus = new FakeI2cBus();
	/** °C. */
	temperature = 20;
	/** %. */
	humidity = 50;
	/** ms. */
	now = 0;
	readonly chip = new Sht3xChip({ temperature: () => this.temperature, humidity: () => this.humidity }, () => this.now);
	/** Two readings; NaN until the driver fills them in. */
	readonly values = new Float64Array(2).fill(Number.NaN);

	constructor() {
		this.bus.chips.set(0x44, this.chip);
	}

	/** The driver, just opened. */
	open(): Sht3x {
		return new Sht3x({ sensor: { io: this.bus.I2C, data: 21, clock: 22 } });
	}

	/** The driver with its first sample, which is slower, behind it. */
	ready(): Sht3x {
		const sensor = this.open();
		this.convert(sensor);
		sensor.take(this.values);
		this.now += Sht3x.conversionMs;
		sensor.take(this.values);
		this.values.fill(Number.NaN);
		return sensor;
	}

	/** Starts a conversion and waits as long as the driver asks for. */
	convert(sensor: Sht3x): void {
		sensor.start();
		this.now += Sht3x.conversionMs;
	}
}
