import type { Channel } from "./channel";
import type { Deployment } from "./deployment";
import type { Gone } from "./invariants-journal";
import { SampleState } from "./truth";
import { DAY_MS, type World } from "./world";

/** Behind its sample a row is closed within its interval; online it is in RAM alone for a while, to be proved there. */
const GRACE_MS = 60_000;
/** As much longer thinning makes a row's interval at most, up to a day (publisher/thinning). */
const THIN_MAX = 256;
/** How long the console may take for an answer. */
const ANSWER_MS = 3_000;
const CTRL_C = "\u0003";

/** What the device says of one channel (console: queue). */
export interface Told {
	readonly id: string;
	readonly kept: number;
	readonly evicted: number;
	readonly spoilt: number;
	readonly unconfirmed: number;
}

/** What became of the readings. */
export interface Account {
	readings: number;
	delivered: number;
	kept: number;
	evicted: number;
	thinned: number;
	cut: number;
	lost: number;
}

/** Asks the device by its console, as anybody could. Undefined: it does not answer, or not so. Time passes. */
export function askQueue(world: World): readonly Told[] | undefined {
	let answer: readonly Told[] | undefined;
	world.wire.onLine = (line) => {
		if (!line.startsWith('{"ok":true,"command":"queue"')) return;
		answer = (JSON.parse(line) as { readonly channels: readonly Told[] }).channels;
	};
	world.wire.typeText(`${CTRL_C}\rjson on\r`);
	world.run(world.now + ANSWER_MS / 3);
	world.wire.typeText("queue\r");
	world.run(world.now + ANSWER_MS / 3);
	world.wire.typeText("json off\r");
	world.run(world.now + ANSWER_MS / 3);
	world.wire.onLine = () => undefined;
	return answer;
}

/** Sums up at the end: every sample of every channel is delivered, kept, evicted, thinned, cut, or lost (C1). `ends`: world ticks at which a boot ended unwished. */
export function settle(
	world: World,
	deployment: Deployment,
	channels: readonly Channel[],
	told: readonly Told[],
	ends: readonly number[],
	gone: ReadonlyMap<string, Gone>,
): Account {
	const account: Account = { readings: 0, delivered: 0, kept: 0, evicted: 0, thinned: 0, cut: 0, lost: 0 };
	for (const channel of channels) {
		const said = told.find(({ id }) => id === channel.id);
		const { readings, first } = settleChannel(world, deployment, channel, ends, account);
		const counted = Math.max(goneOf(said), goneOf(gone.get(channel.id)));
		for (let row = 0; row < readings.length; row++) {
			if (row < counted) account.evicted += readings[row];
			else account.lost += readings[row];
		}
		if (readings.length > counted)
			world.violation(
				"C1",
				`channel ${channel.id}: ${readings.length - counted} of ${readings.length} rows are nowhere, and nobody says why; the first was sampled on day ${dayOf(first)}`,
			);
	}
	return account;
}

/**
 * Rows with readings that neither arrived nor are excused. The device counts rows, and somebody who types `sample` makes one of any number of
 * readings: only the rows that it has closed tell how many went with each.
 */
class OpenRows {
	/** How many such readings each has, oldest first. */
	readonly readings: number[] = [];
	/** Ticks of the first. */
	first = 0;
	#row = -1;

	add(row: number, ticks: number): void {
		if (this.readings.length === 0) this.first = ticks;
		if (row === this.#row) this.readings[this.readings.length - 1]++;
		else this.readings.push(1);
		this.#row = row;
	}
}

/** Sums up what is known of the channel's readings; the others are given as rows. */
function settleChannel(
	world: World,
	{ rowMs, thin }: Deployment,
	channel: Channel,
	ends: readonly number[],
	account: Account,
): OpenRows {
	const { truth, now } = world;
	const window = (thin ? Math.max(rowMs, Math.min(rowMs * THIN_MAX, DAY_MS)) : rowMs) + GRACE_MS;
	const open = new OpenRows();
	let end = 0;
	for (let sample = 0; sample < truth.begun; sample++) {
		const ticks = truth.ticksOf(sample);
		if (ticks < 0) continue;
		account.readings++;
		while (end < ends.length && ends[end] < ticks) end++;
		const state = channel.state(sample);
		if (state === SampleState.Delivered) account.delivered++;
		else if (state === SampleState.Thinned) account.thinned++;
		else if (now - ticks <= window) account.kept++;
		else if (end < ends.length && ends[end] - ticks <= window) account.cut++;
		else if (isExcused(world, channel, sample)) account.cut++;
		else open.add(channel.closed.of(sample), ticks);
	}
	return open;
}

/** It was in RAM alone, where flash did not answer, or has lost its time to that. */
function isExcused({ forgotten, truth }: World, channel: Channel, sample: number): boolean {
	const ticks = truth.ticksOf(sample);
	return forgotten.within(ticks, ticks) || channel.dropped.has(sample);
}

function goneOf(said: Gone | undefined): number {
	return said ? said.evicted + said.spoilt + said.unconfirmed : 0;
}

function dayOf(ticks: number): string {
	return (ticks / DAY_MS).toFixed(3);
}
