import type { OneWireClass } from "sensors/one-wire";
import type { SerialClass, SerialOptions } from "sensors/serial";
import { Ds18b20Chip } from "../../board/chips/ds18b20";
import { ModbusServer } from "../../board/chips/modbus-server";
import { Pms5003Chip } from "../../board/chips/pms5003";
import { OneWireLine } from "../../board/one-wire-bus";
import { SensorUart, type UartDevice } from "../../board/uart";
import type { Probe } from "./probe";
import { digitalOf } from "./sample-digital";
import { AIR, type Row, type RowOptions } from "./sample-row";

/** The pins of a UART, which the bench does not look at. */
const UART_PINS = { receive: 16, transmit: 17 };
const DIRECTION = 18;
/** What the Modbus server's register holds. */
const WORD = 235;

/** Sensors on a line of their own kind: 1-Wire, a UART. */
export const LINE_ROWS: readonly Row[] = [
	{
		model: "ds18b20",
		options: { pin: 4 },
		device: ({ probe, now }) => {
			const line = new OneWireLine();
			line.devices.push(new Ds18b20Chip([1, 2, 3, 4, 0, 0], () => AIR.temperature(), now));
			return { io: { OneWire: oneWireOf(probe, line) } };
		},
	},
	{
		model: "pms5003",
		options: UART_PINS,
		device: ({ probe, now }) => ({ io: { Serial: serialOf({ probe, now }, new Pms5003Chip(AIR, now)) } }),
	},
	{
		model: "modbus",
		options: { ...UART_PINS, direction: DIRECTION, register: 0 },
		device: ({ probe, now }) => {
			const server = new ModbusServer(1);
			server.holding.set(0, WORD);
			return { io: { Serial: serialOf({ probe, now }, server), Digital: digitalOf(probe, () => undefined) } };
		},
	},
];

/** The 1-Wire class of a line. What the line and its devices do is not counted. */
function oneWireOf(probe: Probe, line: OneWireLine): OneWireClass {
	return class {
		reset(): boolean {
			probe.pause();
			const present = line.reset();
			probe.resume();
			return present;
		}

		write(bytes: Uint8Array): void {
			probe.pause();
			line.write(bytes);
			probe.resume();
		}

		read(target: Uint8Array): void {
			probe.pause();
			target.set(line.read(target.length));
			probe.resume();
		}

		search(): readonly Uint8Array[] {
			probe.pause();
			const roms = line.search();
			probe.resume();
			return roms;
		}

		close(): void {
			probe.pause();
			probe.resume();
		}
	};
}

/** The serial class of a UART with one device at its far end. What the UART and the device do is not counted. */
function serialOf({ probe, now }: RowOptions, device: UartDevice): SerialClass {
	const uart = new SensorUart();
	uart.devices.push(device);
	return class {
		constructor({ baud }: SerialOptions) {
			probe.pause();
			uart.open(baud);
			probe.resume();
		}

		read(target: Uint8Array): number {
			probe.pause();
			const bytes = uart.read(target.length, now());
			target.set(bytes);
			probe.resume();
			return bytes.length;
		}

		write(bytes: Uint8Array): void {
			probe.pause();
			uart.write(bytes, now());
			probe.resume();
		}

		close(): void {
			probe.pause();
			uart.close();
			probe.resume();
		}
	};
}
