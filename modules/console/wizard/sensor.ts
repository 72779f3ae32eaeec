import type { Answer } from "console/command";
import { chipWords } from "console/commands/sensors";
import { wrapped } from "console/commands/shown";
import type { I2cFinding, SensorFacts } from "console/host";
import type { Flow } from "console/wizard/flow";

const FIELDS = 8;

/** One sensor, found on the I2C bus where it can be. Sensors that are set already are kept. */
export function sensorStep(flow: Flow, said: readonly string[]): Answer {
	forget(flow);
	const names = sensorNames(flow);
	if (names.length > 0) return flow.pass([...said, `Sensors that are set: ${names.join(", ")}.`]);
	const found: I2cFinding[] = [];
	return flow.wait(
		(onDone) => flow.host.scanI2c({ onItem: (item) => found.push(item), onDone }),
		[...said, "Looking for sensors on the I2C bus ..."],
		(problem) => askModel(flow, found, problem),
	);
}

/** Takes back the sensor that the wizard has staged, and the fields from it: another one is to be chosen. */
function forget(flow: Flow): void {
	if (flow.sensor === "") return;
	const { draft } = flow.host;
	for (const key of draft.staged.keys()) {
		const own = key.startsWith(`sensor.${flow.sensor}.`);
		const field = key.startsWith("channel.1.field") && flow.text(key).startsWith(`${flow.sensor}.`);
		if (own || field) draft.unset(key);
	}
	flow.sensor = "";
}

/** The names of the sensors that are set, in order. */
export function sensorNames(flow: Flow): readonly string[] {
	return modelKeys(flow).map((key) => key.split(".")[1]);
}

function modelKeys(flow: Flow): readonly string[] {
	return flow.host.draft.staged.keys().filter((key) => key.startsWith("sensor.") && key.endsWith(".model"));
}

function askModel(flow: Flow, found: readonly I2cFinding[], problem?: string, error?: string): Answer {
	// What must have a pin, a port or a calibration is nothing that a scan of I2C could find, and has more to set than one answer.
	const models = flow.host.models().filter(({ needs = [] }) => needs.length === 0);
	const likely = found.find((finding) => finding.identified) ?? found.find((finding) => finding.models.length > 0);
	const lines = found.map(describe);
	if (lines.length === 0)
		lines.push(problem ?? "No chip answers on the I2C bus: check wiring and supply, or name a model anyway.");
	const names = models.map(({ name }) => name).join(", ");
	lines.push(...wrapped(`Models: ${names}; sensors on pins and UARTs are set on the console, behind this.`, 2));
	if (error !== undefined) lines.push(error);
	return flow.ask(
		{
			prompt: "Sensor model",
			usual: likely?.models.find((model) => models.some(({ name }) => name === model)) ?? "",
			choices: models.map(({ name }) => name),
			take: (text) => {
				const facts = models.find(({ name }) => name.toLowerCase() === text.toLowerCase());
				if (!facts) return askModel(flow, found, problem, "That is no model this firmware knows; Ctrl-C leaves.");
				return take(flow, facts, found);
			},
		},
		lines,
	);
}

function describe(finding: I2cFinding): string {
	return `  0x${finding.address.toString(16).padStart(2, "0")} on bus ${finding.bus}: ${chipWords(finding)}`;
}

/** Sets the model, under its own name, and its address and bus where they are not the usual ones. */
function take(flow: Flow, facts: SensorFacts, found: readonly I2cFinding[]): Answer {
	const key = `sensor.${facts.name}`;
	const wrong = flow.set(`${key}.model`, facts.name);
	if (wrong !== undefined) return flow.again([wrong]);
	flow.sensor = facts.name;
	const finding = found.find(({ models }) => models.includes(facts.name));
	if (finding && finding.address !== facts.addresses?.[0]) flow.set(`${key}.address`, String(finding.address));
	if (finding && finding.bus !== flow.text(`${key}.bus`)) flow.set(`${key}.bus`, finding.bus);
	return flow.next();
}

/** Which quantity goes to which field: proposed in order, changed one by one. */
export function fieldsStep(flow: Flow, said: readonly string[]): Answer {
	const set = Array.from({ length: FIELDS }, (_, i) => flow.text(`channel.1.field${i + 1}`));
	const fields = set.some((source) => source !== "") ? set : quantitiesOf(flow);
	const lines = fields.flatMap((source, i) => (source ? [`  field${i + 1} = ${source}`] : []));
	return flow.ask(
		{
			prompt: "Publish these, y or n",
			usual: "y",
			choices: ["y", "n"],
			take: (text) => {
				const yes = text.toLowerCase();
				if (yes !== "y" && yes !== "n") return flow.again(["y or n, please."]);
				if (yes === "n") return askField(flow, 0);
				const wrong = fields.map((source, i) => (source ? flow.set(`channel.1.field${i + 1}`, source) : undefined));
				const first = wrong.find((line) => line !== undefined);
				return first === undefined ? flow.next() : askField(flow, 0, first);
			},
		},
		[...said, ...lines],
	);
}

/** Every quantity of every sensor that is set, eight at most. */
function quantitiesOf(flow: Flow): readonly string[] {
	const models = flow.host.models();
	const sources = modelKeys(flow).flatMap((key) => {
		const facts = models.find(({ name }) => name === flow.text(key));
		return (facts?.quantities ?? []).map(({ name }) => `${key.split(".")[1]}.${name}`);
	});
	return sources.slice(0, FIELDS);
}

function askField(flow: Flow, at: number, error?: string): Answer {
	if (at >= FIELDS) return flow.next();
	const key = `channel.1.field${at + 1}`;
	const sources = quantitiesOf(flow);
	return flow.ask(
		{
			prompt: `field${at + 1}, <sensor>.<quantity>, - for none, . for no more`,
			usual: flow.text(key),
			choices: sources,
			take: (text) => {
				if (text === ".") return flow.next();
				const wrong = text === "-" || text === "" ? flow.host.draft.unset(key) : flow.set(key, text);
				return askField(flow, wrong === undefined ? at + 1 : at, wrong);
			},
		},
		error === undefined ? (at === 0 ? [`There are: ${sources.join(", ")}.`] : []) : [error],
	);
}
