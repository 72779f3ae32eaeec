import type { FaultKind } from "./fault-kind";
import { HOUR_MS, MINUTE_MS } from "./fault-kind";
import { type FaultInstance, KINDS } from "./fault-table";
import { EVERY_HOURS, type Lot } from "./lot";
import { Random, seedOf } from "./random";

const DAY_MS = 24 * HOUR_MS;
/** From the end of an episode to the next one: the device is healthy most of the time. */
const PAUSE_LEAST_MS = 4 * HOUR_MS;
const PAUSE_MOST_MS = 36 * HOUR_MS;
/** The second fault of an episode begins so long behind one that happens at a moment, at most. */
const BEHIND_MS = 2 * MINUTE_MS;
/** Steps of this size through the pairs reach every one: a prime which their number is no multiple of. */
const STRIDE = 7_919;
/** One episode in so many has a third fault. */
const THIRD = 6;
/** A run at least so long has, one time in three, an outage that fills the journal. */
const OUTAGE_FROM_DAYS = 60;
const OUTAGE_LEAST_DAYS = 10;
const OUTAGE_MOST_DAYS = 30;

/**
 * The faults that a seed draws for so many days: episodes of two kinds that overlap, sometimes three, far enough apart for the device to become
 * well again. The pairs come in a fixed order, which each seed enters anywhere: a few thousand episodes have had them all.
 */
export function drawFaults(seed: number, days: number): FaultInstance[] {
	const random = new Random(seedOf(seed, "faults"));
	const faults: FaultInstance[] = [];
	const end = days * DAY_MS;
	const pairs = (KINDS.length * (KINDS.length - 1)) / 2;
	let pair = random.between(0, pairs - 1);
	const outage = days >= OUTAGE_FROM_DAYS && random.chance(1 / 3) ? outageOf(random, end) : undefined;
	if (outage) faults.push(outage);
	for (let at = HOUR_MS; ; pair = (pair + STRIDE) % pairs) {
		at += random.between(PAUSE_LEAST_MS, PAUSE_MOST_MS);
		if (at >= end) return faults.sort((a, b) => a.at - b.at);
		const [first, second] = pairAt(pair);
		const swapped = random.chance(0.5);
		const episode = draw(random, swapped ? second : first, swapped ? first : second, at, end);
		for (const fault of episode) {
			faults.push(fault);
			at = Math.max(at, fault.at + fault.ms);
		}
	}
}

/** The faults of a lot with kinds: one after another at random moments, whatever is on already. */
export function dealFaults(seed: number, days: number, lot: Lot): FaultInstance[] {
	const { kinds, everyHours = EVERY_HOURS, mostHours } = lot;
	if (!kinds) return drawFaults(seed, days);
	const random = new Random(seedOf(seed, "lot"));
	const dealt = kinds.map((name) => {
		const kind = KINDS.find((one) => one.name === name);
		if (!kind) throw new RangeError(`there is no kind of fault called ${name}`);
		return mostHours === undefined || kind.most === 0 ? kind : { ...kind, most: mostHours * HOUR_MS };
	});
	const faults: FaultInstance[] = [];
	const end = days * DAY_MS;
	for (let at = HOUR_MS; ; ) {
		at += Math.floor(random.next() * 2 * everyHours * HOUR_MS);
		if (at >= end) return faults;
		faults.push(instance(random, random.pick(dealt), at, end));
	}
}

/** Pair number `index` of the kinds: (1, 0), (2, 0), (2, 1), (3, 0) ... */
function pairAt(index: number): readonly [FaultKind, FaultKind] {
	let row = Math.floor((1 + Math.sqrt(1 + 8 * index)) / 2);
	while ((row * (row - 1)) / 2 > index) row--;
	return [KINDS[row], KINDS[index - (row * (row - 1)) / 2]];
}

/** The second begins while the first is on, or soon behind it where that is over in a moment. */
function draw(random: Random, one: FaultKind, other: FaultKind, at: number, end: number): FaultInstance[] {
	const first = instance(random, one, at, end);
	const second = instance(random, other, at + random.between(0, Math.max(first.ms, BEHIND_MS)), end);
	const drawn = [first, second];
	if (random.between(1, THIRD) === 1)
		drawn.push(instance(random, random.pick(KINDS), at + random.between(0, HOUR_MS), end));
	return drawn;
}

/** Short ones are as likely as long ones: lengths are even on a logarithmic scale. */
function instance(random: Random, { name, least, most }: FaultKind, at: number, end: number): FaultInstance {
	const begin = Math.min(at, end - 1);
	const ms = most === 0 ? 0 : Math.floor(least * (most / least) ** random.next());
	return { kind: name, at: begin, ms: Math.min(ms, end - begin), seed: random.between(0, 0xffff_ffff) };
}

function outageOf(random: Random, end: number): FaultInstance {
	const ms = Math.min(random.between(OUTAGE_LEAST_DAYS, OUTAGE_MOST_DAYS) * DAY_MS, end / 2);
	return { kind: "dead", at: random.between(HOUR_MS, end - ms - HOUR_MS), ms, seed: random.between(0, 0xffff_ffff) };
}
