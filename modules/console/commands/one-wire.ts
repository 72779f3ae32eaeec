import { type Answer, AnswerKind, type Call, done, failed } from "console/command";
import type { OneWireFinding } from "console/finding";

const PIN_MAX = 48;
const NONE = "nothing answers: check power, the data line and its pull-up of 4.7 kΩ";

/** `scan 1wire [pin]`. */
export function scanOneWire({ host, args: [, given] }: Call): Answer {
	const pin = given === undefined ? undefined : Number(given);
	if (pin !== undefined && !(Number.isInteger(pin) && pin >= 0 && pin <= PIN_MAX && given.trim() !== ""))
		return failed("value", `scan: a pin is 0 to ${PIN_MAX}`);
	return {
		kind: AnswerKind.Running,
		begin(say, end) {
			const found: Readonly<Record<string, unknown>>[] = [];
			const names = new Set(host.sensors().map(({ name }) => name));
			return host.scanOneWire(pin, {
				onItem(finding): void {
					found.push(data(finding));
					for (const line of lines(finding, names)) say(line);
				},
				onDone(problem): void {
					if (problem !== undefined) end(failed("scan", problem, { found }));
					else end(done(found.length === 0 ? NONE : `${found.length} found`, { found }));
				},
			});
		},
	};
}

/** What is there; for one that no sensor has, what to type, under a name that is free. */
function lines(finding: OneWireFinding, names: Set<string>): readonly string[] {
	const { pin, rom, sound, chip, model, sensor } = finding;
	const what = sound ? chip || "no chip that is known here" : "cannot be read: check the cable and its pull-up";
	const found = `pin ${String(pin).padEnd(2)}  ${rom}  ${what}`;
	if (sensor !== "") return [`${found}, sensor.${sensor}`];
	if (model === "") return [found];
	let number = 1;
	while (names.has(`${model}-${number}`)) number++;
	const key = `sensor.${model}-${number}`;
	names.add(`${model}-${number}`);
	return [found, `  set ${key}.model ${model}`, `  set ${key}.pin ${pin}`, `  set ${key}.rom ${rom}`];
}

function data({ pin, rom, sound, chip, model, sensor }: OneWireFinding): Readonly<Record<string, unknown>> {
	return { pin, rom, sound, chip, model, sensor };
}
