import { type FaultKind, lasting, MINUTE_MS } from "./fault-kind";

/** Kinds that meet the board at the worst moment: as it sends, and as it takes something for proved. */
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
	lasting("rst-behind-answer", "network.resetBehindAnswer", "the connection is reset right behind a PINGRESP", {
		every: [MINUTE_MS, 5 * MINUTE_MS],
		act: ({ network }) => {
			network.resetsBehindAnswer = true;
		},
		clear: ({ network }) => {
			network.resetsBehindAnswer = false;
		},
	}),
];
