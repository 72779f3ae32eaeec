import { join } from "node:path";
import { type BuildFailure, build, type Plugin } from "esbuild";

/** The SDK's modules and ours in C, and what stands in for them in the simulator. */
const STAND_INS: Readonly<Record<string, string>> = {
	timer: "timer",
	time: "time",
	"mc/config": "config",
	"embedded:io/socket/tcp": "tcp",
	"net/tls/socket": "tls",
	"settings/password/native": "password",
	"embedded:io/serial": "serial",
	"embedded:io/i2c": "i2c",
	"embedded:provider/builtin": "device",
	"embedded:storage/key-value": "key-value",
	"embedded:storage/flash": "flash",
	"native/system": "native-system",
	"native/usb-serial": "../../targets/none/usb-serial",
	"native/uart-serial": "../../targets/none/uart-serial",
	"native/one-wire": "one-wire",
	"native/sensor-serial": "sensor-serial",
	"native/pulse-counter": "pulse-counter",
	"platform/network": "network",
	"platform/sdk-sensors": "../../targets/none/sdk-sensors",
};

/** What to bundle. */
export interface BundleOptions {
	/** The project's folder. */
	readonly root: string;
	/** The firmware's main module; main.ts of the project when not given. */
	readonly main?: string;
}

/**
 * Bundles the firmware and the guest's side of the simulator into one script, the same for every engine. Rejects with one
 * line when it cannot be bundled.
 */
export async function bundleGuest({ root, main = join(root, "main.ts") }: BundleOptions): Promise<string> {
	try {
		return await bundle(root, main);
	} catch (error) {
		const [first] = (error as BuildFailure).errors ?? [];
		if (!first) throw error;
		const place = first.location ? ` (${first.location.file}:${first.location.line})` : "";
		throw new Error(`the firmware cannot be bundled: ${first.text}${place}`);
	}
}

async function bundle(root: string, main: string): Promise<string> {
	const result = await build({
		absWorkingDir: root,
		entryPoints: [join(root, "sim/guest/entry.ts")],
		tsconfig: join(root, "tsconfig.json"),
		bundle: true,
		write: false,
		format: "iife",
		platform: "neutral",
		target: "es2022",
		charset: "ascii",
		logLevel: "silent",
		plugins: [standIns(join(root, "sim/guest"), main)],
	});
	return result.outputFiles[0].text;
}

function standIns(guest: string, main: string): Plugin {
	return {
		name: "stand-ins",
		setup(build) {
			build.onResolve(
				{ filter: /^(embedded:|timer$|time$|mc\/|native\/|platform\/|net\/tls\/socket$|settings\/password\/native$)/ },
				({ path }) => {
					const name = STAND_INS[path];
					if (name !== undefined) return { path: join(guest, `${name}.ts`) };
					return { errors: [{ text: `the simulated board has no "${path}"` }] };
				},
			);
			build.onResolve({ filter: /^main$/ }, () => ({ path: main }));
		},
	};
}
