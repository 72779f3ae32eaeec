/**
 * `npm run energy -- --interval 300 --board esp32c3 [--keep-alive 240] [--round-trip 100]`: what a board draws on the average, how much that is a
 * day, and how long a cell of 2500 mAh lasts, by the model of lib/energy.mjs.
 */
import { BOARDS, CELL_MAH, energyOf } from "./lib/energy.mjs";

const NAMES = Object.keys(BOARDS).join(", ");
const USAGE = `usage: npm run energy -- [--board BOARD] [--interval S] [--keep-alive S] [--round-trip MS]   (BOARD: ${NAMES})`;
const options = { board: "esp32", interval: 300, "keep-alive": 240, "round-trip": 100 };

process.exitCode = main(process.argv.slice(2));

function main(words) {
	if (words.includes("--help")) return say(USAGE, 0);
	for (let i = 0; i < words.length; i += 2) {
		const name = words[i].replace(/^--/, "");
		const value = words[i + 1];
		if (!words[i].startsWith("--") || !Object.hasOwn(options, name))
			return say(`unknown option ${words[i]}\n${USAGE}`, 2);
		options[name] = name === "board" ? value : Number(value);
		if (name === "board" && !Object.hasOwn(BOARDS, value ?? "")) return say(`--board: allowed is ${NAMES}`, 2);
		if (name !== "board" && !(options[name] >= 1 && options[name] <= 1e6))
			return say(`--${name}: allowed is 1 to 1000000`, 2);
	}
	const { board, interval } = options;
	const rows = energyOf({ board, interval, keepAlive: options["keep-alive"], roundTrip: options["round-trip"] });
	const table = [["way to wait", "mean current", "a day", `${CELL_MAH} mAh last`, ""], ...rows.map(toCells)];
	const widths = table[0].map((_, i) => Math.max(...table.map((cells) => cells[i].length)));
	const lines = table.map((cells) =>
		cells
			.map((cell, i) => cell.padEnd(widths[i]))
			.join("  ")
			.trimEnd(),
	);
	const head = `${board}, a message every ${interval} s, keep alive ${options["keep-alive"]} s. A model, not a measurement (docs/performance.md):`;
	return say(`${head}\n${lines.join("\n")}`, 0);
}

function toCells({ name, has, current, daily, days }) {
	const note = has ? "" : "modelled only: the firmware does not do this yet";
	return [name, `${current.toPrecision(3)} mA`, `${daily.toPrecision(3)} mAh`, `${days.toPrecision(3)} days`, note];
}

function say(text, code) {
	(code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
	return code;
}
