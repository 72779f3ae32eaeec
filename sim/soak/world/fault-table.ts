import type { FaultKind } from "./fault-kind";
import { BROKER_FAULTS } from "./faults-broker";
import { CONSOLE_FAULTS } from "./faults-console";
import { NAME_FAULTS } from "./faults-names";
import { NETWORK_FAULTS } from "./faults-network";
import { POWER_FAULTS } from "./faults-power";
import { RADIO_FAULTS } from "./faults-radio";
import { SENDING_FAULTS } from "./faults-sending";
import { SENSOR_FAULTS } from "./faults-sensor";
import { TIME_FAULTS } from "./faults-time";
import { TLS_FAULTS } from "./faults-tls";

/** One fault of a run. */
export interface FaultInstance {
	/** One of FAULT_KINDS. */
	readonly kind: string;
	/** World ticks at which it begins, and how long it lasts, in ms. */
	readonly at: number;
	readonly ms: number;
	/** Of its own random numbers. */
	readonly seed: number;
}

/** All kinds, by subject. */
export const KINDS: readonly FaultKind[] = Object.freeze([
	...RADIO_FAULTS,
	...NAME_FAULTS,
	...NETWORK_FAULTS,
	...TLS_FAULTS,
	...BROKER_FAULTS,
	...TIME_FAULTS,
	...POWER_FAULTS,
	...SENSOR_FAULTS,
	...CONSOLE_FAULTS,
	...SENDING_FAULTS,
]);
