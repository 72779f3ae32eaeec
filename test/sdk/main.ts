/*
 * Runs drivers of the SDK, and ours, against the same models of chips, on the SDK's own engine for Linux; what they read goes into a file, as
 * JSON (tools/lib/sdk-cross-check.mjs builds it, runs it and judges).
 */
import I2C from "embedded:io/i2c";
import SMBus from "embedded:io/smbus";
import config from "mc/config";
import Modules from "modules";
import drivers from "platform/sdk-sensors";
import { findModel, openSensor } from "sensors/catalog";
import type { Board, CatalogEntry } from "sensors/entry";
import type { I2cClass } from "sensors/i2c";
import { SDK_ROWS } from "sensors/sdk/entries";
import { Fault } from "sensors/sensor";
import { Shared } from "sensors/shared";
import type { I2cChip } from "../../sim/board/chip";
import { Sht3xChip } from "../../sim/board/chips/sht3x";
import { type Air, CHECKS } from "./checks";
import type ModelI2c from "./model-i2c";
import { quirks } from "./quirks";
import { Lm75Chip } from "./registers";
import { type Finding, near, now, type Sampled, sampled } from "./rig";
import { wired } from "./wired";

/** An open file of the SDK, and where it comes from (modules/io/files/posix). */
interface Files {
	openFile(options: { readonly path: string; readonly mode: string }): {
		write(bytes: ArrayBuffer, position: number): void;
		close(): void;
	};
}

const bus = I2C as unknown as typeof ModelI2c;
const AIRS: readonly (readonly [temperature: number, humidity: number, pressure: number])[] = [
	[21.5, 40, 1_013.25],
	[-17.3, 92.4, 870.1],
	[0, 5, 950],
	[48.9, 71.3, 1_084.6],
];

const board: Board = {
	device: {
		io: { I2C: I2C as unknown as I2cClass, SMBus },
		I2C: { default: { data: 21, clock: 22 } },
	},
	// No sensor that is checked here uses it.
	clock: {
		ticks: 0,
		time: 0,
		alarm: () => {
			throw new Error("no alarms here");
		},
	},
	shared: new Shared(),
	random: () => 0.5,
};

/** A sample of `model` on a chip that is just powered. */
function once(model: string, address: number, chip: I2cChip): Sampled {
	bus.chips.set(address, chip);
	const sensor = openSensor({ model, address }, board);
	try {
		return sampled(kindOf(model), sensor);
	} finally {
		sensor.close();
		bus.chips.delete(address);
	}
}

function kindOf(model: string): CatalogEntry["model"] {
	const entry = findModel(model);
	if (!entry) throw new Error(`no model ${model}`);
	return entry.model;
}

function compared(): Finding[] {
	const found: Finding[] = [];
	for (const { folder, model, chip, apart = {} } of CHECKS) {
		const row = SDK_ROWS.find((one) => one.folder === folder);
		const address = findModel(model)?.addresses?.[0];
		if (!row || address === undefined) {
			found.push({ what: `${folder}: there is no such pair`, ok: false });
			continue;
		}
		for (const [temperature, humidity, pressure] of AIRS) {
			const air: Air = { temperature: () => temperature, humidity: () => humidity, pressure: () => pressure };
			const ours = once(model, address, chip(air, now));
			const theirs = once(row.name, address, chip(air, now));
			const what = `${row.name} and ${model} at ${temperature} C, ${humidity} %, ${pressure} hPa`;
			if (ours.fault !== Fault.None || theirs.fault !== Fault.None)
				found.push({ what: `${what}: faults ${theirs.fault} and ${ours.fault}`, ok: false });
			for (const { name, digits } of row.quantities) {
				const [one, other] = [theirs.readings.get(name) ?? Number.NaN, ours.readings.get(name) ?? Number.NaN];
				found.push(near(`${what}: ${name}`, one, other, apart[name] ?? 0.5 / 10 ** digits));
			}
		}
	}
	return found;
}

/** What goes wrong becomes the Fault that it is, with the drivers as they are. */
function faults(): Finding[] {
	const found: Finding[] = [];
	const air: Air = { temperature: () => 20, humidity: () => 50, pressure: () => 1_000 };
	const chip = new Sht3xChip(air, now);
	bus.chips.set(0x44, chip);
	const sensor = openSensor({ model: "sdk-sht3x" }, board);
	for (const bad of ["temperature", "humidity"] as const) {
		chip.faults.badChecksum = bad;
		const { fault } = sampled(kindOf("sdk-sht3x"), sensor);
		found.push({ what: `sdk-sht3x: ${bad} with a bad checksum is fault ${fault}`, ok: fault === Fault.Checksum });
	}
	chip.faults.badChecksum = "none";
	chip.faults.absent = true;
	const { fault } = sampled(kindOf("sdk-sht3x"), sensor);
	found.push({ what: `sdk-sht3x: unplugged is fault ${fault}`, ok: fault === Fault.Absent });
	sensor.close();
	for (const model of ["sdk-sht3x", "sdk-lm75"]) {
		bus.chips.clear();
		found.push({ what: `${model}: absent is refused`, ok: refused(model) });
	}
	found.push({ what: `${bus.open} instances are open`, ok: bus.open === 0 });
	return found;
}

function refused(model: string): boolean {
	try {
		openSensor({ model }, board).close();
		return false;
	} catch {
		return true;
	}
}

/** A driver over the SDK's SMBus class. */
function registers(): Finding[] {
	return [21.5, -0.125, -40, 124.875].map((temperature) => {
		const { fault, readings } = once("sdk-lm75", 0x48, new Lm75Chip(() => temperature));
		const read = readings.get("temperature");
		return { what: `sdk-lm75 at ${temperature} C: ${read}`, ok: fault === Fault.None && read === temperature };
	});
}

function run(): readonly Finding[] {
	try {
		const there = Object.keys(drivers).join(", ");
		return [
			{ what: `drivers: ${there}`, ok: true },
			...compared(),
			...registers(),
			...faults(),
			...quirks(bus, board),
			...wired(),
		];
	} catch (error) {
		return [{ what: String(error), ok: false }];
	}
}

/** The SDK calls it. */
export default function main(): void {
	const files = Modules.importNow("embedded:storage/files") as Files;
	const text = JSON.stringify(run());
	const bytes = new Uint8Array(text.length);
	for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i); // ASCII alone is in it
	const file = files.openFile({ path: String(config.result), mode: "w+" });
	file.write(bytes.buffer, 0);
	file.close();
}
