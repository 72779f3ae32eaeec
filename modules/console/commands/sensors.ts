import { type Answer, AnswerKind, type Call, type Command, Completes, done, failed } from "console/command";
import { scanOneWire } from "console/commands/one-wire";
import { ago, counted, duration } from "console/commands/shown";
import { collect } from "console/commands/task";
import type { AccessPoint, I2cFinding, SensorState } from "console/host";
import { faultWords } from "console/words";
import { toShown } from "core/utf8";
import { Fault } from "sensors/sensor";

const INDENT = 16;
/** The unit of a quantity without one (UCUM); programs get it, people need not see it. */
const DIMENSIONLESS = "1";

/** Commands about sensors, and what is in reach of the board. */
export const SENSOR_COMMANDS: readonly Command[] = Object.freeze([
	{ name: "sensors", usage: "", help: "list the sensors and their last readings", least: 0, most: 0, run: sensors },
	{
		name: "sample",
		usage: "[sensor]",
		help: "sample one sensor, or all, now; its schedule goes on",
		least: 0,
		most: 1,
		completes: [Completes.Sensor],
		run: sample,
	},
	{
		name: "scan",
		usage: "<i2c|1wire|wifi> [pin]",
		help: "look for chips on the I2C buses, for devices on the 1-Wire pins of the settings or on the one that is given, or for access points",
		least: 1,
		most: 2,
		words: ["i2c", "1wire", "wifi"],
		run: scan,
	},
]);

function sensors({ host }: Call): Answer {
	const all = host.sensors();
	if (all.length === 0) return done('there are no sensors: "set sensor.<name>.model ..."', { sensors: [] });
	return done(all.flatMap(sensorLines), { sensors: all.map(sensorData) });
}

function sensorLines(state: SensorState): readonly string[] {
	const { name, model, fault, samples, faults, sampledAgoMs, intervalMs } = state;
	const health = fault === Fault.None ? "" : `; now ${faultWords(fault)}`;
	return [
		`${name.padEnd(INDENT)} ${readings(state)}`,
		`${" ".repeat(INDENT)} ${model}, every ${duration(intervalMs)}; ${ago(sampledAgoMs)}`,
		`${" ".repeat(INDENT)} ${counted(samples, "sample")}, ${counted(faults, "fault")}${health}`,
	];
}

function readings({ quantities, values }: SensorState): string {
	const parts = quantities.map(({ name, unit, digits }, i) => {
		const value = values[i];
		const behind = unit === "" || unit === DIMENSIONLESS ? "" : ` ${unit}`;
		return `${name} ${Number.isFinite(value) ? `${value.toFixed(digits)}${behind}` : "-"}`;
	});
	return parts.join("  ");
}

function sensorData(state: SensorState): Readonly<Record<string, unknown>> {
	const { name, model, intervalMs, quantities, values, sampledAgoMs, fault, samples, faults } = state;
	return {
		name,
		model,
		intervalMs,
		readings: quantities.map((quantity, i) => ({
			quantity: quantity.name,
			unit: quantity.unit,
			value: Number.isFinite(values[i]) ? values[i] : null,
		})),
		sampledAgoMs,
		fault: faultWords(fault) ?? null,
		samples,
		faults,
	};
}

function sample({ host, args: [given = ""] }: Call): Answer {
	const name = given.toLowerCase();
	const known = host.sensors();
	if (known.length === 0) return failed("noSensor", 'there are no sensors: "set sensor.<name>.model ..."');
	if (name !== "" && !known.some((sensor) => sensor.name === name))
		return failed("unknownSensor", `unknown sensor; there are ${known.map((sensor) => sensor.name).join(", ")}`);
	const states: SensorState[] = [];
	return {
		kind: AnswerKind.Running,
		begin: (say, end) =>
			host.sample(name, {
				onItem(state): void {
					states.push(state);
					const words = faultWords(state.fault);
					say(`${state.name.padEnd(INDENT)} ${words ?? readings(state)}`);
				},
				onDone(problem): void {
					const data = { sensors: states.map(sensorData) };
					end(problem === undefined ? done(undefined, data) : failed("sample", problem, data));
				},
			}),
	};
}

function scan(call: Call): Answer {
	const { host, args } = call;
	const kind = args[0].toLowerCase();
	if (args.length > 1 && kind !== "1wire") return failed("value", "scan: only 1wire takes a pin");
	switch (kind) {
		case "1wire":
			return scanOneWire(call);
		case "i2c":
			return collect(
				"scan",
				(events) => host.scanI2c(events),
				i2cLine,
				i2cData,
				"nothing answers: check power, SDA, SCL and pull-ups",
			);
		case "wifi":
			return collect(
				"scan",
				(events) => host.scanWifi(events),
				accessPointLine,
				accessPointData,
				"no access point in reach",
			);
		default:
			return failed("value", "scan: allowed is i2c, 1wire or wifi");
	}
}

function i2cLine({ bus, address, models, sensor }: I2cFinding): string {
	const chip = models.length === 0 ? "no model of ours" : models.join(" or ");
	return `${bus.padEnd(10)} 0x${address.toString(16).padStart(2, "0")} (${address})  ${chip}${sensor === "" ? "" : `, sensor.${sensor}`}`;
}

function i2cData({ bus, address, models, sensor }: I2cFinding): Readonly<Record<string, unknown>> {
	return { bus, address, models: [...models], sensor };
}

function accessPointLine({ ssid, rssi }: AccessPoint): string {
	return `${String(rssi).padStart(4)} dBm  ${ssid === "" ? "(hidden)" : toShown(ssid)}`;
}

function accessPointData({ ssid, rssi }: AccessPoint): Readonly<Record<string, unknown>> {
	return { ssid, rssi };
}
