import { Failure } from "core/result";
import { type FaultKind, lasting, MINUTE_MS, sudden } from "./fault-kind";
import { BROKER } from "./names";

const MOVED = "192.0.2.11";
const VERDICTS = [
	Failure.Tls,
	Failure.TlsUntrusted,
	Failure.TlsExpired,
	Failure.TlsNotYetValid,
	Failure.TlsWrongHost,
	Failure.TlsAlert,
	Failure.TlsVersion,
	Failure.TlsMemory,
];

/** Kinds of the way to the broker, of names and of time. */
export const NETWORK_FAULTS: readonly FaultKind[] = [
	lasting(
		"loss",
		"network.loss",
		({ network }, random) => {
			network.loss = 0.05 + random.next() / 2;
		},
		({ network }) => {
			network.loss = 0;
		},
	),
	lasting(
		"dead",
		"network.dead",
		({ network }) => {
			network.dead = true;
		},
		({ network }) => {
			network.dead = false;
		},
	),
	sudden("half-open", "network.cut", ({ network }) => network.cutSilently()),
	sudden("link-reset", "network.reset", ({ network }) => network.resetAll()),
	lasting(
		"back-pressure",
		"network.stalled",
		({ network }) => {
			network.stalled = true;
		},
		({ network }) => {
			network.stalled = false;
		},
	),
	lasting(
		"nat-cut",
		"network.natIdleMs",
		({ network }, random) => {
			network.natIdleMs = random.between(30, 240) * 1_000;
			network.natResets = random.chance(0.3);
		},
		({ network }) => {
			network.natIdleMs = Number.POSITIVE_INFINITY;
		},
	),
	lasting(
		"byte-by-byte",
		"network.pieceBytes",
		({ network }, random) => {
			network.pieceBytes = random.between(1, 3);
		},
		({ network }) => {
			network.pieceBytes = Number.POSITIVE_INFINITY;
		},
	),
	lasting(
		"coalesced",
		"network.coalesceMs",
		({ network }, random) => {
			network.coalesceMs = random.between(50, 3_000);
		},
		({ network }) => {
			network.coalesceMs = 0;
		},
	),
	lasting(
		"slow",
		"network.slow",
		({ network }, random) => {
			network.latencyMs = random.between(500, 4_000);
			network.jitterMs = random.between(100, 3_000);
		},
		({ network }) => {
			network.latencyMs = 40;
			network.jitterMs = 20;
		},
	),
	lasting(
		"refused",
		"network.refuses",
		({ network }) => {
			network.refuses = true;
		},
		({ network }) => {
			network.refuses = false;
		},
	),
	lasting(
		"no-answer",
		"network.silent",
		({ network }) => {
			network.silent = true;
		},
		({ network }) => {
			network.silent = false;
		},
	),
	lasting(
		"tls-stalls",
		"network.tlsStalls",
		({ network }) => {
			network.tlsStalls = true;
		},
		({ network }) => {
			network.tlsStalls = false;
		},
	),
	lasting(
		"tls-verdict",
		"network.tlsVerdict",
		({ network }, random) => {
			network.tlsVerdict = random.pick(VERDICTS);
		},
		({ network }) => {
			network.tlsVerdict = Failure.None;
		},
	),
	...(["none", "wrong", "silent", "garbage"] as const).map((mode) =>
		lasting(
			`dns-${mode}`,
			`names.${mode}`,
			({ names }) => {
				names.mode = mode;
			},
			({ names }) => {
				names.mode = "ok";
			},
		),
	),
	lasting(
		"dns-slow",
		"names.slow",
		({ names }) => {
			names.slow = true;
		},
		({ names }) => {
			names.slow = false;
		},
	),
	...(["silent", "unsynchronised", "kiss"] as const).map((mode) =>
		lasting(
			`time-${mode}`,
			`time.${mode}`,
			({ clocks }) => {
				clocks.mode = mode;
			},
			({ clocks }) => {
				clocks.mode = "ok";
			},
			1_440 * MINUTE_MS,
		),
	),
	lasting(
		"time-offset",
		"time.offsetMs",
		({ clocks }, random) => {
			clocks.offsetMs = random.between(-600, 600) * 1_000;
		},
		({ clocks }) => {
			clocks.offsetMs = 0;
		},
		1_440 * MINUTE_MS,
	),
	lasting(
		"broker-moves",
		"broker.move",
		({ broker }) => broker.move(MOVED),
		({ broker }) => broker.move(BROKER),
	),
];
