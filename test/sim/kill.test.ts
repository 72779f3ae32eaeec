import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { CliProcess } from "../fakes/cli";
import { ENGINES } from "../fakes/firmware";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-kill-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** What the board is in both runs: a row a second, of which field 2 says how many samples it is made of. */
const BOARD = {
	"sensor.air.model": "simulated",
	"sensor.air.interval": "1",
	"channel.1.id": "1417",
	"channel.1.minInterval": "1",
	"channel.1.field1": "air.temperature",
	"channel.1.field2": "air.temperature:count",
	"mqtt.transport": "tcp",
};
const TAKEN = 8;

interface Feed {
	readonly created_at: string;
	readonly field2: string;
}

function words(settings: Readonly<Record<string, string>>): string[] {
	return Object.entries({ ...BOARD, ...settings }).flatMap(([key, value]) => ["--set", `${key}=${value}`]);
}

/** A port of the loopback that nobody listens on. */
async function closedPort(): Promise<string> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	assert.ok(typeof address === "object" && address !== null);
	await new Promise((resolve) => server.close(resolve));
	return String(address.port);
}

/** Takes TAKEN samples without a broker, and is killed. */
async function runOffline(stored: readonly string[]): Promise<void> {
	const port = await closedPort();
	const broker = { "mqtt.host": "127.0.0.1", "mqtt.port": port, "mqtt.clientId": "me", "mqtt.userName": "me" };
	const run = new CliProcess([
		...stored,
		"--json",
		...words({ ...broker, "mqtt.password": "planted-secret", "channel.1.interval": "1" }),
	]);
	await run.says(new RegExp(`("event":"sample"[^]*){${TAKEN}}`));
	run.child.kill("SIGKILL");
	const { code, events } = await run.done;
	assert.equal(code, null, "it was killed");
	assert.equal(
		events.some(({ event }) => event === "published"),
		false,
	);
}

/** Starts again with the simulator's own broker; what that has of the channel once `done` says so. */
async function runOnline(
	stored: readonly string[],
	done: (feeds: readonly Feed[]) => boolean,
): Promise<readonly Feed[]> {
	const run = new CliProcess([...stored, "--json", "--speed", "5", ...words({ "channel.1.interval": "3600" })]);
	await run.says(/see http/);
	const page = /see (http:\/\/localhost:\d+\/)/.exec(run.stderr)?.[1];
	const read = async (): Promise<readonly Feed[]> => {
		const { feeds } = (await (await fetch(`${page}channels/1417/feeds.json`)).json()) as { feeds: readonly Feed[] };
		return feeds;
	};
	let feeds: readonly Feed[] = [];
	for (let tries = 0; tries < 150 && !done(feeds); tries++) {
		await new Promise((resolve) => setTimeout(resolve, 200));
		feeds = await read();
	}
	await new Promise((resolve) => setTimeout(resolve, 1_000));
	feeds = await read();
	await run.stop();
	return feeds;
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: npm start --storage: rows of a simulator that was killed while offline arrive in the next run, in order, each once`, {
		skip,
	}, async () => {
		const stored = ["--engine", engine, "--storage", join(folder, `${engine}.json`)];
		const before = Date.now();
		await runOffline(stored);
		const killed = Date.now();
		const samples = (feeds: readonly Feed[]): number => {
			const old = feeds.filter(({ created_at }) => Date.parse(created_at) <= killed);
			return old.reduce((sum, { field2 }) => sum + Number(field2), 0);
		};
		// The samples of a row that was still open when it was killed are not in any row.
		const feeds = await runOnline(stored, (rows) => samples(rows) >= TAKEN - 2);
		const times = feeds.map(({ created_at }) => Date.parse(created_at)).filter((time) => time <= killed);
		assert.ok(samples(feeds) >= TAKEN - 2 && samples(feeds) <= TAKEN + 1, `samples: ${JSON.stringify(feeds)}`);
		assert.ok(
			times.every((time, i) => (i === 0 ? time > before - 2_000 : time > times[i - 1])),
			`strictly rising: ${JSON.stringify(feeds)}`,
		);
	});
}
