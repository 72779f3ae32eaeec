/** What the app of the cross-check takes from the SDK. */

declare module "embedded:io/smbus" {
	import type { I2cClass } from "sensors/i2c";

	/** The SDK's own, over what stands for its I2C class here (test/sdk/model-i2c). */
	const SMBus: I2cClass;
	export default SMBus;
}

declare module "embedded:io/i2c" {
	/** What stands for it here: test/sdk/model-i2c. */
	const I2C: unknown;
	export default I2C;
}

declare module "onewire" {
	import type { OneWireLine } from "../../sim/board/one-wire-bus";

	/** What stands for it here: test/sdk/onewire. */
	const OneWire: new (line: OneWireLine) => object;
	export default OneWire;
}

declare module "DS18X20" {
	/** Its first device is the one meant. */
	export default class DS18X20 {
		constructor(options: { readonly bus: object });
		/** Starts a conversion, and returns the result of the one before, in °C; null: bad checksum. */
		getTemperature(): number | null;
	}
}

declare module "embedded:sensor/Temperature/NTC_Thermistor" {
	/** A thermistor in a divider. */
	export default class Thermistor {
		constructor(options: { readonly sensor: object });
		configure(options: { readonly beta?: number; readonly pullup?: boolean }): void;
		sample(): { readonly temperature: number };
		close(): void;
	}
}

declare module "embedded:sensor/SoilMoistureSensor/Capacitive" {
	/** A capacitive probe; moisture is 0 to 1. */
	export default class Probe {
		constructor(options: { readonly sensor: object });
		sample(): { readonly moisture: number };
		close(): void;
	}
}

declare module "embedded:sensor/Proximity/HC-SR04" {
	/** Without `trigger` it has no timer, and somebody else triggers. Distance is in cm; null: nothing in reach. */
	export default class Ranger {
		constructor(options: { readonly sensor: object });
		sample(): { readonly distance: number | null } | undefined;
		close(): void;
	}
}
