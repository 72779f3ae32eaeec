import { Pms5003, WARM_UP_MS } from "sensors/pms5003/pms5003";
import { Pms5003Chip } from "../../sim/board/chips/pms5003";
import { type Sampled, sample } from "./sampled";
import { FakeUart } from "./uart";

/** A PMS5003 on a fake UART, in an air that the test sets. */
export class Pms5003Rig {
	readonly uart = new FakeUart();
	/** µg/m³. */
	air = { pm1: 5, pm25: 12, pm10: 20 };
	readonly chip = new Pms5003Chip(
		{ pm1: () => this.air.pm1, pm25: () => this.air.pm25, pm10: () => this.air.pm10 },
		() => this.uart.now,
	);
	/** Three readings; NaN until the driver fills them in. */
	readonly values = new Float64Array(3).fill(Number.NaN);

	constructor() {
		this.uart.devices.push(this.chip);
	}

	/** The driver, just opened. */
	open(): Pms5003 {
		return new Pms5003({ sensor: this.uart.place, ticks: () => this.uart.now });
	}

	/** The driver behind its warm-up and a first sample. */
	warm(): Pms5003 {
		const sensor = this.open();
		this.pass(WARM_UP_MS);
		this.sample(sensor);
		this.uart.sent.length = 0;
		return sensor;
	}

	sample(sensor: Pms5003): Sampled {
		this.values.fill(Number.NaN);
		return sample(sensor, this.values, (ms) => this.pass(ms));
	}

	pass(ms: number): void {
		this.uart.now += ms;
	}
}
