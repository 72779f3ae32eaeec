import { Reset } from "./board";
import { type FaultKind, lasting, MINUTE_MS, sudden } from "./fault-kind";
import type { World } from "./world";

/** Sectors of the flash that may wear out in a run, and bytes. */
const WORN_MAX = 4;
/** Quick resets in a row that make five of them, and safe mode. */
const LOOPS = 6;

/** Kinds of the power, of resets, and of the flash. */
export const POWER_FAULTS: readonly FaultKind[] = [
	sudden("power-cut", "board.powerCut", "the power is away for up to ten minutes", ({ board }, random) =>
		board.powerCut(random.between(100, 600_000)),
	),
	lasting(
		"power-flaps",
		"board.powerCut",
		"the power comes and goes",
		{ every: [2_000, 60_000], act: ({ board }, random) => board.powerCut(random.between(100, 20_000)) },
		5 * MINUTE_MS,
	),
	sudden("brown-out", "board.brownOut", "a brown-out resets the chip", (world) =>
		reset(world, Reset.BrownOut, "brownOut"),
	),
	sudden("panic", "board.panic", "the chip panics", (world) => reset(world, Reset.Panic, "panic")),
	sudden("hang", "board.hang", "the firmware hangs in a loop: the task watchdog goes off", (world) =>
		reset(world, Reset.TaskWatchdog, "hang"),
	),
	sudden("crash-loop", "board.loop", "several quick resets in a row: safe mode", (world, random) => {
		let at = world.now;
		for (let i = 0; i < LOOPS; i++) {
			at += random.between(3_000, 40_000);
			world.at(at, () => reset(world, Reset.Panic, "loop"));
		}
	}),
	...(["prefix", "bits"] as const).map((tear) =>
		lasting(
			`flash-cut-${tear}`,
			`flash.cut.${tear}`,
			tear === "prefix"
				? "the power fails in the middle of a write or an erase"
				: "the power fails while any bits of a write or an erase are done",
			{
				act: ({ flash, board }, random) => {
					flash.cutAfter(random.between(0, 600), tear, random.between(100, 60_000));
					// Rows go to flash while there is no session.
					if (random.chance(0.5)) board.powerCut(random.between(100, 5_000));
				},
				clear: ({ flash }) => flash.noCut(),
			},
			6 * 60 * MINUTE_MS,
		),
	),
	lasting("flash-fails", "flash.dead", "the flash does not answer: no read, no write, no erase", {
		set: ({ flash }) => {
			flash.chip.dead = true;
		},
		clear: ({ flash }) => {
			flash.chip.dead = false;
		},
	}),
	lasting("flash-absent", "flash.absent", "the board finds no partition for the journal", {
		set: ({ flash }) => {
			flash.absent = true;
		},
		clear: ({ flash }) => {
			flash.absent = false;
		},
		act: ({ board }, random) => board.powerCut(random.between(100, 5_000)),
	}),
	sudden("flash-worn", "flash.worn", "a sector of the flash cannot be erased any more", ({ flash }, random) => {
		const { stuckSectors, sectors } = flash.chip;
		flash.hurt = true;
		if (stuckSectors.size < WORN_MAX) stuckSectors.add(random.between(0, sectors - 1));
	}),
	sudden("flash-stuck", "flash.stuck", "some bytes of the flash cannot be programmed any more", ({ flash }, random) => {
		const { stuckBytes, bytes } = flash.chip;
		flash.hurt = true;
		for (let count = random.between(1, 3); count > 0 && stuckBytes.size < 8 * WORN_MAX; count--)
			stuckBytes.add(random.between(0, bytes.length - 1));
	}),
	sudden("bit-rot", "flash.rot", "bits of the flash tip over where something is written", (world, random) => {
		const { chip } = world.flash;
		world.flash.hurt = true;
		for (let count = random.between(1, 3), tries = 0; count > 0 && tries < 100; tries++) {
			const at = random.between(0, chip.bytes.length - 1);
			const bit = random.between(0, 7);
			if (chip.bytes[at] === 0xff) continue;
			chip.flip(at, bit);
			world.note("flash.rot");
			count--;
		}
	}),
];

function reset(world: World, reason: Reset, name: string): void {
	world.note(`board.${name}`);
	world.board.reset(reason);
}
