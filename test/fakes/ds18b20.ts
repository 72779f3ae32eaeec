import { Ds18b20 } from "sensors/ds18b20/ds18b20";
import { romText } from "sensors/one-wire-rom";
import { Shared } from "sensors/shared";
import { Ds18b20Chip } from "../../sim/board/chips/ds18b20";
import { FakeOneWire } from "./one-wire";

const PIN = 4;

/** DS18B20s on one pin, in a place that the test makes warm or cold, on a clock that the test moves. */
export class Ds18b20Rig {
	readonly bus = new FakeOneWire();
	readonly shared = new Shared();
	/** °C. */
	temperature = 20;
	/** ms. */
	now = 0;
	readonly chip = this.add([1, 2, 3, 4, 0, 0]);
	/** One reading; NaN until the driver fills it in. */
	readonly values = new Float64Array(1).fill(Number.NaN);

	/** Puts one more on the pin. */
	add(serial: readonly number[], temperature: () => number = () => this.temperature): Ds18b20Chip {
		const chip = new Ds18b20Chip(serial, temperature, () => this.now);
		this.bus.attach(PIN, chip);
		return chip;
	}

	/** The driver for `chip`, or for the only one on the pin, just opened. */
	open(chip?: Ds18b20Chip): Ds18b20 {
		const rom = chip && codeOf(chip);
		return new Ds18b20({ sensor: { io: this.bus.OneWire, pin: PIN, rom }, shared: this.shared });
	}

	/** Starts a conversion and waits as long as the driver asks for. */
	convert(sensor: Ds18b20): void {
		sensor.start();
		this.now += Ds18b20.conversionMs;
	}
}

/** Its ROM code, as the settings have it. */
export function codeOf({ rom }: Ds18b20Chip): string {
	return romText(rom ?? new Uint8Array(8));
}
