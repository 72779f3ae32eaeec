import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { UsageError } from "../usage";
import { bundleBench } from "./bundle";
import { type Figure, toFigures } from "./figures";
import { runHost } from "./host";
import { buildSdkHost, isNarrowPossible } from "./sdk-host";
import { measureLin } from "./sdk-lin";
import { bytesOf, leastRoom, type RunInRoom } from "./sdk-room";

/** The SDK's MQTT client. */
const CLIENT = "examples/io/tcp/mqttclient/mqttclient.js";
/** What of ours does the same job: the protocol, the feed's topic and payload, and what they are made of. */
const PROTOCOL = [
	"mqtt/client",
	"mqtt/connect",
	"mqtt/guarded-transport",
	"mqtt/keep-alive",
	"mqtt/outbox",
	"mqtt/packet",
	"mqtt/parser",
	"mqtt/retry",
	"core/backoff",
	"core/guard",
];
/** What the protocol needs to subscribe: the SDK's client does so, too. */
const SUBSCRIBING = ["mqtt/both", "mqtt/inbox", "mqtt/subscribe", "mqtt/topic-match"];
/** The board whose heap is measured; the others have the same. */
const BOARD = "esp32/esp32c3";
/** Slots and bytes of chunks of a machine that is to collect often: room for the code of the whole firmware, and some more. */
const SMALL = [65_536, 16_777_216];
/** Publishes of the two runs whose difference is counted. */
const FEW = 100;
const MANY = 600;

/** What is measured with the SDK: see measureSdk. */
export interface SdkMeasureOptions {
	readonly root: string;
	/** Where MODDABLE is looked for. */
	readonly environment: NodeJS.ProcessEnv;
	/** Told before what takes long. */
	readonly progress: (line: string) => void;
}

/**
 * What is measured with the SDK, on its own engine as a board's release has it: its client beside ours in one process, the whole firmware's heap, collections in
 * a board's room, instructions, bytecode by module, and whole applications over TLS. Throws UsageError without the SDK.
 */
export async function measureSdk({ root, environment, progress }: SdkMeasureOptions): Promise<readonly Figure[]> {
	const { MODDABLE } = environment;
	if (!MODDABLE) throw new UsageError("--sdk: MODDABLE is not set: the Moddable SDK is missing");
	const narrow = isNarrowPossible();
	if (!narrow) progress("cc makes no programs of 32 bits: the heap is that of a PC (Debian: gcc-multilib)");
	const host = buildSdkHost(root, MODDABLE, { narrow, counting: true, progress });
	mkdirSync(join(root, "build/bench"), { recursive: true });
	const folder = mkdtempSync(join(root, "build/bench/sdk."));
	const lines: string[] = [];
	const bundle = async (entry: string): Promise<string> => {
		const outfile = join(folder, `${entry}.js`);
		await bundleBench({ root, entry, outfile, more: { "sdk:mqttclient": join(MODDABLE, CLIENT) } });
		return outfile;
	};
	try {
		compareClients(runHost(host, await bundle("side-by-side")), lines);
		for (const line of runHost(host, await bundle("firmware")))
			lines.push(line.replace('"firmware.', '"board.firmware.'));
		tellRoom(host, await bundle("room"), lines);
		countCollections(host, await bundle("collections"), root, lines);
		await countInstructions(root, MODDABLE, await bundle("instructions"), progress, lines);
		sizeModules(root, MODDABLE, folder, lines);
		lines.push(...measureLin(root, environment));
		return toFigures(root, lines);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The SDK's client beside ours, with what one is of the other. */
function compareClients(measured: readonly string[], lines: string[]): void {
	const value = valuesOf(measured);
	for (const line of measured) lines.push(line.includes('"sdk.') ? line : line.replace('"name":"', '"name":"board.'));
	tell(lines, "ratio.ready.meter", value("clientReady.1.meter") / value("sdk.clientReady.1.meter"), "of the SDK's");
	tell(lines, "ratio.numbers.8.meter", value("client.8.meter") / value("sdk.client.8.meter"), "of the SDK's");
}

/** The least heap that the whole firmware runs in (sdk-room). */
function tellRoom(host: string, script: string, lines: string[]): void {
	const value = valuesOf(lines);
	const slots = value("board.firmware.live.slots");
	const alive = { slots, chunks: value("board.firmware.live") - bytesOf({ slots, chunks: 0 }) };
	const run: RunInRoom = (room) => runHost(host, withWords(script, "room", `var ROOM=${JSON.stringify(room)};`), SMALL);
	const room = leastRoom(run, alive);
	tell(lines, "board.firmware.room", bytesOf(room), "bytes");
	tell(lines, "board.firmware.room.slots", room.slots, "slots");
}

/** Collections in 1000 messages, where as much is free as a board has by `creation` in manifest.json. */
function countCollections(host: string, script: string, root: string, lines: string[]): void {
	const { platforms } = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8")) as {
		platforms: Record<string, { creation: { chunk: { initial: number }; heap: { initial: number } } }>;
	};
	const { chunk, heap } = platforms[BOARD].creation;
	for (const what of ["ours", "sdk"]) {
		const board = { what, slots: heap.initial, chunks: chunk.initial };
		lines.push(...runHost(host, withWords(script, what, `var BOARD=${JSON.stringify(board)};`)));
	}
}

/** The script with a line in front of it that says what it is to do. */
function withWords(script: string, name: string, words: string): string {
	const path = `${script}.${name}.js`;
	writeFileSync(path, `${words}\n${readFileSync(script, "utf8")}`);
	return path;
}

function tell(lines: string[], name: string, value: number, unit: string): void {
	lines.push(JSON.stringify({ name, value: Math.round(value * 1_000) / 1_000, unit }));
}

function valuesOf(lines: readonly string[]): (name: string) => number {
	const values = new Map<string, number>();
	for (const line of lines) {
		const { name, value } = JSON.parse(line) as { name: string; value: number };
		values.set(name, value);
	}
	return (name) => values.get(name) ?? Number.NaN;
}

/** Instructions of the PC for one publish of 8 fields from numbers, by valgrind's callgrind; nothing where that is not installed. */
async function countInstructions(
	root: string,
	moddable: string,
	script: string,
	progress: (line: string) => void,
	lines: string[],
): Promise<void> {
	if (spawnSync("valgrind", ["--version"]).error) return;
	const host = buildSdkHost(root, moddable, { narrow: false, counting: false, progress });
	const ours = perPublish(host, script, "ours");
	const sdk = perPublish(host, script, "sdk");
	tell(lines, "instructions.8", ours, "instructions");
	tell(lines, "sdk.instructions.8", sdk, "instructions");
	tell(lines, "ratio.numbers.8.instructions", ours / sdk, "of the SDK's");
}

function perPublish(host: string, script: string, client: "ours" | "sdk"): number {
	const [few, many] = [FEW, MANY].map((rounds) => {
		return instructions(
			host,
			withWords(script, `${client}.${rounds}`, `var BENCH=${JSON.stringify({ client, rounds })};`),
		);
	});
	return Math.round((many - few) / (MANY - FEW));
}

function instructions(host: string, path: string): number {
	const words = ["--tool=callgrind", "--callgrind-out-file=/dev/null", host, path];
	const { status, stderr } = spawnSync("valgrind", words, { encoding: "utf8" });
	const count = /Collected : (\d+)/.exec(stderr)?.[1];
	if (status !== 0 || count === undefined) throw new Error("valgrind could not count instructions");
	return Number(count);
}

/** A module's archive, in bytes: all of it, and the bytecode in it, without its names, which an image has once for all modules. */
interface Archive {
	readonly all: number;
	readonly code: number;
}

const NOT_THERE: Archive = Object.freeze({ all: Number.NaN, code: Number.NaN });

/** An archive is an atom with atoms in it: four bytes of size, four of type, contents. */
function measureArchive(bytes: Buffer): Archive {
	let at = 8;
	while (bytes.toString("latin1", at + 4, at + 8) !== "CODE") {
		if (at >= bytes.length) throw new Error("xsc's archive has no bytecode");
		at += bytes.readUInt32BE(at);
	}
	return { all: bytes.length, code: bytes.readUInt32BE(at) - 8 };
}

/** Bytes of each module's archive, as xsc makes it for a release: ours, out of what mcconfig's tsc would give it, and the SDK's. */
function sizeModules(root: string, moddable: string, folder: string, lines: string[]): void {
	const system = process.platform === "darwin" ? "mac" : "lin";
	const xsc = join(moddable, "build", "bin", system, "release", "xsc");
	if (!existsSync(xsc)) return;
	const measure = (file: string): Archive => {
		const { status, stderr } = spawnSync(xsc, ["-e", "-o", folder, file], { encoding: "utf8" });
		if (status !== 0) throw new Error(`xsc: ${file}: ${stderr.split("\n")[0]}`);
		return measureArchive(readFileSync(join(folder, basename(file).replace(/js$/, "xsb"))));
	};
	const out = join(folder, "ts");
	const words = ["-p", join(root, "tsconfig.json"), "--noEmit", "false", "--outDir", out];
	const tsc = spawnSync(join(root, "node_modules/.bin/tsc"), words, { encoding: "utf8" });
	if (tsc.status !== 0) throw new Error(`tsc: ${tsc.stdout.split("\n")[0]}`);
	const sizes = new Map<string, Archive>();
	for (const path of readdirSync(join(out, "modules"), { recursive: true, encoding: "utf8" }).sort()) {
		if (path.endsWith(".js")) sizes.set(path.replace(/\.js$/, ""), measure(join(out, "modules", path)));
	}
	const tellAll = (name: string, archives: readonly Archive[]): void => {
		let all = 0;
		let code = 0;
		for (const archive of archives) {
			all += archive.all;
			code += archive.code;
		}
		tell(lines, name, all, "bytes");
		tell(lines, `${name}.code`, code, "bytes");
	};
	const of = (names: readonly string[]): Archive[] => names.map((name) => sizes.get(name) ?? NOT_THERE);
	tellAll("sdk.bytecode.protocol", [measure(join(moddable, CLIENT))]);
	tellAll("bytecode.protocol", of(PROTOCOL));
	tellAll("bytecode.subscribing", of(SUBSCRIBING));
	for (const name of [...PROTOCOL, ...SUBSCRIBING]) tell(lines, `bytecode.${name}`, sizes.get(name)?.all ?? 0, "bytes");
	tellAll("bytecode.all", [...sizes.values()]);
}
