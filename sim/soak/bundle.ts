import { join } from "node:path";
import { type BuildFailure, build, type Plugin } from "esbuild";
import { type Patch, planter, unusedPatch } from "../patch";

export type { Patch } from "../patch";

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
	const unused = unusedPatch(patches, used);
	if (unused !== undefined) throw new Error(`the soak cannot be bundled: ${unused}`);
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
