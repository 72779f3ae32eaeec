/**
 * Modules of the Moddable SDK 8.2.3 that it does not declare, or declares in another way than they are. The editor reads this file by
 * tsconfig.json; mcconfig by manifest.json, which leaves out the SDK's own declaration of the board.
 */

declare module "embedded:provider/builtin" {
	/** The board: its IO classes and the pins its makers meant for them. Which of them exist differs from board to board. */
	const device: {
		readonly io: { readonly [name: string]: (new (options: never) => never) | undefined };
		readonly I2C?: { readonly [bus: string]: object };
		readonly Serial?: { readonly default?: object };
	};
	export default device;
}

declare module "native/system" {
	import type { System } from "health/system";

	/** This project's own native module (targets/). */
	const system: System;
	export default system;
}

declare module "native/usb-serial" {
	/** The serial class of USB-Serial-JTAG; undefined where the chip has none. */
	const UsbSerial: (new (options: never) => never) | undefined;
	export default UsbSerial;
}

declare module "native/uart-serial" {
	/** The serial class of an ESP32's UART; undefined on other platforms, whose device.io.Serial is to be taken. */
	const UartSerial: (new (options: never) => never) | undefined;
	export default UartSerial;
}

declare module "native/one-wire" {
	import type { OneWireClass } from "sensors/one-wire";

	/** A 1-Wire master; undefined where the platform has none. */
	const OneWire: OneWireClass | undefined;
	export default OneWire;
}

declare module "native/sensor-serial" {
	import type { SerialClass } from "sensors/serial";

	/** This project's own native module (targets/), a UART for a sensor; undefined where the platform has none. */
	const SensorSerial: SerialClass | undefined;
	export default SensorSerial;
}

declare module "native/pulse-counter" {
	import type { PulseCounterClass } from "sensors/pulses";

	/** This project's own native module (targets/); undefined where there are no pins. */
	const PulseCounter: PulseCounterClass | undefined;
	export default PulseCounter;
}

declare module "platform/netif" {
	/** targets/esp32/netif.js, which is JavaScript since its bodies are native. */
	const netif: {
		dns(index: number): string | undefined;
		setDns(address: string): void;
		reason(): number;
		restartRadio(): void;
		hardware(): string | undefined;
	};
	export default netif;
}

declare module "platform/sdk-sensors" {
	import type { SdkDrivers } from "sensors/sdk/row";

	/** The SDK's sensor drivers that are in this image: targets/none, or what tools/lib/sdk-sensors.mjs writes. */
	const drivers: SdkDrivers;
	export default drivers;
}
