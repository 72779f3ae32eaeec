import type { CatalogEntry } from "sensors/entry";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** What measures the PC the simulator runs on; the simulator's board provides it as `device.io.Probe`. */
export interface Probe {
	/** Fills in one value for each of Host.quantities, in their order; NaN where the PC has none. Throws when it cannot. */
	read(values: Float64Array): void;
	/** Releases what the probe holds, if it holds anything. */
	close?(): void;
}

/** A probe's class. */
export type ProbeClass = new (options: object) => Probe;

/** Where the probe is. On a board without one `io` is undefined. */
export interface HostOptions {
	readonly sensor: { readonly io: ProbeClass | undefined };
}

/** The PC itself as a sensor: real readings for a simulated board. A quantity the PC does not have is NaN, which is no Fault. */
export class Host implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "cpuTemperature", unit: "°C", digits: 1 },
		/** Processes running or waiting to run, mean over one minute. */
		{ name: "load", unit: "1", digits: 2 },
		/** Share of the main memory in use. */
		{ name: "memory", unit: "%", digits: 1 },
		{ name: "battery", unit: "%", digits: 0 },
		/** Since the PC was started. */
		{ name: "uptime", unit: "s", digits: 0 },
	]);
	static readonly conversionMs = 0;

	private probe: Probe | undefined;

	/** Throws where there is no PC to measure: on a real board. */
	constructor(options: HostOptions) {
		const io = options.sensor.io;
		if (!io) throw new Error("this board has no probe: the model host measures the PC and works in the simulator only");
		this.probe = new io(options.sensor);
	}

	/** Does nothing: the PC measures itself all the time. */
	start(): Fault {
		return this.probe ? Fault.None : Fault.Absent;
	}

	/** Fills in °C, processes, %, % and s. Fault.Absent: the probe failed, or the sensor is closed. */
	take(values: Float64Array): Fault {
		const probe = this.probe;
		if (!probe) return Fault.Absent;
		try {
			probe.read(values);
		} catch {
			return Fault.Absent;
		}
		return Fault.None;
	}

	close(): void {
		const probe = this.probe;
		this.probe = undefined;
		probe?.close?.();
	}
}

export const HOST: CatalogEntry = Object.freeze({
	name: "host",
	chip: "the PC itself, simulator only",
	model: Host,
	bus: "probe",
	open: (_settings, board) => new Host({ sensor: { io: board.device.io.Probe } }),
} satisfies CatalogEntry);
