import { type FaultKind, lasting } from "./fault-kind";

const WORDS = {
	absent: "the sensor does not answer on its bus",
	busyForever: "the sensor has never done with a conversion",
	stuckHigh: "the bus is stuck: each byte is read as FF hex",
};
const NAMES = { absent: "sensor-absent", busyForever: "sensor-busy", stuckHigh: "bus-stuck" };

/** Kinds of the sensor. */
export const SENSOR_FAULTS: readonly FaultKind[] = [
	...(["absent", "busyForever", "stuckHigh"] as const).map((fault) =>
		lasting(NAMES[fault], `sensor.${fault}`, WORDS[fault], {
			set: ({ truth }) => {
				truth.chip.faults[fault] = true;
			},
			clear: ({ truth }) => {
				truth.chip.faults[fault] = false;
			},
		}),
	),
	lasting("sensor-loose", "sensor.absent", "the sensor comes and goes", {
		every: [5_000, 300_000],
		act: (world, random) => {
			const { faults } = world.truth.chip;
			if (faults.absent) return;
			faults.absent = true;
			world.at(world.now + random.between(10, 200_000), () => {
				if (world.faultsOn("sensor-absent") === 0) faults.absent = false;
			});
		},
		clear: ({ truth }) => {
			truth.chip.faults.absent = false;
		},
	}),
	lasting("sensor-checksum", "sensor.badChecksum", "what the sensor sends has a wrong checksum", {
		set: ({ truth }, random) => {
			truth.chip.faults.badChecksum = random.chance(0.5) ? "temperature" : "humidity";
		},
		clear: ({ truth }) => {
			truth.chip.faults.badChecksum = "none";
		},
	}),
];
