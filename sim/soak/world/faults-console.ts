import { type FaultKind, HOUR_MS, lasting, SECOND_MS, sudden } from "./fault-kind";
import type { Random } from "./random";
import type { World } from "./world";

const KEYS = ["status\r", "queue\r", "publish\r", "sample\r", "sensors\r", "time\r", "help all\r", "show\r", "diff\r"];
const NOISE_MAX = 6_000;
/** As much as arrives in so many ms at 115,200 baud. */
const PIECE = 4_096;
const PIECE_MS = 356;
/** A megabyte takes a minute and a half. Most are cut short: what comes behind the first 8 KB fills no buffer that is not full yet. */
const MEGABYTE_PIECES = 256;
const SHORT_PIECES = 16;
const WHOLE = 1 / 16;
/** Lines of a paste: most of them wait in the ring while the console still answers the first. */
const PASTED = 40;
/** A save takes about so many writes and deletes. */
const WRITES_MAX = 20;
const COPIES = ["fieldfeed/a", "fieldfeed/b"];

/** Kinds of the console, of whoever sits there, and of the settings' storage. */
export const CONSOLE_FAULTS: readonly FaultKind[] = [
	lasting("typing", "wire.type", "somebody types commands", {
		every: [SECOND_MS, 120 * SECOND_MS],
		act: ({ wire }, random) => wire.typeText(random.pick(KEYS)),
	}),
	sudden("noise", "wire.type", "noise on the console's line", ({ wire }, random) =>
		wire.type(bytesOf(random.between(1, NOISE_MAX), () => random.between(128, 255))),
	),
	sudden(
		"half-utf8",
		"wire.type",
		"characters that are cut in half, and keys of a terminal that end too soon",
		({ wire }) => {
			wire.type(Uint8Array.of(0xe2, 0x82, 0x0d, 0xf0, 0x9f, 0x1b, 0x5b, 0x0d, 0xc3, 0x1b));
			wire.typeText("\r\u0003\r");
		},
	),
	sudden("megabyte", "wire.megabyte", "a megabyte without the end of a line", (world, random) => {
		if (world.wire.end) world.note("wire.megabyte");
		const piece = bytesOf(PIECE, () => random.between(0x20, 0x7e));
		const pieces = random.chance(WHOLE) ? MEGABYTE_PIECES : SHORT_PIECES;
		for (let i = 0; i < pieces; i++) world.at(world.now + i * PIECE_MS, () => world.wire.type(piece));
		world.at(world.now + pieces * PIECE_MS, () => world.wire.typeText("\u0003\r"));
	}),
	sudden("paste", "wire.type", "many commands pasted at once", ({ wire }, random) => {
		let text = "\u0003\r";
		for (let i = 0; i < PASTED; i++) text += random.pick(KEYS);
		wire.typeText(text);
	}),
	lasting(
		"console-blocked",
		"wire.blocked",
		"nobody takes what the console says",
		{
			set: ({ wire }) => {
				wire.blocked = true;
			},
			clear: ({ wire }) => {
				wire.blocked = false;
			},
		},
		HOUR_MS,
	),
	sudden("restart", "board.restart", "somebody restarts the board from the console", ({ wire }) =>
		wire.typeText("\u0003\rrestart yes\r"),
	),
	lasting(
		"settings-saved",
		"storage.write",
		"somebody saves settings in the middle of it all",
		{ every: [20 * SECOND_MS, 900 * SECOND_MS], act: save },
		HOUR_MS,
	),
	sudden("settings-cut", "storage.cutIn", "the power fails while settings are saved", (world, random) => {
		world.storage.cutIn = random.between(0, WRITES_MAX);
		save(world, random);
		world.at(world.now + 60 * SECOND_MS, () => {
			world.storage.cutIn = Number.POSITIVE_INFINITY;
		});
	}),
	sudden("settings-corrupt", "storage.corrupt", "stored settings have rotted", (world, random) => {
		const both = random.chance(0.5);
		for (const [name, bytes] of world.storage.values) {
			if (!COPIES.some((copy, i) => (both || i === 0) && name.startsWith(copy))) continue;
			bytes[random.between(0, bytes.length - 1)] ^= 1 << random.between(0, 7);
			world.note("storage.corrupt");
			world.storage.rotten = true;
		}
		world.board.powerCut(random.between(100, 5_000));
	}),
	lasting("storage-full", "storage.full", "the storage for settings is full", {
		set: ({ storage }) => {
			storage.full = true;
		},
		clear: ({ storage }) => {
			storage.full = false;
		},
		every: [60 * SECOND_MS, 1_800 * SECOND_MS],
		act: save,
	}),
];

/** Somebody changes settings that matter to the parts that run. */
function save(world: World, random: Random): void {
	const keepAlive = random.pick([240, 600, 1_200]);
	world.wire.typeText(`\u0003\rset mqtt.keepAlive ${keepAlive}\rset device.name soak${random.between(1, 9)}\rsave\r`);
}

function bytesOf(length: number, next: () => number): Uint8Array {
	const bytes = new Uint8Array(length);
	for (let i = 0; i < length; i++) bytes[i] = next();
	return bytes;
}
