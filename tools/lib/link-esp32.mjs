import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup.mjs";
import { preloadOfTypescript } from "./preload.mjs";

const TLS_FOLDER = join("modules", "net", "tls");
/** Folders of ESP-IDF that targets/esp32/manifest.json names; mcconfig wants them to be there. */
const MBEDTLS_INCLUDES = [
	"port/include",
	"port/psa_driver/include",
	"mbedtls/tf-psa-crypto/include",
	"mbedtls/tf-psa-crypto/drivers/builtin/include",
];

/**
 * Builds as much for a board as the SDK's own tools can without ESP-IDF and its compilers: mcconfig reads the manifests and writes the
 * makefile, tsc checks and compiles, xsc compiles, xsl links and runs what is preloaded. No C is compiled. ESP-IDF is stood in for by an
 * empty folder, its configuration by an empty header that is newer than everything.
 *
 * `target`: of mcconfig, as "esp32c3"; `name`: the folder of `manifest`; `chip`: whose C files must be part of the build (of two with the
 * same name the makefile silently takes one). All of this project that is to be preloaded must be so. Returns "" or the end of what went wrong.
 */
export function linkForBoard({ target, flags, name, manifest, chip, out, environment }) {
	const idf = join(out, "no-idf");
	makeIdf(idf, environment);
	const env = { ...environment, IDF_PATH: idf, MAKEFLAGS: "" };
	// Without a target mcconfig would go on and build; this one of its makefile only removes an old image.
	const words = ["-m", ...flags, "-t", "prepareOutput", "-p", `esp32/${target}`, "-o", out, manifest];
	const written = spawnSync("mcconfig", words, { env, encoding: "utf8", maxBuffer: 1 << 26 });
	if (written.status !== 0) return tail(written);
	const kind = flags.includes("-d") ? "debug" : flags.includes("-i") ? "instrument" : "release";
	const folder = join(out, "tmp", "esp32", target, kind, name);
	const makefile = readFileSync(join(folder, "makefile"), "utf8");
	const lost = sourcesFor(chip, environment).filter((source) => !makefile.includes(`.c.o: ${source} `));
	if (lost.length > 0) return `not in the makefile: ${lost.join(", ")}`;
	const heap = wrongHeap(makefile);
	if (heap !== "") return heap;
	const project = join(folder, `xsProj-${chip}`, "build", "config");
	mkdirSync(project, { recursive: true });
	const header = join(project, "sdkconfig.h");
	writeFileSync(header, "");
	const later = new Date(Date.now() + 86_400_000);
	utimesSync(header, later, later);
	const made = spawnSync("make", ["-f", "makefile", join(folder, "mc.xs.c")], {
		cwd: folder,
		env,
		encoding: "utf8",
		maxBuffer: 1 << 26,
	});
	if (made.status !== 0) return tail(made);
	const loose = notInFlash(readFileSync(join(folder, "mc.xs.c"), "utf8"));
	return loose.length === 0 ? "" : `not preloaded: ${loose.join(", ")}`;
}

/**
 * "", or what is wrong with the heap that the image is made with (xsl's -c: bytes of chunks, then by how many they grow; slots, then by how many they grow; twelfth,
 * the bytes of an arena that holds all of it). One that does not grow ends the machine at the first byte too many: XS aborts, and nothing is thrown.
 */
function wrongHeap(makefile) {
	const numbers = /^CREATION = -c (\S+)/m.exec(makefile)?.[1].split(",").map(Number) ?? [];
	const [chunks, moreChunks, slots, moreSlots] = numbers;
	if (!(chunks > 0 && slots > 0)) return "the makefile does not say how large the heap is";
	if (!(moreChunks > 0 && moreSlots > 0)) return `the heap cannot grow: creation is ${numbers.join(",")}`;
	return numbers[11] === 0 ? "" : `the heap is a fixed arena of ${numbers[11]} bytes: creation is ${numbers.join(",")}`;
}

/** Modules of ours that the linker has left as byte code, to be run at each start. */
function notInFlash(image) {
	return preloadOfTypescript().filter((name) => !image.includes(`NULL, 0, NULL, 0, "${name}"`));
}

/** The C files of this project that a chip's image has, and that of the SDK which the journal lives on. */
function sourcesFor(chip, { MODDABLE }) {
	const names = [
		"board-system.c",
		"netif.c",
		"uart-serial.c",
		"pulse-counter.c",
		"sensor-serial.c",
		"one-wire.c",
		...(chip === "esp32" ? [] : ["usb-serial.c"]),
	];
	const tls = readdirSync(join(ROOT, TLS_FOLDER)).filter((name) => name.endsWith(".c"));
	return [
		...names.map((name) => join(ROOT, "targets", "esp32", name)),
		...tls.map((name) => join(ROOT, TLS_FOLDER, name)),
		join(MODDABLE, "modules", "io", "flash", "esp32", "flash-esp32.c"),
	];
}

/** The makefile asks git for the version of ESP-IDF, and mcconfig sources its script. */
function makeIdf(folder, env) {
	for (const include of MBEDTLS_INCLUDES)
		mkdirSync(join(folder, "components", "mbedtls", include), { recursive: true });
	writeFileSync(join(folder, "export.sh"), "");
	const author = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
	spawnSync("git", ["init", "-q", folder], { env });
	spawnSync("git", [...author, "-C", folder, "commit", "-q", "--allow-empty", "-m", "stands in for ESP-IDF"], { env });
	spawnSync("git", ["-C", folder, "tag", "-f", "v6.0"], { env });
}

function tail({ stdout, stderr, error }) {
	const lines = `${error?.message ?? ""}${stdout ?? ""}${stderr ?? ""}`.split("\n");
	return (
		lines
			.filter((line) => !/^(### warning|# )/.test(line))
			.slice(-20)
			.join("\n") || "failed without a word"
	);
}
