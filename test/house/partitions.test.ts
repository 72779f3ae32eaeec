import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const FOLDER = join(findRoot(), "targets/esp32");
const KIB = 1_024;
/** The smallest flash of the boards that are built for. */
const FLASH = 4 * KIB * KIB;
/** Behind the bootloader (at most 0x8000) and the table itself (0x1000). */
const FIRST = 0x9000;
/** ESP-IDF 6.0, gen_esp32part.py: where a partition of a type may start, and its size be a multiple of. */
const ALIGNMENT: Readonly<Record<string, number>> = { app: 0x10000, data: 0x1000 };

interface Partition {
	readonly name: string;
	readonly type: string;
	readonly subtype: string;
	readonly offset: number;
	readonly size: number;
}

const PARTITIONS = readFileSync(join(FOLDER, "partitions.csv"), "utf8")
	.split("\n")
	.filter((line) => line !== "" && !line.startsWith("#"))
	.map((line): Partition => {
		const [name, type, subtype, offset, size] = line.split(",").map((word) => word.trim());
		return { name, type, subtype, offset: Number(offset), size: Number(size) };
	});

function find(name: string): Partition {
	const found = PARTITIONS.find((partition) => partition.name === name);
	assert.ok(found, `no partition ${name}`);
	return found;
}

test("partitions follow each other without overlap or gap, to the last byte of 4 MB", () => {
	let end = FIRST;
	for (const { name, offset, size } of PARTITIONS) {
		assert.equal(offset, end, `${name} starts where the one before ends`);
		end += size;
	}
	assert.equal(end, FLASH);
});

test("partitions are aligned as ESP-IDF wants it, with names of 15 characters at most", () => {
	for (const { name, type, offset, size } of PARTITIONS) {
		assert.equal(offset % ALIGNMENT[type], 0, `${name}: offset`);
		assert.equal(size % ALIGNMENT[type], 0, `${name}: size`);
		assert.ok(name.length <= 15 && size > 0, name);
	}
	assert.equal(new Set(PARTITIONS.map(({ name }) => name)).size, PARTITIONS.length);
});

test("two OTA slots of the same size with their data, and no factory app", () => {
	const apps = PARTITIONS.filter(({ type }) => type === "app");
	assert.deepEqual(
		apps.map(({ subtype }) => subtype),
		["ota_0", "ota_1"],
	);
	assert.equal(apps[0].size, apps[1].size);
	assert.deepEqual([find("otadata").subtype, find("otadata").size], ["ota", 0x2000]);
});

test("a journal of 256 KB or more, and NVS with room for both copies of the longest settings and a third being written", () => {
	assert.ok(find("journal").size >= 256 * KIB);
	assert.ok(find("nvs").size >= 3 * 16 * KIB + 0x1000 && find("nvs").subtype === "nvs");
});

test("the sdkconfig files are as mcconfig merges them: options of CONFIG_..., one a line, none twice in a file", () => {
	const files = readdirSync(join(FOLDER, "sdkconfig"));
	assert.deepEqual(files.sort(), ["sdkconfig.defaults", "sdkconfig.defaults.release", "sdkconfig.inst"]);
	for (const file of files) {
		const lines = readFileSync(join(FOLDER, "sdkconfig", file), "utf8").split("\n");
		const options = lines.filter((line) => line !== "" && !line.startsWith("#"));
		for (const option of options) assert.match(option, /^CONFIG_[A-Z0-9_]+=(y|n|\d+)$/, `${file}: ${option}`);
		const names = options.map((option) => option.split("=")[0]);
		assert.equal(new Set(names).size, names.length, file);
	}
});

test("both watchdogs are on, a panic prints and restarts, and there is no core dump", () => {
	const text = readFileSync(join(FOLDER, "sdkconfig/sdkconfig.defaults"), "utf8").split("\n");
	for (const option of [
		"CONFIG_ESP_INT_WDT=y",
		"CONFIG_ESP_TASK_WDT_EN=y",
		"CONFIG_ESP_TASK_WDT_INIT=y",
		"CONFIG_ESP_TASK_WDT_PANIC=y",
		"CONFIG_ESP_SYSTEM_PANIC_PRINT_REBOOT=y",
		"CONFIG_ESP_COREDUMP_ENABLE_TO_NONE=y",
		"CONFIG_MBEDTLS_HAVE_TIME_DATE=y",
		"CONFIG_BOOTLOADER_APP_ROLLBACK_ENABLE=y",
	])
		assert.ok(text.includes(option), option);
});
