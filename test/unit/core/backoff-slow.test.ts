import { BACKOFF_BASE_MS, BACKOFF_MAX_MS, Backoff } from "core/backoff";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";

test("backoff: a slow retry waits the upper half of the cap and never more", () => {
	equal(new Backoff(() => 0).slow(), BACKOFF_MAX_MS / 2);
	equal(new Backoff(() => 0.5).slow(), BACKOFF_MAX_MS * 0.75);
	const backoff = new Backoff(seeded(5));
	for (let i = 0; i < 500; i++) {
		const wait = backoff.slow();
		ok(Number.isInteger(wait) && wait >= BACKOFF_MAX_MS / 2 && wait < BACKOFF_MAX_MS, `${wait}`);
	}
});

test("backoff: a slow retry leaves the ceiling of the next ordinary one alone", () => {
	const backoff = new Backoff(() => 0.999_999_9);
	for (let i = 0; i < 5; i++) backoff.slow();
	equal(backoff.next(), BACKOFF_BASE_MS - 1);
	backoff.slow();
	equal(backoff.next(), 2 * BACKOFF_BASE_MS - 1);
});
