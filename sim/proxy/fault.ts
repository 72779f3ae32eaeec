/** A direction: from the client to the target, or back. */
export type Way = "up" | "down";

/** What a kind of fault is, and between which bounds a schedule draws it. */
interface FaultRow {
	readonly help: string;
	/** How long it lasts in milliseconds; without it, it happens at once. */
	readonly ms?: readonly [least: number, most: number];
	/** How much, and of what. */
	readonly amount?: { readonly of: string; readonly least: number; readonly most: number };
	/** It may touch one direction alone. */
	readonly directed?: true;
	/** It is over with the first connection that it has hit. */
	readonly once?: true;
}

/** Every kind of fault; help, command line, schedule and counts read the same rows. */
export const FAULTS = {
	cut: { help: "the connections end with FIN" },
	rst: { help: "the connections end with RST" },
	stall: { help: "bytes are held, and pass when it is over", ms: [2_000, 15_000], directed: true },
	"half-open": { help: "nothing passes any more on the connections there are, and nobody is told" },
	"byte-by-byte": {
		help: "each byte is a segment of its own",
		ms: [5_000, 15_000],
		amount: { of: "ms between two", least: 1, most: 5 },
	},
	latency: { help: "bytes come later", ms: [5_000, 20_000], amount: { of: "ms", least: 50, most: 2_000 } },
	jitter: {
		help: "bytes come later by chance",
		ms: [5_000, 20_000],
		amount: { of: "ms at most", least: 50, most: 1_500 },
	},
	throttle: {
		help: "few bytes a second pass",
		ms: [5_000, 15_000],
		amount: { of: "bytes/s", least: 200, most: 4_000 },
	},
	coalesce: {
		help: "bytes are gathered and pass at once",
		ms: [5_000, 20_000],
		amount: { of: "ms", least: 200, most: 3_000 },
	},
	refuse: { help: "the connections end with FIN, and new ones are refused", ms: [1_000, 10_000] },
	silent: {
		help: "the connections end with FIN, new ones are taken and hear nothing until it is over",
		ms: [1_000, 10_000],
	},
	handshake: {
		help: "the connections end with FIN, and so does the next one, in the middle of its handshake",
		ms: [30_000, 30_000],
		amount: { of: "bytes of the target's answer pass", least: 0, most: 2_500 },
		once: true,
	},
	corrupt: { help: "a bit of the next bytes is turned", ms: [10_000, 10_000], directed: true, once: true },
	truncate: {
		help: "half of the next bytes pass, then the connection ends with FIN",
		ms: [10_000, 10_000],
		directed: true,
		once: true,
	},
} as const satisfies Record<string, FaultRow>;

/** A kind of fault. */
export type FaultKind = keyof typeof FAULTS;

/** Every kind, in the order of the table. */
export const KINDS = Object.keys(FAULTS) as readonly FaultKind[];

/** One fault. */
export interface Fault {
	readonly kind: FaultKind;
	/** How long it lasts in milliseconds; 0 for a kind that happens at once. */
	readonly ms: number;
	/** In which direction. */
	readonly way: Way | "both";
	/** What the kind's `amount` says; 0 where it has none. */
	readonly amount: number;
}

/** A fault and its time. */
export interface Scheduled {
	/** Milliseconds from the start of the schedule. */
	readonly at: number;
	readonly fault: Fault;
}

/** How a schedule is drawn. */
export interface ScheduleOptions {
	readonly random: () => number;
	readonly kinds: readonly FaultKind[];
	/** The last fault begins before it. */
	readonly forMs: number;
	/** From the beginning of a fault to that of the next: half of it to one and a half, evenly. */
	readonly everyMs: number;
	/** So many faults, then calm. A client's back-off grows with each fault and starts over in the calm alone. */
	readonly burst: number;
	readonly calmMs: number;
}

/** The row of a kind. */
export function rowOf(kind: FaultKind): FaultRow {
	return FAULTS[kind];
}

/** Draws one fault of a kind, between the bounds of its row. */
export function drawFault(kind: FaultKind, random: () => number): Fault {
	const { ms = [0, 0], amount = { least: 0, most: 0 }, directed } = rowOf(kind);
	const between = (least: number, most: number): number => Math.round(least + random() * (most - least));
	const ways = kind === "stall" ? (["up", "down", "both"] as const) : (["up", "down"] as const);
	return {
		kind,
		ms: between(ms[0], ms[1]),
		way: directed ? ways[Math.floor(random() * ways.length)] : "both",
		amount: between(amount.least, amount.most),
	};
}

/** What happens when: the same for the same random numbers. Every kind comes once before one comes again. */
export function drawSchedule(options: ScheduleOptions): Scheduled[] {
	const { random, kinds, forMs, everyMs, burst, calmMs } = options;
	const schedule: Scheduled[] = [];
	let bag: FaultKind[] = [];
	for (let at = everyMs; at < forMs && kinds.length > 0; ) {
		if (bag.length === 0) bag = [...kinds];
		const [kind] = bag.splice(Math.floor(random() * bag.length), 1);
		schedule.push({ at: Math.round(at), fault: drawFault(kind, random) });
		at += everyMs * (0.5 + random()) + (schedule.length % burst === 0 ? calmMs : 0);
	}
	return schedule;
}

/** A fault in words. */
export function describeFault({ kind, ms, way, amount }: Fault): string {
	const row = rowOf(kind);
	const parts = [kind as string];
	if (row.directed)
		parts.push(way === "both" ? "both ways" : way === "up" ? "towards the target" : "towards the client");
	if (row.amount) parts.push(`${amount} ${row.amount.of}`);
	if (ms > 0) parts.push(`${row.once ? "within" : "for"} ${(ms / 1_000).toFixed(1)} s`);
	return parts.join(", ");
}
