import { plant } from "fakes/planted";
import { seeded } from "fakes/random";
import { test } from "harness";

/** Lines in all, on both engines; test/sim/console-secrets types 100,000. */
const LINES = 3_000;

test("secrets: whatever is typed around them, none of them is in any output", () => {
	const random = seeded(20_261_122);
	for (let round = 0; round < 6; round++) plant(random, LINES / 6);
});
