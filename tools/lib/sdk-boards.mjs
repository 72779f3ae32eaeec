import { join } from "node:path";
import { ROOT } from "../setup.mjs";
import { linkForBoard } from "./link-esp32.mjs";
import { sdkRows, writeSdkSensors } from "./sdk-sensors.mjs";
import { writeManifest } from "./settings-manifest.mjs";
import { TARGETS } from "./targets.mjs";

const OUT = join(ROOT, "build", "link");

/** What of the boards' builds needs no ESP-IDF: types, compilation, and all that is preloaded. */
export async function checkBoards({ environment, check, step }) {
	step("boards, as far as it goes without ESP-IDF (mcconfig, tsc, xsc, xsl; no C)");
	for (const [target, { platform, chip, config }] of Object.entries(TARGETS)) {
		if (chip === undefined) continue;
		const manifest = writeManifest("test-link", { ...config, settings: {} });
		const board = { target: platform.slice("esp32/".length), name: "test-link", manifest, chip };
		const wrong = linkForBoard({ ...board, flags: [], out: OUT, environment });
		check(`${target}: compiles and links${wrong === "" ? "" : `: ${wrong}`}`, wrong === "");
	}
	await checkDrivers({ environment, check });
}

/** All drivers of the SDK that a build can ask for, in one image. */
async function checkDrivers({ environment, check }) {
	const rows = await sdkRows();
	const name = "test-link-sensors";
	const folders = rows.map(({ folder }) => folder);
	const manifest = writeManifest(name, { settings: {} }, "manifest.json", writeSdkSensors(name, rows, folders));
	const wrong = linkForBoard({
		target: "nodemcu",
		flags: [],
		name,
		manifest,
		chip: "esp32",
		out: OUT,
		environment,
	});
	check(`esp32 with ${folders.length} drivers of the SDK${wrong === "" ? "" : `: ${wrong}`}`, wrong === "");
}
