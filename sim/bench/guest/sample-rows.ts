import { I2C_ROWS } from "./sample-i2c";
import { LINE_ROWS } from "./sample-lines";
import { PIN_ROWS } from "./sample-pins";
import type { Row } from "./sample-row";

/**
 * Every sensor model whose sample is measured: a new driver gets its row in the file of its bus. Two kinds have none:
 * `host`, which measures the PC that the simulator runs on and is on no board, and the SDK's own drivers (sensors/sdk), which need the SDK.
 */
export const SAMPLE_ROWS: readonly Row[] = [
	{ model: "simulated", device: () => ({ io: {} }) },
	...I2C_ROWS,
	...LINE_ROWS,
	...PIN_ROWS,
];
