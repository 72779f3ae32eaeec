import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../setup.mjs";
import { until } from "./process.mjs";
import { buildForLinux } from "./sdk-build.mjs";
import { sdkRows, writeSdkSensors } from "./sdk-sensors.mjs";
import { startSimulator } from "./sdk-simulator.mjs";
import { buildFolder } from "./settings-manifest.mjs";

const NAME = "test-sdk-sensors";
const SOURCES = join(ROOT, "test", "sdk");
/** Modules that the SDK, or this build's manifest, provides. */
const EXTERNAL = ["embedded:*", "mc/*", "modules", "time", "timer", "platform/sdk-sensors", "onewire", "DS18X20"];
/** Drivers of the SDK that test/sdk/main looks at besides those of test/sdk/checks. */
const ALONE = ["lm75"];
/** Those that no build can ask for (test/sdk/wired); lib/sdk-left-out has the reasons. */
const WIRED = ["ntcThermistor", "hc-sr04", "capacitiveMoisture"];

/**
 * Builds an app for Linux in which drivers of the SDK and ours read the same models of chips (test/sdk), runs it in the SDK's simulator, and
 * checks each thing it has found.
 */
export async function checkSensors({ environment, display, check, step }) {
	step("build of the SDK's sensor drivers beside ours (mcconfig -m -p lin)");
	const folder = buildFolder(NAME);
	const result = join(folder, "result.json");
	rmSync(result, { force: true });
	const app = await buildApp({ folder, result, environment });
	check(`the SDK builds it${typeof app === "string" ? "" : `: ${app.wrong}`}`, typeof app === "string");
	if (typeof app !== "string") return;
	step("the SDK's drivers against ours, on the same chips");
	const simulator = startSimulator(environment, app, display);
	await until(() => existsSync(result) && readFileSync(result, "utf8").endsWith("]"), 120);
	await simulator.stop();
	const findings = existsSync(result) ? JSON.parse(readFileSync(result, "utf8")) : [];
	check(`it ran to its end (${findings.length} findings)`, findings.length > 1);
	for (const { what, ok } of findings) check(what, ok);
}

/** The app's library, or `{ wrong }`. */
async function buildApp({ folder, result, environment }) {
	mkdirSync(folder, { recursive: true });
	const common = { bundle: true, format: "esm", platform: "neutral", target: "es2022", external: EXTERNAL };
	const options = { ...common, absWorkingDir: ROOT, tsconfig: join(ROOT, "test", "tsconfig.json"), charset: "ascii" };
	for (const [entry, outfile] of [
		["main", "main.js"],
		["model-i2c", "model-i2c.js"],
		["onewire", "onewire.js"],
	])
		await build({ ...options, entryPoints: [join(SOURCES, `${entry}.ts`)], outfile: join(folder, outfile) });
	const rows = await sdkRows();
	const { include = [], modules = {} } = writeSdkSensors(NAME, rows, await foldersOf(options));
	const manifest = {
		include: [
			"$(MODDABLE)/examples/manifest_base.json",
			"$(MODDABLE)/modules/base/modules/manifest.json",
			"$(MODDABLE)/modules/io/files/manifest.json",
			...WIRED.map((name) => `$(MODDABLE)/modules/drivers/sensors/${name}/manifest.json`),
			...include,
		],
		config: { files: "/", result: result.slice(1) },
		// Each declaration of the bundle takes a place on the stack while it is loaded.
		creation: { stack: 2_048 },
		modules: {
			"*": ["./main"],
			"embedded:io/i2c": "./model-i2c",
			"embedded:io/smbus": "$(MODDABLE)/modules/io/i2c/smbus",
			DS18X20: "$(MODDABLE)/modules/drivers/onewire/DS18X20",
			onewire: "./onewire",
			"platform/sdk-sensors": modules["platform/sdk-sensors"],
		},
	};
	const file = join(folder, "manifest.json");
	writeFileSync(file, `${JSON.stringify(manifest, undefined, "\t")}\n`);
	const { app, said } = buildForLinux(environment, NAME, file);
	return app ?? { wrong: said };
}

async function foldersOf(options) {
	const { outputFiles } = await build({ ...options, write: false, entryPoints: [join(SOURCES, "checks.ts")] });
	const { CHECKS } = await import(
		`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
	);
	return [...new Set([...CHECKS.map(({ folder }) => folder), ...ALONE])];
}
