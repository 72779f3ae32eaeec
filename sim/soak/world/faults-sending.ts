import { type FaultKind, lasting, MINUTE_MS } from "./fault-kind";

/** Kinds that meet the board while it sends. */
export const SENDING_FAULTS: readonly FaultKind[] = [
	lasting(
		"brown-out-sending",
		"board.failsBehindSend",
		"the supply sags as an update leaves: a brown-out resets the chip before its PINGRESP, or right behind it",
		{
			every: [MINUTE_MS, 20 * MINUTE_MS],
			act: ({ board }, random) => {
				board.failsBehindSendMs = random.between(0, 1_000);
			},
			clear: ({ board }) => {
				board.failsBehindSendMs = Number.POSITIVE_INFINITY;
			},
		},
	),
];
