import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOnce, compile, SOURCES, XS } from "./host";

/** What a machine of the SDK's XS is compiled for. */
export interface SdkHostOptions {
	/** Of 32 bits, as a board is: slots of 16 bytes, and chunks as large as there. Else as the PC's compiler has it. */
	readonly narrow: boolean;
	/** It counts: meter and collections. Without, it is what a board's release runs, and instructions can be counted from outside. */
	readonly counting: boolean;
	/** Told before minutes of compiling begin. */
	readonly progress: (line: string) => void;
}

/** As for a board's release (tools/mcconfig/make.esp32.mk of the SDK): neither debugger nor instruments, except those that count. */
const FLAGS = ["-O2", "-w", "-fno-common", "-DFIELDFEED_SDK", "-DINCLUDE_XSPLATFORM", '-DXSPLATFORM="sdk-platform.h"'];
/** The bench's scripts come as source text, which a board never does. */
const PARSING = ["-DmxParse=1", "-DmxRun=1", "-DmxSloppy=1"];
const COUNTING = ["-DmxMetering=1", "-DmxInstrument=1"];
const INCLUDES = ["includes", "platforms", "sources"];
/** xsum.c is included by another; the defaults are ours (defaults.c). */
const LEFT_OUT = ["xsum.c", "xsDefaults.c"];
const LIBRARIES = ["-lm", "-lpthread", "-ldl"];

/** Whether the PC's compiler makes programs of 32 bits. */
export function isNarrowPossible(): boolean {
	const folder = mkdtempSync(join(tmpdir(), "fieldfeed-narrow-"));
	try {
		const source = join(folder, "narrow.c");
		writeFileSync(source, '#include <stdio.h>\nint main(void) { return puts("") < 0; }\n');
		const { error, status } = spawnSync("cc", ["-m32", source, "-o", join(folder, "narrow"), "-lm"]);
		return !error && status === 0;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The machine that counts, around the XS engine of the SDK in the folder `moddable`, compiled when it is first needed or has changed. Throws as buildHost. */
export function buildSdkHost(root: string, moddable: string, options: SdkHostOptions): string {
	const { narrow, counting, progress } = options;
	const xs = join(moddable, "xs");
	const flags = [...(narrow ? ["-m32"] : []), ...FLAGS, ...PARSING, ...(counting ? COUNTING : [])];
	const files = readdirSync(join(xs, "sources")).filter((name) => name.endsWith(".c") && !LEFT_OUT.includes(name));
	const hash = createHash("sha256").update(flags.join(" "));
	for (const name of readdirSync(join(xs, "sources")).sort()) hash.update(readFileSync(join(xs, "sources", name)));
	return buildOnce(root, hash, (aside) => {
		progress(`compiling the SDK's XS engine (${narrow ? "32" : "64"} bits): a minute or two`);
		const includes = ["-I", join(root, XS), ...INCLUDES.flatMap((path) => ["-I", join(xs, path)])];
		const objects: string[] = [];
		const one = (name: string, path: string): void => {
			const object = join(aside, name.replace(/c$/, "o"));
			compile(name, [...flags, ...includes, "-c", path, "-o", object]);
			objects.push(object);
		};
		for (const name of files) one(name, join(xs, "sources", name));
		for (const name of [...SOURCES, "sdk-platform.c"]) one(name, join(root, XS, name));
		compile("the machine", [
			narrow ? "-m32" : "-m64",
			"-rdynamic",
			...objects,
			...LIBRARIES,
			"-o",
			join(aside, "host"),
		]);
	});
}
