import { join } from "node:path";
import { type BuildFailure, build, type Plugin } from "esbuild";
import { type Patch, planter, unusedPatch } from "../patch";

const SDK = "sim/bench/guest/sdk";
const NONE = "targets/none";

/** The SDK's modules and ours in C, and what stands in for them on the bench. Most of them allocate nothing when they are called. */
const STAND_INS: Readonly<Record<string, string>> = {
	timer: `${SDK}/timer`,
	time: `${SDK}/time`,
	"mc/config": `${SDK}/config`,
	"embedded:io/socket/tcp": `${SDK}/tcp`,
	"embedded:storage/key-value": `${SDK}/key-value`,
	"embedded:storage/flash": `${SDK}/flash`,
	"embedded:provider/builtin": `${SDK}/device`,
	"net/tls/socket": `${SDK}/tls`,
	"settings/password/native": `${SDK}/password`,
	"native/system": `${SDK}/native-system`,
	"platform/network": `${SDK}/network`,
	"native/usb-serial": `${NONE}/usb-serial`,
	"native/uart-serial": `${NONE}/uart-serial`,
	"native/one-wire": `${NONE}/one-wire`,
	"native/pulse-counter": `${NONE}/pulse-counter`,
	"native/sensor-serial": `${NONE}/sensor-serial`,
	"platform/sdk-sensors": `${NONE}/sdk-sensors`,
};

/** What to bundle. */
export interface BenchBundle {
	/** The project's folder. */
	readonly root: string;
	/** The script of the bench, below sim/bench/guest. */
	readonly entry: string;
	readonly outfile: string;
	readonly patches?: readonly Patch[];
	/** Further modules by specifier: their files. */
	readonly more?: Readonly<Record<string, string>>;
}

/** Bundles one script of the bench with the firmware's modules that it needs. Rejects with one line when it cannot be bundled, or a patch does not fit. */
export async function bundleBench({ root, entry, outfile, patches = [], more = {} }: BenchBundle): Promise<void> {
	const used = new Set<Patch>();
	try {
		await build({
			absWorkingDir: root,
			entryPoints: [join(root, "sim/bench/guest", `${entry}.ts`)],
			outfile,
			tsconfig: join(root, "tsconfig.json"),
			bundle: true,
			format: "iife",
			platform: "neutral",
			target: "es2022",
			charset: "ascii",
			logLevel: "silent",
			plugins: [standIns(root, more), planter(root, patches, used)],
		});
	} catch (error) {
		const [first] = (error as BuildFailure).errors ?? [];
		if (!first) throw error;
		const place = first.location ? ` (${first.location.file}:${first.location.line})` : "";
		throw new Error(`the benchmark cannot be bundled: ${first.text}${place}`);
	}
	const unused = unusedPatch(patches, used);
	if (unused !== undefined) throw new Error(`the benchmark cannot be bundled: ${unused}`);
}

function standIns(root: string, more: Readonly<Record<string, string>>): Plugin {
	const files = new Map(Object.entries(more));
	for (const [name, path] of Object.entries(STAND_INS)) files.set(name, join(root, `${path}.ts`));
	return {
		name: "stand-ins",
		setup(build) {
			build.onResolve(
				{
					filter:
						/^(embedded:|timer$|time$|mc\/|native\/|platform\/|sdk:|net\/tls\/socket$|settings\/password\/native$)/,
				},
				({ path }) => {
					const file = files.get(path);
					return file === undefined ? { errors: [{ text: `the bench has no "${path}"` }] } : { path: file };
				},
			);
		},
	};
}
