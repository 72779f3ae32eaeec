import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "../fakes/air";
import { ENGINES, startFirmware } from "../fakes/firmware";
import { packet } from "../fakes/improv";

const HEADER = "IMPROV\u0001";

/** Types and data of the packets in what came from the board. */
function packets(output: string): readonly string[] {
	const found: string[] = [];
	for (const part of output.split(HEADER).slice(1)) {
		const codes = [...part].map((letter) => letter.charCodeAt(0));
		const data = codes.slice(2, 2 + codes[1]);
		found.push(`${codes[0]}: ${codes[0] === 4 ? part.slice(4, 2 + codes[1]).replace(/[^ -~]/g, "|") : data.join(" ")}`);
	}
	return found;
}

function strings(command: number, ...texts: readonly string[]): Uint8Array {
	const data = texts.flatMap((text) => [text.length, ...Buffer.from(text)]);
	return packet(3, [command, data.length, ...data]);
}

/** A board with a radio and no settings for it, its console, and a browser on the same line. */
async function board(engine: "v8" | "xs") {
	const world = new World();
	const { options } = world;
	const settings = { "net.wifi.1.ssid": "nowhere", "net.wifi.1.password": "nowhere-secret" };
	const firmware = await startFirmware({ ...options, engine, settings, console: true, accept: () => undefined });
	await firmware.simulator.advance(5_000);
	firmware.type("log off\r");
	await firmware.simulator.advance(100);
	let seen = firmware.output.length;
	return {
		world,
		firmware,
		/** Sends bytes, waits, and gives the packets that came meanwhile. */
		async browser(bytes: Uint8Array | string, ms: number): Promise<readonly string[]> {
			firmware.type(bytes);
			await firmware.simulator.advance(ms);
			const news = firmware.output.slice(seen);
			seen = firmware.output.length;
			return packets(news);
		},
	};
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: Improv finds the networks, joins the board to one, and leaves the line that is being typed`, {
		skip,
	}, async () => {
		const { firmware, browser, world } = await board(engine);
		await browser("get device.na", 100);
		assert.deepEqual(await browser(packet(3, [2, 0]), 200), ["2: 0", "1: 2"]);
		const [none, information] = await browser(packet(3, [3, 0]), 200);
		assert.equal(none, "2: 0");
		assert.match(information, /^4: .fieldfeed.0\.1\.0./);
		const scanned = await browser(packet(3, [4, 0]), 20_000);
		assert.deepEqual(scanned, ["2: 0", "4: |barn|-60|YES", "4: |house|-75|YES", "4: "]);
		const joined = await browser(strings(1, "house", "house-secret"), 30_000);
		assert.deepEqual(joined, ["2: 0", "1: 3", "1: 4", "4: "]);
		assert.equal(world.air?.network, "house");
		await browser("me\r", 500);
		assert.match(firmware.screen, /me\nfieldfeed\nfieldfeed>$/);
		assert.equal(firmware.output.includes("house-secret"), false);
		assert.deepEqual(firmware.crashes, []);
	});

	test(`${engine}: with a wrong password the board tells so and has its old settings again`, { skip }, async () => {
		const { firmware, browser } = await board(engine);
		const tried = await browser(strings(1, "house", "another-secret"), 40_000);
		assert.deepEqual(tried, ["2: 0", "1: 3", "2: 3", "1: 2"]);
		await browser("get net.wifi.1.ssid\r", 500);
		assert.match(firmware.screen, /get net\.wifi\.1\.ssid\nnowhere\n/);
	});
}
