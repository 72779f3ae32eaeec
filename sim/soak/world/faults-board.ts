import { Reset } from "./board";
import { type FaultKind, lasting, sudden } from "./fault-kind";
import type { World } from "./world";

const KEYS = ["status\r", "queue\r", "publish\r", "sample\r", "sensors\r", "time\r", "help all\r", "show\r"];
const NOISE_MAX = 6_000;

/** Kinds of the radio, the board, its sensor, its flash and its console. */
export const BOARD_FAULTS: readonly FaultKind[] = [
	lasting(
		"wifi-off",
		"radio.lost",
		(world) => power(world, false),
		(world) => power(world, true),
	),
	lasting(
		"wifi-other",
		"radio.lost",
		(world) => world.radio.power(world.points[0], false),
		(world) => world.radio.power(world.points[0], true),
	),
	lasting(
		"wifi-password",
		"radio.wrongPassword",
		(world) => {
			for (const point of world.points) point.password = "somethingElse";
			power(world, false);
			power(world, true);
		},
		({ points }) => {
			points[0].password = "tomatoes";
			points[1].password = "wheelbarrow";
		},
	),
	lasting(
		"no-dhcp",
		"radio.lost",
		(world) => {
			for (const point of world.points) point.dhcp = false;
			power(world, false);
			power(world, true);
		},
		({ points }) => {
			for (const point of points) point.dhcp = true;
		},
	),
	sudden("radio-hangs", "radio.hung", (world) => {
		world.radio.hung = true;
		power(world, false);
		power(world, true);
	}),
	sudden("power-cut", "board.powerCut", ({ board }, random) => board.powerCut(random.between(100, 600_000))),
	sudden("flash-cut", "flash.cut", ({ flash }, random) =>
		flash.cutAfter(random.between(0, 300), random.chance(0.5) ? "prefix" : "bits", random.between(100, 60_000)),
	),
	sudden("panic", `board.reset.${Reset.Panic}`, ({ board }) => board.reset(Reset.Panic)),
	sudden("brown-out", `board.reset.${Reset.BrownOut}`, ({ board }) => board.reset(Reset.BrownOut)),
	sudden("hang", `board.reset.${Reset.TaskWatchdog}`, ({ board }) => board.reset(Reset.TaskWatchdog)),
	sudden("crash-loop", `board.reset.${Reset.Panic}`, (world, random) => {
		for (let i = 0; i < 6; i++)
			world.at(world.now + i * random.between(5_000, 40_000), () => world.board.reset(Reset.Panic));
	}),
	...(["absent", "busyForever", "stuckHigh"] as const).map((fault) =>
		lasting(
			`sensor-${fault}`,
			`sensor.${fault}`,
			({ truth }) => {
				truth.chip.faults[fault] = true;
			},
			({ truth }) => {
				truth.chip.faults[fault] = false;
			},
		),
	),
	lasting(
		"sensor-checksum",
		"sensor.badChecksum",
		({ truth }, random) => {
			truth.chip.faults.badChecksum = random.chance(0.5) ? "temperature" : "humidity";
		},
		({ truth }) => {
			truth.chip.faults.badChecksum = "none";
		},
	),
	lasting(
		"storage-full",
		"storage.full",
		({ storage }) => {
			storage.full = true;
		},
		({ storage }) => {
			storage.full = false;
		},
	),
	sudden("typing", "wire.type", ({ wire }, random) => wire.typeText(random.pick(KEYS))),
	sudden("noise", "wire.type", ({ wire }, random) => {
		const bytes = new Uint8Array(random.between(1, NOISE_MAX));
		for (let i = 0; i < bytes.length; i++) bytes[i] = random.between(128, 255);
		wire.type(bytes);
	}),
	sudden("restart", "board.restart", ({ wire }) => wire.typeText("\u0003\rrestart yes\r")),
	lasting(
		"console-blocked",
		"wire.blocked",
		({ wire }) => {
			wire.blocked = true;
		},
		({ wire }) => {
			wire.blocked = false;
		},
	),
];

function power(world: World, on: boolean): void {
	for (const point of world.points) world.radio.power(point, on);
}
