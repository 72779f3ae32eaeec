import type { Clock } from "core/clock";
import { Sampler } from "publisher/sampler";
import { type Board, findModel, openSensor } from "sensors/catalog";
import type { I2cClass } from "sensors/i2c";
import { Fault } from "sensors/sensor";
import { Shared } from "sensors/shared";
import { writeRead } from "../../board/bus";
import type { I2cChip } from "../../board/chip";
import { Ads1115Chip } from "../../board/chips/ads1115";
import { Aht20Chip } from "../../board/chips/aht20";
import { Bh1750Chip } from "../../board/chips/bh1750";
import { Bme280Chip } from "../../board/chips/bme280";
import { Ina226Chip } from "../../board/chips/ina226";
import { Scd4xChip } from "../../board/chips/scd4x";
import { Sht3xChip } from "../../board/chips/sht3x";
import { Sht4xChip } from "../../board/chips/sht4x";
import { Tmp117Chip } from "../../board/chips/tmp117";
import { Veml7700Chip } from "../../board/chips/veml7700";
import { fieldWiring } from "../../board/field-wiring";
import { MildEnvironment } from "../../board/mild-environment";
import { BenchClock } from "./clock";
import { Most, Probe, tellMost } from "./probe";
import { QUIET } from "./quiet";
import { EPOCH } from "./rig";

const WARM_UP = 20;
const ROUNDS = 50;
const INTERVAL_MS = 60_000;

/** One sensor model and the chip that it is measured on. A new driver gets its row here. */
interface Row {
	readonly model: string;
	/** Undefined for one without a chip. */
	readonly address?: number;
	readonly chip?: (now: () => number) => I2cChip;
}

/** It stands still: a sample costs the same each time. */
const AIR = new MildEnvironment(() => 0);

const ROWS: readonly Row[] = [
	{ model: "simulated" },
	{ model: "sht3x", address: 0x44, chip: (now) => new Sht3xChip(AIR, now) },
	{ model: "sht4x", address: 0x44, chip: (now) => new Sht4xChip(AIR, now) },
	{ model: "aht20", address: 0x38, chip: (now) => new Aht20Chip(AIR, now) },
	{ model: "bme280", address: 0x76, chip: (now) => new Bme280Chip(AIR, now) },
	{ model: "tmp117", address: 0x48, chip: (now) => new Tmp117Chip(AIR, now) },
	{ model: "scd4x", address: 0x62, chip: (now) => new Scd4xChip(AIR, now) },
	{ model: "bh1750", address: 0x23, chip: (now) => new Bh1750Chip(AIR, now) },
	{ model: "veml7700", address: 0x10, chip: (now) => new Veml7700Chip(AIR, now) },
	{ model: "ads1115", address: 0x48, chip: (now) => new Ads1115Chip(fieldWiring(AIR), now) },
	{ model: "ina226", address: 0x40, chip: (now) => new Ina226Chip(AIR, now) },
];

/** A sample of each model, from the sampler's alarm to its last reading: the sampler and the driver, without the bus and the chip. */
export function measureSamples(): void {
	for (const row of ROWS) measureSample(row);
}

function measureSample({ model, address, chip }: Row): void {
	const clock = new BenchClock(EPOCH);
	const probe = new Probe();
	const most = new Most();
	const io = i2cOf(
		probe,
		chip?.(() => clock.ticks),
	);
	const device: Board["device"] = { io: { I2C: io }, I2C: { default: { io, data: 21, clock: 22 } } };
	const board: Board = { device, clock, shared: new Shared(), random: () => 0.5 };
	const facts = findModel(model)?.model;
	if (!facts) throw new Error(`no model ${model}`);
	const { quantities, conversionMs, timeoutMs } = facts;
	let taken = 0;
	const sampler = new Sampler({
		clock: counted(clock, probe),
		log: { ...QUIET, sample: (_sensor, _quantities, _values, fault) => void (taken += fault === Fault.None ? 1 : 0) },
		sensor: {
			name: "air",
			quantities,
			conversionMs,
			timeoutMs,
			intervalMs: INTERVAL_MS,
			open: () => openSensor({ model, address }, board),
		},
		onSample: () => undefined,
		onFault: (error) => {
			throw error;
		},
	});
	sampler.start();
	for (let round = 0; round < WARM_UP + ROUNDS; round++) {
		probe.clear();
		for (const before = taken; taken === before; ) clock.step();
		if (round >= WARM_UP) most.take(probe);
	}
	sampler.stop();
	tellMost(`sample.${model}`, most);
}

/** The clock, whose alarms are counted while they run. */
function counted(clock: BenchClock, probe: Probe): Clock {
	return {
		get ticks() {
			return clock.ticks;
		},
		get time() {
			return clock.time;
		},
		alarm: (callback) =>
			clock.alarm(() => {
				probe.resume();
				callback();
				probe.pause();
			}),
	};
}

/** The I2C class of a bus with one chip, or with none. What the chip does is not counted. */
function i2cOf(probe: Probe, chip: I2cChip | undefined): I2cClass {
	return class {
		write(bytes: Uint8Array): undefined {
			probe.pause();
			const acknowledged = chip?.write(bytes) ?? false;
			probe.resume();
			if (!acknowledged) throw new Error("write failed");
		}

		read(target: Uint8Array): number {
			probe.pause();
			const reply = chip?.read(target.length);
			if (reply) target.set(reply);
			probe.resume();
			if (!reply) throw new Error("read failed");
			return target.length;
		}

		writeRead(bytes: Uint8Array, target: Uint8Array): void {
			probe.pause();
			const reply = writeRead(chip, bytes, target.length);
			if (reply) target.set(reply);
			probe.resume();
			if (!reply) throw new Error("writeRead failed");
		}

		close(): void {
			probe.pause();
			probe.resume();
		}
	};
}
