import type { Clock } from "core/clock";
import type { Guard } from "core/guard";
import { Sampler } from "publisher/sampler";
import { type Board, type CatalogEntry, findModel, openSensor } from "sensors/catalog";
import { Fault } from "sensors/sensor";
import { Shared } from "sensors/shared";
import { BenchClock } from "./clock";
import { Most, Probe, tellMost } from "./probe";
import { QUIET } from "./quiet";
import { EPOCH } from "./rig";
import type { Row } from "./sample-row";
import { SAMPLE_ROWS } from "./sample-rows";

const WARM_UP = 20;
const ROUNDS = 50;
const INTERVAL_MS = 60_000;
/** Alarms until a sample must have been taken: many times those of any. One that never comes would be waited for for ever. */
const STEPS_MAX = 1_000;

/** A sample of each model, from the sampler's alarm to its last reading: the sampler and the driver, without the bus and the chip. */
export function measureSamples(): void {
	for (const row of SAMPLE_ROWS) measureSample(row);
}

function measureSample(row: Row): void {
	const { model, address } = row;
	const clock = new BenchClock(EPOCH);
	const probe = new Probe();
	const most = new Most();
	const device = row.device({ probe, now: () => clock.ticks });
	const board: Board = { device, clock, shared: new Shared(), random: () => 0.5 };
	const entry = findModel(model);
	if (!entry) throw new Error(`no model ${model}`);
	const options = { ...fallbacks(entry), ...row.options };
	const { conversionMs, timeoutMs } = entry.model;
	const quantities = entry.quantities?.(options) ?? entry.model.quantities;
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
			open: () => openSensor({ model, address, options }, board),
		},
		onSample: () => undefined,
		onFault: (error) => {
			throw error;
		},
	});
	sampler.start();
	for (let round = 0; round < WARM_UP + ROUNDS; round++) {
		probe.clear();
		const before = taken;
		for (let steps = 0; taken === before; steps++) {
			if (steps > STEPS_MAX) throw new Error(`${model} has no sample without a fault`);
			clock.step();
		}
		if (round >= WARM_UP) most.take(probe);
	}
	sampler.stop();
	tellMost(`sample.${model}`, most);
}

/** What counts of a model's settings where nothing is set (publisher/plan). */
function fallbacks({ options = [] }: CatalogEntry): Record<string, string | number> {
	const values: Record<string, string | number> = {};
	for (const { key, fallback } of options) if (fallback !== undefined) values[key] = fallback;
	return values;
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
		alarm<Owner>(callback: (this: Owner) => void, guard?: Guard<Owner>) {
			if (!guard) throw new Error("an alarm without a guard");
			return clock.alarm(() => {
				probe.resume();
				guard.run(callback);
				probe.pause();
			});
		},
	};
}
