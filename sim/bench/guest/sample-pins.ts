import type { AnalogClass } from "sensors/analog";
import type { PulseCounterClass, PulseCounterOptions } from "sensors/pulses";
import { AnemometerCups } from "../../board/chips/anemometer";
import { DividedBattery } from "../../board/chips/battery";
import { Hcsr04Module } from "../../board/chips/hcsr04";
import { NtcProbe } from "../../board/chips/ntc";
import { RainGauge } from "../../board/chips/rain-gauge";
import { SoilProbe } from "../../board/chips/soil";
import { MildEnvironment } from "../../board/mild-environment";
import type { PinModel } from "../../board/pin-model";
import { PulseInput } from "../../board/pulse-input";
import type { Probe } from "./probe";
import { digitalOf } from "./sample-digital";
import { AIR, type Row, type RowOptions } from "./sample-row";

/** As the SDK's analog class has it: bits, and V of the largest reading. */
const RESOLUTION = 12;
const FULL_SCALE = 2.45;
/** V of a cell that is nearly full: all points of its curve are passed. */
const NEARLY_FULL = 4.15;
/** mm of rain a minute, so that two tips of the bucket or three are in each sample. */
const DOWNPOUR = 0.7;
const MINUTE_MS = 60_000;

/** Sensors on pins: a voltage, or pulses. */
export const PIN_ROWS: readonly Row[] = [
	analog("soil", new SoilProbe(AIR), { dry: 2.2, wet: 1 }),
	analog("battery", new DividedBattery({ batteryVoltage: () => NEARLY_FULL })),
	analog("ntc", new NtcProbe(AIR), { side: "high" }),
	pulses("rain", (now) => new RainGauge({ rainfall: () => (DOWNPOUR * now()) / MINUTE_MS }, now)),
	pulses("anemometer", (now) => new AnemometerCups(new MildEnvironment(now), now)),
	{
		model: "hcsr04",
		options: { trigger: 12, echo: 13 },
		device: ({ probe, now }) => {
			const { trigger, echo } = new Hcsr04Module(AIR, now);
			const Digital = digitalOf(probe, (level) => trigger.driven?.(level));
			return { io: { Digital, PulseCounter: pulseCounterOf(probe, echo) } };
		},
	},
];

function analog(model: string, wired: PinModel, options: Row["options"] = {}): Row {
	const device = ({ probe }: RowOptions) => ({ io: { Analog: analogOf(probe, wired) } });
	return { model, options: { pin: 34, ...options }, device };
}

function pulses(model: string, wired: (now: () => number) => PinModel): Row {
	const device = ({ probe, now }: RowOptions) => ({ io: { PulseCounter: pulseCounterOf(probe, wired(now)) } });
	return { model, options: { pin: 4 }, device };
}

/** The analog class of a pin. What is wired to it is not counted. */
function analogOf(probe: Probe, wired: PinModel): AnalogClass {
	return class {
		readonly resolution = RESOLUTION;

		read(): number {
			probe.pause();
			const volts = wired.voltage?.() ?? 0;
			const reading = Math.round(((2 ** RESOLUTION - 1) * volts) / FULL_SCALE);
			probe.resume();
			return reading;
		}

		close(): void {
			probe.pause();
			probe.resume();
		}
	};
}

/** The pulse counter's class of a pin. What is wired to it, and the counting, which is an interrupt's on a board, is not counted. */
function pulseCounterOf(probe: Probe, wired: PinModel): PulseCounterClass {
	return class {
		readonly #input: PulseInput;

		constructor(options: PulseCounterOptions) {
			probe.pause();
			this.#input = new PulseInput(wired, options);
			probe.resume();
		}

		count(): number {
			probe.pause();
			const count = this.#input.count();
			probe.resume();
			return count;
		}

		width(): number {
			probe.pause();
			const width = this.#input.width();
			probe.resume();
			return width;
		}

		close(): void {
			probe.pause();
			probe.resume();
		}
	};
}
