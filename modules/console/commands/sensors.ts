import { type Answer, AnswerKind, type Call, type Command, Completes, done, failed } from "console/command";
import { scanOneWire } from "console/commands/one-wire";
import { ago, COLUMNS, counted, dueIn, duration, wrapped } from "console/commands/shown";
import { collect } from "console/commands/task";
import type { AccessPoint, I2cFinding, SensorState } from "console/host";
import { FAULT_NAMES, faultCounts, healthWord } from "console/sensor-words";
import { faultWords } from "console/words";
import { toShown } from "core/utf8";
import { Fault } from "sensors/sensor";

const INDENT = 16;
/** The unit of a quantity without one (UCUM); programs get it, people need not see it. */
const DIMENSIONLESS = "1";

/** Commands about sensors, and what is in reach of the board. */
export const SENSOR_COMMANDS: readonly Command[] = Object.freeze([
	{
		name: "sensors",
		usage: "",
		help: "list the sensors: last readings, how they are, faults by kind, when they are sampled next",
		least: 0,
		most: 0,
		run: sensors,
	},
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
		help: "look for chips on the I2C buses and for devices on the 1-Wire pins of the settings, or on the one that is given, with what to set for them; or for access points",
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
	const { model, fault, sampledAgoMs, intervalMs, nextInMs } = state;
	const next = nextInMs < 0 ? "not sampled" : `next ${dueIn(nextInMs)}`;
	const lines = [`${model}, every ${duration(intervalMs)}; ${ago(sampledAgoMs)}; ${next}`, healthLine(state)];
	if (fault !== Fault.None) lines.push(`now ${faultWords(fault)}`);
	return [...readings(state), ...lines.flatMap((line) => wrapped(`${" ".repeat(INDENT)} ${line}`, INDENT + 1))];
}

/** `shaky; 34 samples, 2 faults: checksum 2; the last 5 min 0 s ago`. */
function healthLine({ health, samples, faults, spikes = 0, counts, faultAgoMs }: SensorState): string {
	const kinds = faults === 0 ? "" : `: ${faultCounts(counts)}; the last ${ago(faultAgoMs)}`;
	const dropped = spikes > 0 ? `; ${counted(spikes, "spike")}` : "";
	return `${healthWord(health)}; ${counted(samples, "sample")}, ${counted(faults, "fault")}${kinds}${dropped}`;
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
	const kinds: Record<string, number> = {};
	for (let kind = 1; kind < FAULT_NAMES.length; kind++) kinds[FAULT_NAMES[kind]] = state.counts[kind] ?? 0;
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
		health: healthWord(state.health),
		fault: faultWords(fault) ?? null,
		samples,
		faults,
		spikes,
		kinds,
		lastFault: state.lastFault === Fault.None ? null : FAULT_NAMES[state.lastFault],
		faultAgoMs: state.faultAgoMs,
		nextInMs: state.nextInMs,
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
				i2cLines,
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

/** The chip, and below it what to set for it. */
function i2cLines(finding: I2cFinding): readonly string[] {
	const { bus, address, sensor, settings } = finding;
	const user = sensor === "" ? "" : `, sensor.${sensor}`;
	const lines = [
		`${bus.padEnd(10)} 0x${address.toString(16).padStart(2, "0")} (${address})  ${chipWords(finding)}${user}`,
	];
	for (const [key, value] of settings) lines.push(`${" ".repeat(10)} set ${key} ${value}`);
	return lines;
}

/** `Bosch BME280 (bme280)`, `probably A (a) or B (b)`, `no sensor we know: an OLED display (SSD1306)`. */
export function chipWords({ models, chips, identified, known, sensor }: I2cFinding): string {
	if (models.length === 0) return known === "" ? "no model of ours" : `no sensor we know: ${known}`;
	const named = models.map((model, i) => `${chips[i]} (${model})`).join(" or ");
	const likely = identified || sensor !== "" ? named : `probably ${named}`;
	return known === "" || sensor !== "" ? likely : `${likely}; or ${known}`;
}

function i2cData(finding: I2cFinding): Readonly<Record<string, unknown>> {
	const { bus, address, models, chips, identified, known, sensor, settings } = finding;
	return {
		bus,
		address,
		models: [...models],
		chips: [...chips],
		identified,
		known,
		sensor,
		settings: Object.fromEntries(settings),
	};
}

function accessPointLine({ ssid, rssi }: AccessPoint): string {
	return `${String(rssi).padStart(4)} dBm  ${ssid === "" ? "(hidden)" : toShown(ssid)}`;
}

function accessPointData({ ssid, rssi }: AccessPoint): Readonly<Record<string, unknown>> {
	return { ssid, rssi };
}
