import { type Answer, AnswerKind, type Call, type Command, Completes, done, failed } from "console/command";
import { ago, COLUMNS, counted, duration } from "console/commands/shown";
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
		usage: "<i2c|wifi>",
		help: "look for chips on the I2C buses, or for access points",
		least: 1,
		most: 1,
		words: ["i2c", "wifi"],
		run: scan,
	},
]);

function sensors({ host }: Call): Answer {
	const all = host.sensors();
	if (all.length === 0) return done('there are no sensors: "set sensor.<name>.model ..."', { sensors: [] });
	return done(all.flatMap(sensorLines), { sensors: all.map(sensorData) });
}

function sensorLines(state: SensorState): readonly string[] {
	const { model, fault, samples, faults, spikes = 0, sampledAgoMs, intervalMs } = state;
	const dropped = spikes > 0 ? `, ${counted(spikes, "spike")}` : "";
	const health = `${dropped}${fault === Fault.None ? "" : `; now ${faultWords(fault)}`}`;
	return [
		...readings(state),
		`${" ".repeat(INDENT)} ${model}, every ${duration(intervalMs)}; ${ago(sampledAgoMs)}`,
		`${" ".repeat(INDENT)} ${counted(samples, "sample")}, ${counted(faults, "fault")}${health}`,
	];
}

/** The sensor's name and its readings, in as many lines as they need; no reading is broken. */
function readings({ name, quantities, values }: SensorState): readonly string[] {
	const lines: string[] = [];
	let line = name.padEnd(INDENT);
	let gap = " ";
	quantities.forEach(({ name: quantity, unit, digits }, i) => {
		const value = values[i];
		const behind = unit === "" || unit === DIMENSIONLESS ? "" : ` ${unit}`;
		const reading = `${quantity} ${Number.isFinite(value) ? `${value.toFixed(digits)}${behind}` : "-"}`;
		if (line.length + gap.length + reading.length > COLUMNS) {
			lines.push(line);
			line = " ".repeat(INDENT);
			gap = " ";
		}
		line += gap + reading;
		gap = "  ";
	});
	return [...lines, line];
}

function sensorData(state: SensorState): Readonly<Record<string, unknown>> {
	const { name, model, intervalMs, quantities, values, sampledAgoMs, fault, samples, faults, spikes = 0 } = state;
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
		spikes,
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
					for (const line of words === undefined ? readings(state) : [`${state.name.padEnd(INDENT)} ${words}`])
						say(line);
				},
				onDone(problem): void {
					const data = { sensors: states.map(sensorData) };
					end(problem === undefined ? done(undefined, data) : failed("sample", problem, data));
				},
			}),
	};
}

function scan({ host, args: [given] }: Call): Answer {
	switch (given.toLowerCase()) {
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
			return failed("value", "scan: allowed is i2c or wifi");
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
