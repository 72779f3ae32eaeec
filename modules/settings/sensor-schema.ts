import { MODEL_SETTINGS } from "settings/model-schema";
import { Kind, type Setting, type TextForm } from "settings/schema";

/** A 1-Wire ROM code. */
const ROM: TextForm = Object.freeze({ wants: "16 hexadecimal digits, such as 28ff641e8d3c0c21", spell: spellRom });
/** Every setting of a sensor. Which of them a model reads, and what counts when one is not set, is in its entry (sensors/catalog). */
export const SENSOR_SETTINGS: readonly Setting[] = Object.freeze([
	{
		key: "sensor.<name>.model",
		kind: Kind.Text,
		least: 1,
		most: 16,
		since: "0.1.0",
		help: "the sensor's model: docs/sensors.md lists them; host is the PC itself, simulator only",
	},
	{
		key: "sensor.<name>.interval",
		kind: Kind.Integer,
		least: 1,
		most: 86_400,
		fallback: 5,
		unit: "s",
		since: "0.1.0",
		help: "time from one sample to the next",
	},
	{
		key: "sensor.<name>.address",
		kind: Kind.Integer,
		least: 1,
		most: 247,
		since: "0.1.0",
		help: "I2C address, 68 or 0x44, or that of a Modbus server; not set: the model's usual one",
	},
	{
		key: "sensor.<name>.bus",
		kind: Kind.Text,
		least: 1,
		most: 16,
		fallback: "default",
		since: "0.1.0",
		help: "the board's bus, by its name in `device`",
	},
	{
		key: "sensor.<name>.stuckAfter",
		kind: Kind.Integer,
		least: 0,
		most: 100_000,
		since: "0.1.0",
		help: "so many samples in a row may have the same readings to the last bit, one more is a fault; 0: any number; not set: what the model says (docs/sensors.md)",
	},
	{
		key: "sensor.<name>.pin",
		kind: Kind.Integer,
		least: 0,
		most: 48,
		since: "0.1.0",
		help: "GPIO of the signal (1-Wire data, analog input, pulses)",
	},
	{
		key: "sensor.<name>.rom",
		kind: Kind.Text,
		least: 16,
		most: 16,
		form: ROM,
		since: "0.1.0",
		help: "1-Wire ROM code, 16 hexadecimal digits, family first, as scan 1wire lists it; not set: the only one on the pin",
	},
	{
		key: "sensor.<name>.port",
		kind: Kind.Integer,
		least: 1,
		most: 2,
		since: "0.1.0",
		help: "UART of the sensor; the console has its own",
	},
	{
		key: "sensor.<name>.receive",
		kind: Kind.Integer,
		least: 0,
		most: 48,
		since: "0.1.0",
		help: "GPIO that receives from the sensor",
	},
	{
		key: "sensor.<name>.transmit",
		kind: Kind.Integer,
		least: 0,
		most: 48,
		since: "0.1.0",
		help: "GPIO that transmits to the sensor",
	},
	{
		key: "sensor.<name>.direction",
		kind: Kind.Integer,
		least: 0,
		most: 48,
		since: "0.1.0",
		help: "GPIO of the RS-485 driver's DE and /RE pins, joined; not set for one that turns round by itself",
	},
	{
		key: "sensor.<name>.baud",
		kind: Kind.Integer,
		least: 1_200,
		most: 115_200,
		unit: "bit/s",
		since: "0.1.0",
		help: "bits a second",
	},
	{
		key: "sensor.<name>.trigger",
		kind: Kind.Integer,
		least: 0,
		most: 48,
		since: "0.1.0",
		help: "GPIO of the trigger",
	},
	{
		key: "sensor.<name>.echo",
		kind: Kind.Integer,
		least: 0,
		most: 48,
		since: "0.1.0",
		help: "GPIO of the echo; an HC-SR04 at 5 V needs a divider there",
	},
	...MODEL_SETTINGS,
]);

/** The keys behind `sensor.<name>.` that belong to some models only. */
export const SENSOR_OPTIONS: readonly string[] = Object.freeze(
	SENSOR_SETTINGS.slice(5).map(({ key }) => key.slice("sensor.<name>.".length)),
);

function spellRom(text: string): string | undefined {
	const lower = text.toLowerCase();
	for (let i = 0; i < lower.length; i++) {
		const code = lower.charCodeAt(i);
		if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return undefined;
	}
	return lower.length === 16 ? lower : undefined;
}
