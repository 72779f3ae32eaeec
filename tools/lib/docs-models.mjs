import { importTs } from "./import-ts.mjs";

const BUS_WORDS = {
	"one-wire": "1-Wire, a pin",
	serial: "UART, or RS-485 behind one",
	pins: "pins",
	probe: "the PC (simulator only)",
	none: "nowhere",
};

/** The lines of the table of sensor models in docs/sensors.md: what sensors/catalog knows of each. */
export async function modelLines() {
	const { MODELS } = await importTs('export { MODELS } from "sensors/catalog";');
	const rows = MODELS.map((entry) => {
		const { name, chip, options = [] } = entry;
		return `| \`${name}\` | ${chip} | ${where(entry)} | ${quantities(entry)} | ${options.map(option).join(", ")} |`;
	});
	return ["| model | chip | where | quantities | its settings |", "|---|---|---|---|---|", ...rows];
}

function where({ bus, addresses = [] }) {
	if (bus !== "i2c") return BUS_WORDS[bus];
	const hex = addresses.map((address) => `0x${address.toString(16).padStart(2, "0")}`);
	const all = hex.length > 4 ? `${hex[0]} to ${hex[hex.length - 1]}` : hex.join(", ");
	return `I2C, ${all}`;
}

/** Of a model whose quantities are the settings', as Modbus registers are, those of none are given: it has none of its own. */
function quantities({ model }) {
	const all = model.quantities.map(({ name, unit, least, most }) => {
		const range = least === undefined || most === undefined ? "" : `, ${least} to ${most}`;
		return `\`${name}\` (${unit === "1" ? "no unit" : unit}${range})`;
	});
	return all.length > 0 ? all.join(", ") : "as its settings name them";
}

function option({ key, required, fallback }) {
	if (required) return `\`${key}\` (needed)`;
	return fallback === undefined ? `\`${key}\`` : `\`${key}\` (${fallback})`;
}
