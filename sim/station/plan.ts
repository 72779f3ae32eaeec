import { I2cBus } from "../board/bus";
import { AnemometerCups } from "../board/chips/anemometer";
import { Bh1750Chip } from "../board/chips/bh1750";
import { Bme280Chip } from "../board/chips/bme280";
import { Ds18b20Chip } from "../board/chips/ds18b20";
import { Hcsr04Module } from "../board/chips/hcsr04";
import { Ina226Chip } from "../board/chips/ina226";
import { RainGauge } from "../board/chips/rain-gauge";
import { Scd4xChip } from "../board/chips/scd4x";
import { Sht4xChip } from "../board/chips/sht4x";
import { SoilProbe } from "../board/chips/soil";
import type { Environment } from "../board/environment";
import { OneWireBus } from "../board/one-wire-bus";
import type { BoardPins } from "../board/pins";
import type { BoardClock } from "../clock/clock";
import type { StationField } from "./books";
import type { PlannedFault, StationSensor } from "./truth";

/** From one row to the next. */
export const INTERVAL_S = 300;
/** From one sample to the next, of all sensors. */
const SAMPLE_S = 60;
const PIN = { rain: 25, wind: 26, trigger: 27, echo: 14, ground: 4, soil: 34 };
/** Volts of the soil probe in air and in water. */
const DRY = 2.2;
const WET = 1;
const TIP_MM = 0.2794;
const TURN_M = 0.667;
/** What the driver of the HC-SR04 takes the sound's speed for (at 20 °C), and what it is at another temperature. */
const SOUND = 343.2;

/** `sensor.quantity` and aggregate of each field, by channel ID. */
const CHANNELS: Readonly<Record<string, readonly (readonly [string, StationField["aggregate"]])[]>> = {
	"1001": [
		["air.temperature", "mean"],
		["air.humidity", "mean"],
		["air.pressure", "last"],
		["air.dewPoint", "last"],
		["co2.co2", "median"],
		["light.illuminance", "max"],
		["leaf.temperature", "min"],
		["air.temperature", "count"],
	],
	"1002": [
		["ground.temperature", "mean"],
		["soil.moisture", "mean"],
		["rain.rain", "sum"],
		["wind.speed", "mean"],
		["wind.speed", "max"],
		["river.distance", "median"],
	],
	"1003": [
		["power.voltage", "mean"],
		["power.current", "mean"],
		["leaf.humidity", "last"],
	],
};

/** Every field of the station's three channels. */
export const FIELDS: readonly StationField[] = Object.entries(CHANNELS).flatMap(([channel, rows]) =>
	rows.map(([source, aggregate], i) => {
		const [sensor, quantity] = source.split(".");
		return { channel, field: i + 1, sensor, quantity, aggregate };
	}),
);

/** What the firmware is set to. */
export function settingsOf(sensors: readonly StationSensor[]): Readonly<Record<string, unknown>> {
	const settings: Record<string, unknown> = {
		"mqtt.host": "broker.test",
		"mqtt.clientId": "station",
		"mqtt.userName": "user",
		"mqtt.password": "planted-secret",
	};
	for (const { name, settings: own, intervalS } of sensors) {
		settings[`sensor.${name}.interval`] = intervalS;
		for (const [key, value] of Object.entries(own)) settings[`sensor.${name}.${key}`] = value;
	}
	Object.keys(CHANNELS).forEach((id, i) => {
		settings[`channel.${i + 1}.id`] = id;
		settings[`channel.${i + 1}.interval`] = INTERVAL_S;
	});
	const ids = Object.keys(CHANNELS);
	for (const { channel, field, sensor, quantity, aggregate } of FIELDS)
		settings[`channel.${ids.indexOf(channel) + 1}.field${field}`] = `${sensor}.${quantity}:${aggregate}`;
	return settings;
}

/** The ten sensors, each wired to its chip's model. */
export function makeSensors(clock: BoardClock, environment: Environment, pins: BoardPins) {
	const now = (): number => clock.ticks;
	const bus = new I2cBus();
	const oneWire = new OneWireBus();
	const air = new Bme280Chip(environment, now);
	const leaf = new Sht4xChip(environment, now);
	const co2 = new Scd4xChip(environment, now);
	const light = new Bh1750Chip(environment, now);
	const power = new Ina226Chip(environment, now);
	const ground = new Ds18b20Chip([1, 2, 3, 4, 5, 6], () => environment.soilTemperature(), now);
	const soil = new SoilProbe(environment, DRY, WET);
	const rain = new RainGauge(environment, now, TIP_MM);
	const wind = new AnemometerCups(environment, now, TURN_M);
	const river = new Hcsr04Module(environment, now);
	for (const [address, chip] of [
		[0x76, air],
		[0x44, leaf],
		[0x62, co2],
		[0x23, light],
		[0x40, power],
	] as const)
		bus.attach(address, chip);
	oneWire.attach(PIN.ground, ground);
	pins.attach(PIN.soil, soil);
	pins.attach(PIN.rain, rain);
	pins.attach(PIN.wind, wind);
	pins.attach(PIN.trigger, river.trigger);
	pins.attach(PIN.echo, river.echo);
	const sensors: readonly StationSensor[] = [
		sensor(
			"air",
			{ model: "bme280" },
			150,
			[
				quantity("temperature", 0.02, (now) => now.temperature()),
				quantity("humidity", 0.06, (now) => now.humidity()),
				quantity("pressure", 0.02, (now) => now.pressure()),
				quantity("dewPoint", 0.12, (now) => dewPoint(now.temperature(), now.humidity())),
			],
			[absent(air), fault(air.faults, "busyForever", true, "not ready in time")],
		),
		sensor(
			"leaf",
			{ model: "sht4x" },
			50,
			[quantity("temperature", 0.02, (now) => now.temperature()), quantity("humidity", 0.02, (now) => now.humidity())],
			[
				absent(leaf),
				fault(leaf.faults, "badChecksum", "temperature", "bad checksum"),
				fault(leaf.faults, "busyForever", true, "not ready in time"),
				fault(leaf.faults, "damaged", true, "defective"),
				stretched(bus, 0x44),
			],
		),
		// In low power mode a measurement is up to half a minute old when it is fetched.
		sensor(
			"co2",
			{ model: "scd4x" },
			41_000,
			[quantity("co2", 0.6, (now) => now.co2())],
			[absent(co2), fault(co2.faults, "badChecksum", "co2", "bad checksum")],
		),
		sensor(
			"light",
			{ model: "bh1750" },
			500,
			[quantity("illuminance", 1.9, (now) => now.illuminance())],
			[absent(light)],
		),
		sensor(
			"power",
			{ model: "ina226", shunt: "0.1" },
			400,
			[
				quantity("voltage", 0.0014, (now) => now.batteryVoltage()),
				quantity("current", 0.000_2, (now) => now.batteryCurrent()),
			],
			[absent(power), fault(power.faults, "busyForever", true, "not ready in time")],
		),
		sensor(
			"ground",
			{ model: "ds18b20", pin: PIN.ground },
			900,
			[quantity("temperature", 0.04, (now) => now.soilTemperature())],
			[fault(ground.faults, "absent", true, "absent"), fault(ground.faults, "badChecksum", true, "bad checksum")],
		),
		sensor(
			"soil",
			{ model: "soil", pin: PIN.soil, dry: String(DRY), wet: String(WET) },
			50,
			[quantity("moisture", 0.15, (now) => now.soilMoisture())],
			[fault(soil.faults, "unplugged", true, "absent", "out of range")],
		),
		sensor(
			"rain",
			{ model: "rain", pin: PIN.rain, perPulse: String(TIP_MM) },
			50,
			[quantity("rain", TIP_MM * 1.001, (now, { rainfall }) => now.rainfall() - rainfall)],
			[mild(rain.faults, "bounces", 6)],
		),
		sensor(
			"wind",
			{ model: "anemometer", pin: PIN.wind, perPulse: String(TURN_M) },
			50,
			[
				quantity(
					"speed",
					(1.1 * TURN_M) / SAMPLE_S + 0.005,
					(now, { windRun }, since) => (now.windRun() - windRun) / since,
				),
			],
			[mild(wind.faults, "bounces", 4)],
		),
		sensor(
			"river",
			{ model: "hcsr04", trigger: PIN.trigger, echo: PIN.echo },
			300,
			[
				quantity(
					"distance",
					0.002,
					(now) => (now.distance() * SOUND) / (331.3 * Math.sqrt(1 + now.temperature() / 273.15)),
				),
			],
			[fault(river.faults, "absent", true, "absent"), fault(river.faults, "deaf", true, "out of range")],
		),
	];
	return { sensors, board: { bus, oneWire } };
}

function sensor(
	name: string,
	settings: StationSensor["settings"],
	sampleMs: number,
	quantities: StationSensor["quantities"],
	faults: readonly PlannedFault[],
): StationSensor {
	return { name, settings, intervalS: SAMPLE_S, sampleMs, quantities, faults };
}

function quantity(name: string, within: number, truth: StationSensor["quantities"][number]["truth"]) {
	return { name, within, truth };
}

/** An unplugged chip has no power: it comes back as after power-on. */
function absent(chip: { readonly faults: { absent: boolean }; reset(): void }): PlannedFault {
	return {
		name: "absent",
		words: ["absent"],
		set: () => {
			chip.faults.absent = true;
		},
		clear: () => {
			chip.faults.absent = false;
			chip.reset();
		},
	};
}

function fault<Faults extends object, Name extends keyof Faults & string>(
	faults: Faults,
	name: Name,
	value: Faults[Name],
	...words: string[]
): PlannedFault {
	const before = faults[name];
	return {
		name,
		words,
		set: () => {
			faults[name] = value;
		},
		clear: () => {
			faults[name] = before;
		},
	};
}

/** The chip holds the clock for longer than the board waits. */
function stretched(bus: I2cBus, address: number): PlannedFault {
	return {
		name: "stretched",
		words: ["absent", "not ready in time"],
		set: () => bus.stretched.add(address),
		clear: () => bus.stretched.delete(address),
	};
}

/** One that must not show at all. */
function mild<Faults extends object, Name extends keyof Faults & string>(
	faults: Faults,
	name: Name,
	value: Faults[Name],
): PlannedFault {
	return { ...fault(faults, name, value), mild: true };
}

/** °C, by the Magnus formula with the coefficients of WMO-No. 8. */
function dewPoint(temperature: number, humidity: number): number {
	const gamma = Math.log(humidity / 100) + (17.62 * temperature) / (243.12 + temperature);
	return (243.12 * gamma) / (17.62 - gamma);
}
