import { readdirSync, readFileSync } from "node:fs";
import os from "node:os";

const THERMAL = "/sys/class/thermal";
const HWMON = "/sys/class/hwmon";
const POWER = "/sys/class/power_supply";

/** Names Linux gives to a sensor in or next to the CPU, the best first: thermal zone types, then hwmon drivers. */
const CPU_SENSORS = [
	"x86_pkg_temp",
	"cpu-thermal",
	"cpu_thermal",
	"cpu0-thermal",
	"soc_thermal",
	"soc-thermal",
	"coretemp",
	"k10temp",
	"zenpower",
	"TCPU",
	"acpitz",
];

/**
 * Measures this PC: CPU temperature (°C), load (processes, mean over one minute), memory in use (%), battery charge (%),
 * time since the PC was started (s). NaN for what it does not have or will not tell. Never throws.
 */
export function readProbe(): Float64Array {
	return Float64Array.of(
		measure(cpuTemperature),
		measure(load),
		measure(() => 100 * (1 - os.freemem() / os.totalmem())),
		measure(battery),
		measure(() => os.uptime()),
	);
}

function measure(quantity: () => number): number {
	try {
		return quantity();
	} catch {
		// No such file, no permission, a call this system lacks: the PC does not have the quantity.
		return Number.NaN;
	}
}

/** Windows has no load average; Node says 0 there, which is not a reading. */
function load(): number {
	return process.platform === "win32" ? Number.NaN : os.loadavg()[0];
}

/** Linux only: Node has no call for it, and elsewhere it takes more rights than a simulator should have. */
function cpuTemperature(): number {
	let best = CPU_SENSORS.length;
	let celsius = Number.NaN;
	for (const [name, file] of temperatureFiles()) {
		const rank = CPU_SENSORS.indexOf(name);
		if (rank < 0 || rank >= best) continue;
		const value = measure(() => number(file) / 1_000);
		if (Number.isNaN(value)) continue;
		best = rank;
		celsius = value;
	}
	return celsius;
}

/** Name and file (in thousandths of a °C) of each temperature Linux shows. */
function temperatureFiles(): [name: string, file: string][] {
	const zones = folders(THERMAL, "thermal_zone").map((zone) => [`${zone}/type`, `${zone}/temp`]);
	const monitors = folders(HWMON, "hwmon").map((monitor) => [`${monitor}/name`, `${monitor}/temp1_input`]);
	return [...zones, ...monitors].map(([name, file]) => [optional(name), file]);
}

/** The first battery of the PC itself; a mouse or a headset has the scope Device. */
function battery(): number {
	for (const supply of folders(POWER, "")) {
		if (optional(`${supply}/type`) !== "Battery" || optional(`${supply}/scope`) === "Device") continue;
		return number(`${supply}/capacity`);
	}
	return Number.NaN;
}

function folders(parent: string, prefix: string): string[] {
	try {
		return readdirSync(parent)
			.filter((name) => name.startsWith(prefix))
			.sort()
			.map((name) => `${parent}/${name}`);
	} catch {
		return []; // not Linux, or a container that hides it
	}
}

/** A one-line file's text; "" when it cannot be read. */
function optional(file: string): string {
	try {
		return readFileSync(file, "utf8").trim();
	} catch {
		return "";
	}
}

/** A one-line file's number. Throws when it cannot be read, NaN when it holds none. */
function number(file: string): number {
	return Number.parseFloat(readFileSync(file, "utf8"));
}
