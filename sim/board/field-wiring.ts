import type { Environment } from "./environment";

/** 4-20 mA over 100 Ω for 0 to 5 m. */
const LOOP_OHMS = 100;
const LOOP_METRES = 5;
/** A capacitive probe in dry and in wet soil, V. */
const PROBE_DRY = 2.6;
const PROBE_WET = 1.2;
/** A divider in front of the battery. */
const BATTERY_RATIO = 5;

/**
 * What is wired to the four inputs of the simulated board's converter, in V: AIN0 a level sensor's current loop, AIN1 a soil probe, AIN2 the
 * battery behind a divider of 5, AIN3 ground.
 */
export function fieldWiring(
	environment: Pick<Environment, "distance" | "soilMoisture" | "batteryVoltage">,
): (input: number) => number {
	return (input) => {
		switch (input) {
			case 0:
				return LOOP_OHMS * (0.004 + (0.016 * environment.distance()) / LOOP_METRES);
			case 1:
				return PROBE_DRY + ((PROBE_WET - PROBE_DRY) * environment.soilMoisture()) / 100;
			case 2:
				return environment.batteryVoltage() / BATTERY_RATIO;
			default:
				return 0;
		}
	};
}
