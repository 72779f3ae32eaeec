import { type FaultKind, HOUR_MS, lasting, sudden } from "./fault-kind";
import type { Random } from "./random";
import type { World } from "./world";

const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 31_557_600_000;
const WORDS = {
	silent: "the time servers say nothing",
	unsynchronised: "the time servers say that they do not know the time themselves",
	kiss: "the time servers want to be left alone",
};
/** 2038-01-19T03:14:08Z: where seconds since 1970 leave 31 bits. */
const END_OF_INT32_MS = 2_147_483_648_000;

/** A run has both sides of it. */
const AROUND_MS = 8 * DAY_MS;

/**
 * Kinds of time. What is wrong by more than a day is wrong by years, and never by the same time twice: nothing that is dated so meets a true date, or
 * what was dated by another wrong time, within a run.
 */
export const TIME_FAULTS: readonly FaultKind[] = [
	...(["silent", "unsynchronised", "kiss"] as const).map((mode) =>
		lasting(
			`time-${mode}`,
			`time.${mode}`,
			WORDS[mode],
			{
				group: "time",
				set: ({ clocks }) => {
					clocks.mode = mode;
				},
				clear: ({ clocks }) => {
					clocks.mode = "ok";
				},
				act: (world, random) => {
					if (random.chance(0.5)) world.board.powerCut(random.between(100, 5_000));
				},
			},
			12 * HOUR_MS,
		),
	),
	lasting(
		"clock-unset",
		"time.unset",
		"the power was away, and no time server answers: the board does not know the time",
		{
			group: "time",
			set: ({ clocks }) => {
				clocks.mode = "silent";
			},
			clear: ({ clocks }) => {
				clocks.mode = "ok";
			},
			act: (world, random) => {
				world.note("time.unset");
				world.board.powerCut(random.between(1_000, 60_000));
			},
		},
	),
	wrong("time-off", "the time servers are some minutes off", (_world, random) => random.between(-900, 900) * 1_000),
	wrong("time-ahead", "the time servers are years ahead", (_world, random) => 2 * random.between(1, 4) * YEAR_MS),
	wrong("time-behind", "the time servers are years behind", (_world, random) => -2 * random.between(1, 4) * YEAR_MS),
	wrong("time-2038", "the time servers are at the end of 31 bits of seconds", ({ startTime }) => {
		const offset = END_OF_INT32_MS - AROUND_MS - startTime;
		return Math.abs(offset) > YEAR_MS ? offset : -2 * YEAR_MS; // a device that lives there already would meet its own dates
	}),
	sudden("clock-jumps", "time.jump", "the board's clock is off by up to some hours", (world, random) => {
		const { board } = world;
		if (!board.on) return;
		world.note("time.jump");
		board.setTime(board.time + random.between(-6 * 3_600, 6 * 3_600) * 1_000 + random.between(0, 999));
	}),
];

/** Time servers that are wrong by so much; the board often starts with them. */
function wrong(name: string, what: string, offset: (world: World, random: Random) => number): FaultKind {
	return lasting(
		name,
		"time.offsetMs",
		what,
		{
			group: "offset",
			set: (world, random) => {
				world.clocks.offsetMs = Math.floor(offset(world, random) / 1_000) * 1_000;
			},
			clear: (world) => {
				world.clocks.offsetMs = 0;
			},
			act: (world, random) => {
				if (random.chance(0.7)) world.board.powerCut(random.between(100, 5_000));
			},
		},
		DAY_MS / 2,
	);
}
