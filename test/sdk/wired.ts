/*
 * Drivers of the SDK for what hangs on a pin, on the same models as ours. No build can ask for one of them (docs/sensors-sdk.md says why of
 * each); what they read is compared all the same, and where they are wrong, that is what is checked.
 */
import DS18X20 from "DS18X20";
import Ranger from "embedded:sensor/Proximity/HC-SR04";
import Probe from "embedded:sensor/SoilMoistureSensor/Capacitive";
import Thermistor from "embedded:sensor/Temperature/NTC_Thermistor";
import { FakeOneWire } from "fakes/one-wire";
import OneWire from "onewire";
import type { Analog, AnalogClass } from "sensors/analog";
import type { Digital } from "sensors/digital";
import { Ds18b20 } from "sensors/ds18b20/ds18b20";
import { Hcsr04 } from "sensors/hcsr04/hcsr04";
import { Ntc } from "sensors/ntc/ntc";
import type { PulseCounter } from "sensors/pulses";
import { Fault } from "sensors/sensor";
import { Shared } from "sensors/shared";
import { Soil } from "sensors/soil/soil";
import Timer from "timer";
import { Ds18b20Chip } from "../../sim/board/chips/ds18b20";
import { Hcsr04Module } from "../../sim/board/chips/hcsr04";
import { NtcProbe } from "../../sim/board/chips/ntc";
import { SoilProbe } from "../../sim/board/chips/soil";
import { PulseInput } from "../../sim/board/pulse-input";
import { type Finding, near, now, sampled } from "./rig";

const PIN = 4;
/** V at which an ESP32's converter has its largest reading (sensors/analog-volts), and a divider's supply. */
const ESP32_TOP = 2.45;
const SUPPLY = 3.3;
/** The speed of sound in our driver, and that in the SDK's, which takes 58 µs a cm there and back; m/s. */
const [OUR_SOUND, THEIR_SOUND] = [343.2, 20_000 / 58];

/** A converter that reads `volts` in so many bits, the largest at `top`; `open` counts its instances. */
function converter(volts: () => number, top: number, bits = 12) {
	return class implements Analog {
		static open = 0;
		readonly resolution = bits;

		constructor() {
			this.#count(1);
		}

		read(): number {
			const most = 2 ** bits - 1;
			return Math.min(most, Math.max(0, Math.round((volts() / top) * most)));
		}

		close(): void {
			this.#count(-1);
		}

		#count(by: number): void {
			(this.constructor as unknown as { open: number }).open += by;
		}
	} satisfies AnalogClass;
}

/** What is below 0 °C the SDK's driver reads as 4096 °C more: it takes the word for one without a sign. */
function ds18b20(): Finding[] {
	return [21.5, 0.0625, 85, 124.9375, -0.0625, -17.3].map((temperature) => {
		const bus = new FakeOneWire();
		bus.attach(PIN, new Ds18b20Chip([1, 2, 3, 4, 5, 6], () => temperature, now));
		const sensor = new Ds18b20({ sensor: { io: bus.OneWire, pin: PIN }, shared: new Shared() });
		const ours = sampled(Ds18b20, sensor).readings.get("temperature") ?? Number.NaN;
		sensor.close();
		const driver = new DS18X20({ bus: new OneWire(bus.line(PIN)) });
		driver.getTemperature();
		Timer.delay(Ds18b20.conversionMs);
		const theirs = driver.getTemperature() ?? Number.NaN;
		return near(`DS18X20 and ds18b20 at ${temperature} C`, theirs, temperature < 0 ? ours + 4_096 : ours, 0);
	});
}

/** On a converter whose largest reading is the supply the two agree; on an ESP32's, whose is not, the SDK's is wrong. */
function thermistor(): Finding[] {
	const found: Finding[] = [];
	for (const side of ["high", "low"] as const) {
		for (const temperature of side === "high" ? [-10, 0, 25, 40] : [10, 25, 60]) {
			const probe = new NtcProbe({ soilTemperature: () => temperature }, { resistor: 10_000, side, supply: SUPPLY });
			const volts = () => probe.voltage();
			const io = converter(volts, ESP32_TOP);
			const circuit = { resistor: 10_000, nominal: 10_000, beta: 3_950, side, supply: SUPPLY };
			const sensor = new Ntc({ sensor: { io, pin: PIN }, ...circuit });
			const ours = sampled(Ntc, sensor).readings.get("temperature") ?? Number.NaN;
			sensor.close();
			const read = (top: number) => {
				const Converter = converter(volts, top);
				const driver = new Thermistor({ sensor: { io: Converter, pin: PIN } });
				driver.configure({ beta: 3_950, pullup: side === "low" });
				const { temperature: value } = driver.sample();
				driver.close();
				return { value, open: Converter.open };
			};
			const what = `ntcThermistor and ntc, ${side}, at ${temperature} C`;
			const { value, open } = read(SUPPLY);
			found.push(near(what, value, ours, 0.1));
			const wrong = read(ESP32_TOP).value;
			found.push({ what: `${what}, on an ESP32's converter: ${wrong}`, ok: !(Math.abs(wrong - ours) < 5) });
			found.push({ what: `${what}: close() leaves ${open} open`, ok: open === 1 });
		}
	}
	return found;
}

/** With 10 bits it is the share of the converter's range that is missing, as ours is between that end and 0 V; 12 bits make it negative. */
function soil(): Finding[] {
	return [10, 45, 90].flatMap((percent) => {
		const probe = new SoilProbe({ soilMoisture: () => percent });
		const volts = () => probe.voltage();
		const sensor = new Soil({ sensor: { io: converter(volts, ESP32_TOP), pin: PIN }, dry: ESP32_TOP, wet: 0 });
		const ours = sampled(Soil, sensor).readings.get("moisture") ?? Number.NaN;
		sensor.close();
		const read = (bits: number) => {
			const driver = new Probe({ sensor: { io: converter(volts, ESP32_TOP, bits), pin: PIN } });
			const { moisture } = driver.sample();
			driver.close();
			return 100 * moisture;
		};
		const what = `capacitiveMoisture and soil at ${percent} %`;
		const wrong = read(12);
		return [near(what, read(10), ours, 0.1), { what: `${what}, with 12 bits: ${wrong}`, ok: wrong < 0 }];
	});
}

/** The SDK's PulseWidth, as far as its driver calls it. */
function pulseWidth(width: () => number) {
	return class {
		static readonly RisingToFalling = 1;
		static readonly InputPullDown = 2;
		static readable: (() => void) | undefined;

		constructor({ onReadable }: { readonly onReadable: () => void }) {
			(this.constructor as unknown as { readable: () => void }).readable = onReadable;
		}

		read(): number {
			return width();
		}

		close(): void {
			(this.constructor as unknown as { readable: undefined }).readable = undefined;
		}
	};
}

/** The two pins of a module, and what the counter on one of them has told. */
function moduleOf(metres: number) {
	const module = new Hcsr04Module({ distance: () => metres, temperature: () => 20 }, now);
	const input = new PulseInput(module.echo, { active: 1, debounceUs: 0 });
	const told = { us: 0 };
	class Trigger implements Digital {
		static readonly Input = 0;
		static readonly InputPullUp = 1;
		static readonly Output = 8;
		static readonly OutputOpenDrain = 9;

		read(): number {
			return 0;
		}

		write(value: number): void {
			module.trigger.driven?.(value);
		}

		close(): void {
			module.trigger.driven?.(-1);
		}
	}
	class Echo implements PulseCounter {
		count(): number {
			return input.count();
		}

		width(): number {
			const us = input.width();
			if (us > 0) told.us = us;
			return us;
		}

		close(): void {
			told.us = Math.max(told.us, input.width());
		}
	}
	return { Trigger, Echo, told };
}

/** One pulse for both: they differ by the speed of sound that they count with, and beyond the module's reach both say that there is nothing. */
function ranger(): Finding[] {
	return [0.05, 0.5, 1.7, 3.9, 4.5].map((metres) => {
		const { Trigger, Echo, told } = moduleOf(metres);
		const sensor = new Hcsr04({ trigger: { io: Trigger, pin: PIN }, echo: { io: Echo, pin: PIN + 1 } });
		const { fault, readings } = sampled(Hcsr04, sensor);
		sensor.close();
		const Width = pulseWidth(() => told.us);
		const driver = new Ranger({ sensor: { io: Width, pin: PIN } });
		Width.readable?.();
		const distance = driver.sample()?.distance;
		driver.close();
		const what = `hc-sr04 and hcsr04 at ${metres} m`;
		if (metres > 4)
			return {
				what: `${what}: ${distance} and fault ${fault}`,
				ok: distance === null && fault === Fault.Range,
			};
		const theirs = ((distance ?? Number.NaN) / 100) * (OUR_SOUND / THEIR_SOUND);
		return near(what, theirs, readings.get("distance") ?? Number.NaN, 1e-6);
	});
}

/** All of them. */
export function wired(): Finding[] {
	return [...ds18b20(), ...thermistor(), ...soil(), ...ranger()];
}
