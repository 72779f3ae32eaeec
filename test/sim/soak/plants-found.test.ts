import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { test } from "node:test";
import { findRoot } from "../../../sim/root";
import { bundleSoak } from "../../../sim/soak/bundle";
import { findPlants } from "../../../sim/soak/plant-run";
import { PLANTS } from "../../../sim/soak/plants";
import { ThreadRunner } from "../../../sim/soak/thread";

/** A pick that is found within seconds, of the publisher, its pace, the client, the settings, the sensor, the journal; `npm run soak -- --plants` looks for all. */
const PICK = [
	"commit-at-pingreq",
	"other-channel",
	"pace-ms-for-s",
	"no-pace-at-boot",
	"connack-resets-backoff",
	"any-pingresp",
	"secret-in-log",
	"checksum-skipped",
	"settings-in-place",
	"ram-alone",
];

test("a pick of the plants: the soak finds each known bug, by its rule", async (t) => {
	const root = findRoot();
	const plants = PLANTS.filter(({ name }) => PICK.includes(name));
	assert.equal(plants.length, PICK.length);
	const results = await findPlants(plants, {
		seed: 1,
		years: 1,
		jobs: availableParallelism(),
		build: async (plant) => {
			const script = await bundleSoak({ root, patches: plant?.patches ?? [] });
			return () => new ThreadRunner(script);
		},
		done: ({ plant, violation, years }) => t.diagnostic(`${plant.name}: ${violation?.rule}, ${years.toFixed(2)} years`),
	});
	const missed = results.filter(({ violation }) => violation === undefined).map(({ plant }) => plant.name);
	assert.deepEqual(missed, []);
});
