import { Bme280 } from "sensors/bme280/bme280";
import { Bmp280 } from "sensors/bmp280/bmp280";
import type { BoschSensor } from "sensors/bosch";
import { BME280_MAKE } from "../../sim/board/chips/bme280";
import { BMP280_MAKE } from "../../sim/board/chips/bmp280";
import { BoschChip } from "../../sim/board/chips/bosch";
import { FakeI2cBus } from "./i2c";

/** A BME280 or BMP280 on a fake bus, in an air that the test sets, on a clock that the test moves. */
export class BoschRig {
	readonly bus = new FakeI2cBus();
	/** °C. */
	temperature = 20;
	/** %. */
	humidity = 50;
	/** hPa. */
	pressure = 1_013.25;
	/** ms. */
	now = 0;
	readonly chip: BoschChip;
	readonly values: Float64Array;
	readonly #Model: typeof Bme280 | typeof Bmp280;

	constructor(Model: typeof Bme280 | typeof Bmp280) {
		this.#Model = Model;
		const air = { temperature: () => this.temperature, humidity: () => this.humidity, pressure: () => this.pressure };
		this.chip = new BoschChip(Model === Bme280 ? BME280_MAKE : BMP280_MAKE, air, () => this.now);
		this.values = new Float64Array(Model.quantities.length).fill(Number.NaN);
		this.bus.chips.set(0x76, this.chip);
	}

	/** The driver, just opened. */
	open(): BoschSensor {
		return new this.#Model({ sensor: { io: this.bus.I2C, data: 21, clock: 22 } });
	}

	/** Starts a measurement, waits as long as the driver asks for, and takes it. */
	sample(sensor: BoschSensor): number {
		const fault = sensor.start();
		this.now += this.#Model.conversionMs;
		return fault || sensor.take(this.values);
	}
}

/** Both models, for what they have in common. */
export const BOSCH_MODELS: readonly { readonly name: string; readonly Model: typeof Bme280 | typeof Bmp280 }[] = [
	{ name: "BME280", Model: Bme280 },
	{ name: "BMP280", Model: Bmp280 },
];
