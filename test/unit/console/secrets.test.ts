import { plant } from "fakes/planted";
import { seeded } from "fakes/random";
import { ROUGH, test } from "harness";

/** Lines in all, on V8; test/sim/console-secrets types 100,000. */
const LINES = Math.ceil(3_000 / ROUGH);

test("secrets: whatever is typed around them, none of them is in any output", () => {
	const random = seeded(20_261_122);
	for (let round = 0; round < 6; round++) plant(random, LINES / 6);
});
