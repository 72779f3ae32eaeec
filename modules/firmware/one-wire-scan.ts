import type { OneWireFinding } from "console/finding";
import type { Task, TaskEvents } from "console/host";
import type { Assembly } from "firmware/assembly";
import { Job } from "firmware/job";
import type { TaskContext } from "firmware/tasks";
import type { SensorPlan } from "publisher/plan";
import { findModel } from "sensors/catalog";
import type { OneWireClass } from "sensors/one-wire";
import { familyName, isRom, leaseOneWire, romText } from "sensors/one-wire-rom";
import type { Shared } from "sensors/shared";

/**
 * Devices on `pin`, or on each 1-Wire pin that the settings name: one pin at a look, since a search of it blocks for some 150 ms a device.
 * `refusal`: why a pin must be left alone. One line where there is nothing to look at.
 */
export function scanOneWireTask(
	context: TaskContext,
	pin: number | undefined,
	refusal: (pin: number) => string | undefined,
	events: TaskEvents<OneWireFinding>,
): Task | string {
	const { kit, parts } = context.sources();
	const io = kit.device.io.OneWire;
	if (!io) return "this board has no 1-Wire master";
	const users = parts ? oneWireSensors(parts) : [];
	const pins = pin === undefined ? pinsOf(users) : [pin];
	if (pins.length === 0) return "the settings name no 1-Wire pin: scan 1wire PIN";
	const refused = pins.map(refusal).find((reason) => reason !== undefined);
	if (refused !== undefined) return refused;
	const problems: string[] = [];
	let at = 0;
	return new Job({
		clock: kit.clock,
		look(job) {
			const problem = scanPin(io, kit.shared, pins[at++], users, events);
			if (problem !== undefined) problems.push(problem);
			if (at === pins.length) job.finish(problems.length > 0 ? problems.join("; ") : undefined);
		},
		onDone: (problem) => events.onDone(problem),
	});
}

function oneWireSensors({ plan }: Assembly): readonly SensorPlan[] {
	return plan.sensors.filter(({ model }) => findModel(model)?.bus === "one-wire");
}

function pinsOf(sensors: readonly SensorPlan[]): readonly number[] {
	return [...new Set(sensors.map(({ options }) => Number(options.pin)))].sort((a, b) => a - b);
}

/** Tells what is on `pin`, or returns why it cannot be looked at. A pin that sensors use is searched on their bus. */
function scanPin(
	io: OneWireClass,
	shared: Shared,
	pin: number,
	users: readonly SensorPlan[],
	events: TaskEvents<OneWireFinding>,
): string | undefined {
	let roms: readonly Uint8Array[];
	try {
		const lease = leaseOneWire(shared, io, pin);
		roms = lease.thing.search();
		lease.close();
	} catch (error) {
		return `pin ${pin}: ${error instanceof Error ? error.message : "it cannot be opened"}`;
	}
	for (const rom of roms) events.onItem(finding(pin, rom, roms.length === 1, users));
	return undefined;
}

/** A sensor without a ROM code has the only device on its pin. */
function finding(pin: number, bytes: Uint8Array, only: boolean, users: readonly SensorPlan[]): OneWireFinding {
	const rom = romText(bytes);
	const chip = isRom(bytes) ? familyName(bytes) : "";
	const model = chip !== "" && findModel(chip.toLowerCase()) ? chip.toLowerCase() : "";
	const user = users.find(
		({ options }) => options.pin === pin && (options.rom === undefined ? only : options.rom === rom),
	);
	return { pin, rom, sound: isRom(bytes), chip, model, sensor: user?.name ?? "" };
}
