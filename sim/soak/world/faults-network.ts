import { type FaultKind, lasting, SECOND_MS, sudden } from "./fault-kind";
import type { World } from "./world";

/** Kinds of the way to the broker. */
export const NETWORK_FAULTS: readonly FaultKind[] = [
	lasting("loss", "network.loss", "many segments and datagrams are lost", {
		group: "loss",
		set: ({ network }, random) => {
			network.loss = 0.05 + random.next() / 2;
		},
		clear: ({ network }) => {
			network.loss = 0;
		},
	}),
	lasting("dead", "network.dead", "nothing gets through behind the access point, and nobody is told", {
		set: ({ network }) => {
			network.dead = true;
		},
		clear: ({ network }) => {
			network.dead = false;
		},
		act: ({ network }) => network.cutSilently(),
	}),
	sudden("half-open", "network.cut", "the connection is gone without a word", ({ network }) => network.cutSilently()),
	sudden("rst", "network.reset", "the connection is reset on the way", ({ network }) => network.resetAll()),
	lasting("rst-often", "network.reset", "each connection is reset after seconds or minutes", {
		every: [10 * SECOND_MS, 300 * SECOND_MS],
		act: ({ network }) => network.resetAll(),
	}),
	lasting("back-pressure", "network.stalled", "acknowledgements do not come: what was written fills the send buffer", {
		set: ({ network }) => {
			network.stalled = true;
		},
		clear: ({ network }) => {
			network.stalled = false;
		},
	}),
	...[false, true].map((resets) =>
		lasting(
			resets ? "nat-reset" : "nat-cut",
			resets ? "network.natResets" : "network.natIdleMs",
			`the router forgets idle connections${resets ? " and resets them" : ": what comes later vanishes"}`,
			{
				group: "nat",
				set: ({ network }, random) => {
					network.natIdleMs = random.between(30, 240) * SECOND_MS;
					network.natResets = resets;
				},
				clear: ({ network }) => {
					network.natIdleMs = Number.POSITIVE_INFINITY;
				},
			},
		),
	),
	lasting("byte-by-byte", "network.pieceBytes", "what comes from the broker comes in pieces of 1 to 3 bytes", {
		set: ({ network }, random) => {
			network.pieceBytes = random.between(1, 3);
		},
		clear: ({ network }) => {
			network.pieceBytes = Number.POSITIVE_INFINITY;
		},
	}),
	lasting("coalesced", "network.coalesceMs", "what comes from the broker comes late, several packets in one piece", {
		set: ({ network }, random) => {
			network.coalesceMs = random.between(50, 3_000);
		},
		clear: ({ network }) => {
			network.coalesceMs = 0;
		},
	}),
	lasting("slow", "network.slow", "seconds of latency, which varies", {
		set: ({ network }, random) => {
			network.latencyMs = random.between(500, 4_000);
			network.jitterMs = random.between(100, 3_000);
		},
		clear: ({ network }) => {
			network.latencyMs = 40;
			network.jitterMs = 20;
		},
	}),
	lasting("refused", "network.refuses", "connections are refused", {
		set: ({ network }) => {
			network.refuses = true;
		},
		clear: ({ network }) => {
			network.refuses = false;
		},
		act: drop,
	}),
	lasting("no-answer", "network.silent", "connections get no answer", {
		set: ({ network }) => {
			network.silent = true;
		},
		clear: ({ network }) => {
			network.silent = false;
		},
		act: drop,
	}),
];

/** So that there is a connection to open. */
function drop({ broker }: World): void {
	broker.drop(true);
}
