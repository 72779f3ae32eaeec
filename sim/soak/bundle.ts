import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { type BuildFailure, build, type Plugin } from "esbuild";

/** The SDK's modules and ours in C, and what stands in for them in the soak's world. */
const STAND_INS: Readonly<Record<string, string>> = {
	timer: "timer",
	time: "time",
	"mc/config": "config",
	"embedded:io/socket/tcp": "tcp",
	"net/tls/socket": "tls",
	"settings/password/native": "password",
	"embedded:provider/builtin": "device",
	"embedded:storage/key-value": "key-value",
	"embedded:storage/flash": "flash",
	"native/system": "native-system",
	"native/usb-serial": "../../../../targets/none/usb-serial",
	"native/uart-serial": "../../../../targets/none/uart-serial",
	"native/one-wire": "../../../../targets/none/one-wire",
	"native/sensor-serial": "../../../../targets/none/sensor-serial",
	"native/pulse-counter": "../../../../targets/none/pulse-counter",
	"platform/network": "network",
	"platform/sdk-sensors": "../../../../targets/none/sdk-sensors",
};

/** What a board does not have, or what would tell the time or the place of the PC: not to be seen in the bundle. */
const HIDDEN = [
	"performance",
	"setTimeout",
	"setInterval",
	"setImmediate",
	"queueMicrotask",
	"print",
	"gc",
	"TextEncoder",
	"TextDecoder",
	"WeakRef",
	"FinalizationRegistry",
	"console",
	"process",
	"Intl",
];

/** A defect planted in a source: `find`, which is there exactly once, becomes `replace`. */
export interface Patch {
	/** Path from the project's folder. */
	readonly file: string;
	readonly find: string;
	readonly replace: string;
}

/** What to bundle. */
export interface SoakBundleOptions {
	/** The project's folder. */
	readonly root: string;
	readonly patches?: readonly Patch[];
}

/**
 * Bundles world and firmware into one script, the same for every engine, which leaves the function `runDevice` (world/run, JSON in and out) and
 * the XS worker's `handleCommand` behind. Rejects with one line when it cannot be bundled, or when a patch does not fit exactly once.
 */
export async function bundleSoak({ root, patches = [] }: SoakBundleOptions): Promise<string> {
	const used = new Set<Patch>();
	let text: string;
	try {
		text = await bundle(root, patches, used);
	} catch (error) {
		const [first] = (error as BuildFailure).errors ?? [];
		if (!first) throw error;
		const place = first.location ? ` (${first.location.file}:${first.location.line})` : "";
		throw new Error(`the soak cannot be bundled: ${first.text}${place}`);
	}
	const unused = patches.find((patch) => !used.has(patch));
	if (unused) throw new Error(`the soak cannot be bundled: a patch is for ${unused.file}, which is not in the bundle`);
	return text;
}

async function bundle(root: string, patches: readonly Patch[], used: Set<Patch>): Promise<string> {
	const result = await build({
		absWorkingDir: root,
		entryPoints: [join(root, "sim/soak/world/entry.ts")],
		tsconfig: join(root, "tsconfig.json"),
		bundle: true,
		write: false,
		format: "iife",
		platform: "neutral",
		target: "es2022",
		charset: "ascii",
		logLevel: "silent",
		inject: [join(root, "sim/soak/world/guest/globals.ts")],
		banner: { js: `(function (${HIDDEN.join(", ")}) {` },
		footer: { js: "})();" },
		plugins: [standIns(join(root, "sim/soak/world/guest")), planter(root, patches, used)],
	});
	return result.outputFiles[0].text;
}

function standIns(guest: string): Plugin {
	return {
		name: "stand-ins",
		setup(build) {
			build.onResolve(
				{ filter: /^(embedded:|timer$|time$|mc\/|native\/|platform\/|net\/tls\/socket$|settings\/password\/native$)/ },
				({ path }) => {
					const name = STAND_INS[path];
					if (name !== undefined) return { path: join(guest, `${name}.ts`) };
					return { errors: [{ text: `the soak's board has no "${path}"` }] };
				},
			);
		},
	};
}

function planter(root: string, patches: readonly Patch[], used: Set<Patch>): Plugin {
	return {
		name: "patches",
		setup(build) {
			if (patches.length === 0) return;
			build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
				const file = relative(root, path).replaceAll("\\", "/");
				const own = patches.filter((patch) => patch.file === file);
				if (own.length === 0) return undefined;
				let contents = await readFile(path, "utf8");
				for (const patch of own) {
					const parts = contents.split(patch.find);
					if (parts.length !== 2)
						return { errors: [{ text: `a patch fits ${file} ${parts.length - 1} times, not once: ${patch.find}` }] };
					contents = parts.join(patch.replace);
					used.add(patch);
				}
				return { contents, loader: "ts" };
			});
		},
	};
}
