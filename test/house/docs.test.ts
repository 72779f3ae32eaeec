import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { MODELS } from "sensors/catalog";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
const README = readFileSync(join(ROOT, "README.md"), "utf8");

test("the settings table of README.md is the schema's (npm run docs makes it)", async () => {
	const { readmeWithTable } = await import(pathToFileURL(join(ROOT, "tools/docs.mjs")).href);
	assert.equal(README, await readmeWithTable());
});

test("the commands of docs/console.md are the table's (npm run docs makes them)", async () => {
	const { consoleWithCommands } = await import(pathToFileURL(join(ROOT, "tools/docs.mjs")).href);
	assert.equal(readFileSync(join(ROOT, "docs/console.md"), "utf8"), await consoleWithCommands());
});

test("the tables of docs/sensors-sdk.md are the rows' (npm run docs makes them), and every driver of the SDK is in one of them", async () => {
	const { sdkWithRows } = await import(pathToFileURL(join(ROOT, "tools/docs.mjs")).href);
	const text = readFileSync(join(ROOT, "docs/sensors-sdk.md"), "utf8");
	assert.equal(text, await sdkWithRows());
	const { MODDABLE } = process.env;
	const folders = MODDABLE ? readdirSync(join(MODDABLE, "modules/drivers/sensors")) : [];
	for (const folder of folders) assert.ok(text.includes(`| \`${folder}\` |`), folder);
});

test("the table of docs/sensors.md is the catalog's (npm run docs makes it), and every model has a section or is in another one's", async () => {
	const { sensorsWithModels } = await import(pathToFileURL(join(ROOT, "tools/docs.mjs")).href);
	const text = readFileSync(join(ROOT, "docs/sensors.md"), "utf8");
	assert.equal(text, await sensorsWithModels());
	for (const { name } of MODELS) {
		const told = new RegExp(`(set sensor\\.[a-z]+\\.model|--set sensor\\.[a-z]+\\.model=) ?${name}\\b`).test(text);
		assert.ok(told || name === "simulated" || name === "host", `no setting line for ${name}`);
	}
});

test("every command that README.md names exists", () => {
	const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
	for (const [, name] of README.matchAll(/npm run ([a-z:]+)/g)) assert.ok(name in scripts, `npm run ${name}`);
});

test("every file that the documentation links to exists", () => {
	for (const file of [
		"README.md",
		"CHANGELOG.md",
		"docs/architecture.md",
		"docs/boards.md",
		"docs/network.md",
		"docs/console.md",
		"docs/provisioning.md",
		"docs/subscriptions.md",
		"docs/brokers.md",
		"docs/brokers-tls.md",
		"docs/thingspeak.md",
		"docs/sensors.md",
		"docs/adding-a-sensor.md",
		"docs/sensors-sdk.md",
		"docs/soak.md",
		"docs/performance.md",
	]) {
		const folder = join(ROOT, file, "..");
		for (const [, target] of readFileSync(join(ROOT, file), "utf8").matchAll(/\]\((?!https?:)([^)#]+)/g)) {
			assert.ok(existsSync(join(folder, target)), `${file}: ${target}`);
		}
	}
});
