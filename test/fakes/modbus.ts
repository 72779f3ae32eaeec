import { Modbus, type ModbusOptions, RegisterType } from "sensors/modbus/modbus";
import { RtuBus } from "sensors/modbus/rtu-bus";
import { Shared } from "sensors/shared";
import { ModbusServer } from "../../sim/board/chips/modbus-server";
import { type Sampled, sample } from "./sampled";
import { FakeUart } from "./uart";

const DIRECTION = 5;

/** What a test chooses. */
export interface ModbusChoice extends Partial<ModbusOptions> {
	readonly baud?: number;
	/** The driver's DE pin; a transceiver that turns round by itself when false. */
	readonly direction?: boolean;
}

/** A Modbus server on a fake RS-485 line. */
export class ModbusRig {
	readonly uart = new FakeUart();
	readonly shared = new Shared();
	readonly server: ModbusServer;
	/** One reading; NaN until the driver fills it in. */
	readonly values = new Float64Array(1).fill(Number.NaN);
	readonly #baud: number;

	constructor(baud = 9_600, address = 1) {
		this.#baud = baud;
		this.server = new ModbusServer(address, baud);
		this.uart.devices.push(this.server);
	}

	/** A reader of holding register 0 of server 1, if not chosen otherwise. */
	open({ baud = this.#baud, direction = true, ...options }: ModbusChoice = {}): Modbus {
		const ticks = (): number => this.uart.now;
		const { uart } = this;
		if (direction) {
			// The driver is on the wires while DE is high, and its receiver while /RE is low, from the moment at which the pin changes.
			const level = (at: number): number => uart.switched.filter(([now]) => now <= at).at(-1)?.[1] ?? 0;
			uart.drives = (at) => level(at) === 1;
			uart.listens = (at) => level(at) === 0;
		}
		const bus = this.shared.lease(
			"modbus",
			() =>
				new RtuBus({
					place: uart.place,
					baud,
					direction: direction ? { io: uart.Digital, pin: DIRECTION } : undefined,
					ticks,
				}),
		);
		const fallback = {
			address: 1,
			function: 3,
			register: 0,
			type: RegisterType.Unsigned,
			registers: 1,
			swapped: false,
			scale: 1,
		} as const;
		return new Modbus({ ...fallback, ...options, bus, ticks });
	}

	sample(sensor: Modbus): Sampled {
		this.values.fill(Number.NaN);
		return sample(sensor, this.values, (ms) => {
			this.uart.now += ms;
		});
	}
}
