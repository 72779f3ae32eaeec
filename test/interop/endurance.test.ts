import assert from "node:assert/strict";
import { test } from "node:test";
import { findMosquitto } from "../../sim/endurance/mosquitto";
import { CliProcess } from "../fakes/cli";

test("kill -9 of mosquitto and of the simulator, with faults in between: every sample arrives, once per created_at", {
	skip: findMosquitto() ? false : "skipped: mosquitto not installed",
	timeout: 150_000,
}, async () => {
	const kills = ["--kill", "broker,simulator"];
	const faults = ["--faults", "cut,latency,stall,truncate", "--every", "3", "--calm", "6"];
	const args = ["--for", "40", "--seed", "2", ...kills, ...faults, "--json"];
	const run = await new CliProcess(args, undefined, "sim/endurance.mjs").done;
	const report = JSON.parse(run.stdout) as Record<string, unknown>;
	assert.deepEqual(report.findings, [], run.stderr);
	assert.equal(run.code, 0);
	assert.equal(report.lost, 0);
	const { broker, simulator } = report.kills as { broker: number; simulator: number };
	assert.ok(broker >= 1 && simulator >= 1, run.stderr);
	assert.ok(Number(report.taken) >= 20, run.stderr);
});
