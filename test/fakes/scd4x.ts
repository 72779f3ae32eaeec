import { Scd4x, type Scd4xOptions } from "sensors/scd4x/scd4x";
import { Fault } from "sensors/sensor";
import { Scd4xChip } from "../../sim/board/chips/scd4x";
import { FakeI2cBus } from "./i2c";
import { sampled } from "./sampled";

/** An SCD4x on a fake bus, in an air that the test sets, on a clock that the test moves. What went over the wires is in `wire`. */
export class Scd4xRig {
	readonly bus = new FakeI2cBus();
	/** ppm. */
	co2 = 420;
	/** °C. */
	temperature = 20;
	/** %. */
	humidity = 50;
	/** ms. */
	now = 0;
	readonly chip = new Scd4xChip(
		{ co2: () => this.co2, temperature: () => this.temperature, humidity: () => this.humidity },
		() => this.now,
	);
	/** The bytes of each write that was acknowledged, the length of each read that was. */
	readonly wire: (readonly number[] | number)[] = [];
	/** The readings of the last sample. */
	readonly values = new Float64Array(3).fill(Number.NaN);
	/** How long the last sample took, ms. */
	took = 0;

	constructor() {
		this.bus.chips.set(0x62, {
			write: (bytes) => this.chip.write(bytes) && this.wire.push([...bytes]) > 0,
			read: (count) => {
				const reply = this.chip.read(count);
				if (reply) this.wire.push(count);
				return reply;
			},
		});
	}

	/** The driver, just opened. */
	open(options: Omit<Partial<Scd4xOptions>, "sensor" | "clock"> = {}): Scd4x {
		const rig = this;
		const clock = {
			get ticks() {
				return rig.now;
			},
		};
		return new Scd4x({ sensor: { io: this.bus.I2C, data: 21, clock: 22 }, clock, ...options });
	}

	/** The driver with its first sample, which is slower, behind it. */
	ready(options: Omit<Partial<Scd4xOptions>, "sensor" | "clock"> = {}): Scd4x {
		const sensor = this.open(options);
		if (this.sample(sensor) !== Fault.None) throw new Error("the first sample failed");
		return sensor;
	}

	/** A whole sample. */
	sample(sensor: Scd4x): Fault {
		const before = this.now;
		const fault = sampled(sensor, Scd4x, this.values, (ms) => {
			this.now += ms;
		});
		this.took = this.now - before;
		return fault;
	}
}
