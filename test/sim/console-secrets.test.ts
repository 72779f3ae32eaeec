import { test } from "node:test";
import { plant } from "fakes/planted";
import { seeded } from "fakes/random";

const LINES = 100_000;
const CONSOLES = 50;

test("100,000 random lines with planted secrets, and none of them in any output", () => {
	const random = seeded(4);
	for (let i = 0; i < CONSOLES; i++) plant(random, LINES / CONSOLES);
});
