import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();

/** Layer of each module by its specifier, or of a whole folder (with a slash at its end): the longest that fits decides (docs/architecture.md). */
const LAYERS: Readonly<Record<string, number>> = {
	main: 4,
	"firmware/": 4,
	"core/": 0,
	"core/clock": 1,
	"core/log": 1,
	"core/xs-clock": 3,
	"mqtt/": 0,
	"mqtt/transport": 1,
	"mqtt/options": 1,
	"mqtt/client": 2,
	"mqtt/inbox": 2,
	"mqtt/both": 2,
	"mqtt/outbox": 2,
	"mqtt/keep-alive": 2,
	"net/": 3,
	"net/plan": 0,
	"net/ntp-packet": 0,
	"net/dns-packet": 0,
	"net/access": 0,
	"net/wifi-reason": 0,
	"net/ws-frame": 0,
	"net/either": 2,
	"net/websocket": 2,
	"net/ws-handshake": 0,
	"net/link": 1,
	"net/udp": 1,
	"net/platform": 1,
	"net/station": 2,
	"net/station-state": 2,
	"net/network-state": 2,
	"net/guarded-callbacks": 2,
	"net/recovery": 2,
	"net/wifi-scan": 2,
	"net/resolver": 2,
	"net/time-sync": 2,
	"net/exchange": 2,
	"net/network": 2,
	"feed/": 0,
	"control/": 0,
	"control/ports": 1,
	"control/control": 2,
	"control/seen-store": 3,
	"control/digital-pins": 3,
	"journal/": 2,
	"journal/flash": 1,
	"journal/rows": 1,
	"journal/partition": 3,
	"journal/row": 0,
	"journal/stamp": 0,
	"publisher/": 2,
	"publisher/plan": 0,
	"publisher/sensor-plan": 0,
	"publisher/values-plan": 0,
	"publisher/pin-plan": 0,
	"publisher/drain": 0,
	"publisher/channel-plan": 0,
	"publisher/custom-plan": 0,
	"publisher/delta-plan": 0,
	"publisher/fields-plan": 0,
	"publisher/session-plan": 0,
	"publisher/window": 0,
	"publisher/client-certificate": 0,
	"values/": 0,
	"settings/": 0,
	"settings/storage": 1,
	"settings/store": 3,
	"health/": 0,
	"health/system": 1,
	"health/health": 2,
	"console/": 0,
	"console/host": 1,
	"console/sensor-state": 1,
	"console/improv": 2,
	"console/improv-join": 2,
	"console/port": 1,
	"console/console": 2,
	"console/conversation": 2,
	"console/input": 2,
	"console/terminal": 2,
	"console/visit": 2,
	"console/lock": 2,
	"console/reporter": 2,
	"console/serial-port": 3,
	"sensors/": 3,
	"sensors/sensor": 1,
	"sensors/i2c": 1,
	"sensors/one-wire": 1,
	"sensors/serial": 1,
	"sensors/analog": 1,
	"sensors/pulses": 1,
	"sensors/digital": 1,
	"sensors/shared": 0,
	"sensors/crc8": 0,
	"sensors/bosch-formula": 0,
	"sensors/crc8-maxim": 0,
};

/** Folders point one way: a folder may import those of a lower rank, and itself. */
const RANKS: Readonly<Record<string, number>> = {
	main: 7,
	firmware: 6,
	publisher: 5,
	net: 4,
	console: 4,
	control: 4,
	journal: 4,
	health: 4,
	mqtt: 3,
	settings: 3,
	feed: 3,
	values: 3,
	core: 2,
	sensors: 2,
};

/** What the engine and the SDK provide: for layer 3 and up only. */
const SDK = /^(embedded:|mc\/|native\/|platform\/|(timer|time)$|net\/tls\/native$|settings\/password\/native$)/;

interface Import {
	readonly from: string;
	readonly to: string;
	readonly typeOnly: boolean;
}

function sources(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts"))
		.map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)));
}

function specifier(file: string): string {
	return file.replace(/^modules\//, "").replace(/\.ts$/, "");
}

/** All imports of a file; one whose names are const enums alone is none at run time, as one with `type` is. */
function importsOf(file: string): Import[] {
	const text = readFileSync(join(ROOT, file), "utf8");
	const found: Import[] = [];
	for (const match of text.matchAll(/^(?:import|export)\s+(type\s+)?([^"']*?from\s+)?["']([^"']+)["']/gm)) {
		const names = (match[2] ?? "")
			.replace(/from\s+$/, "")
			.replace(/[{}]/g, " ")
			.split(",");
		const erased = names.every(
			(name) => name.trim() === "" || name.trim().startsWith("type ") || isConstEnum(match[3], name.trim()),
		);
		found.push({
			from: specifier(file),
			to: match[3],
			typeOnly: match[1] !== undefined || (match[2] !== undefined && erased),
		});
	}
	return found;
}

function isConstEnum(from: string, name: string): boolean {
	const folder = from.startsWith("sensors/") ? "" : "modules/";
	try {
		return new RegExp(`export const enum ${name}\\b`).test(readFileSync(join(ROOT, folder, `${from}.ts`), "utf8"));
	} catch {
		return false; // a module of the SDK
	}
}

function layerOf(name: string): number {
	const entries = Object.entries(LAYERS).filter(
		([entry]) => name === entry || (entry.endsWith("/") && name.startsWith(entry)),
	);
	const [best] = entries.sort(([a], [b]) => b.length - a.length);
	assert.ok(best, `${name} has no layer: add it to docs/architecture.md and here`);
	return best[1];
}

const FILES = ["main.ts", ...sources("modules"), ...sources("sensors")];
const IMPORTS = FILES.flatMap(importsOf);

test("imports point down between the layers; a contract may be imported as a type from anywhere", () => {
	const up = IMPORTS.filter(({ from, to, typeOnly }) => {
		if (SDK.test(to)) return layerOf(from) < 3;
		const target = layerOf(to);
		return target > layerOf(from) && !(typeOnly && target === 1);
	});
	assert.deepEqual(up, []);
});

test("contracts have no code: what layer 1 exports is types and const enums", () => {
	for (const file of FILES.filter((name) => layerOf(specifier(name)) === 1)) {
		const code = readFileSync(join(ROOT, file), "utf8").match(/^export (?!(interface|type|const enum)\b).*/gm);
		assert.equal(code, null, `${file}: ${code}`);
		assert.deepEqual(
			importsOf(file).filter((entry) => !entry.typeOnly),
			[],
			file,
		);
	}
});

test("folders point one way", () => {
	const up = IMPORTS.filter(({ from, to, typeOnly }) => {
		if (SDK.test(to)) return false;
		const [source, target] = [from.split("/")[0], to.split("/")[0]];
		assert.ok(source in RANKS && target in RANKS, `${from} -> ${to}: a folder without a rank`);
		const contract = typeOnly && layerOf(to) === 1;
		return source !== target && RANKS[target] >= RANKS[source] && !contract;
	});
	assert.deepEqual(up, []);
});

test("sensors never see MQTT, and the client never sees a network or a sensor", () => {
	const seen = IMPORTS.filter(({ from, to }) => {
		if (from.startsWith("sensors/")) return /^(mqtt|net|feed|publisher|journal|settings|console)\//.test(to);
		return from.startsWith("mqtt/") && /^(net|publisher|journal|settings|console)\//.test(to);
	});
	assert.deepEqual(seen, []);
});

test("only main.ts reads device, trace and System; pure modules know no timer", () => {
	for (const file of FILES) {
		const code = readFileSync(join(ROOT, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"|`[^`]*`/g, "");
		if (file !== "main.ts") assert.equal(/\b(globalThis|System)\.|\btrace\(/.test(code), false, file);
		if (layerOf(specifier(file)) === 0)
			assert.equal(/(?<!\.)\b(Timer|Time|Date\.now|Math\.random)\b/.test(code), false, file);
	}
});

test("the scan sees what it is to see", () => {
	assert.ok(IMPORTS.length > 60 && FILES.length > 30, `${IMPORTS.length} imports of ${FILES.length} files`);
	assert.ok(IMPORTS.some(({ from, to }) => from === "mqtt/client" && to === "mqtt/parser"));
	assert.ok(IMPORTS.some(({ to, typeOnly }) => to === "mqtt/transport" && typeOnly));
});
