import { FakeClock } from "fakes/clock";
import { Job, LOOK_MS } from "firmware/job";
import { equal, ok, test } from "harness";

function bench(look: (job: Job) => void) {
	const clock = new FakeClock();
	const events: string[] = [];
	const job = new Job({
		clock,
		look: (one) => {
			events.push(`look ${clock.ticks}`);
			look(one);
		},
		release: () => events.push("release"),
		onDone: (problem) => events.push(`done ${problem ?? ""}`),
	});
	return { clock, events, job };
}

test("job: looks at once, never from inside, and then from time to time until it is over", () => {
	const { clock, events } = bench((job) => {
		if (job.tookMs >= 2 * LOOK_MS) job.finish("late");
	});
	equal(events, []);
	clock.advance(1_000);
	equal(events, ["look 0", `look ${LOOK_MS}`, `look ${2 * LOOK_MS}`, "release", "done late"]);
	equal(clock.pending, 0);
});

test("job: cancelled it gives back what it holds, once, and tells nothing", () => {
	const { clock, events, job } = bench(() => undefined);
	clock.advance(LOOK_MS / 2);
	job.cancel();
	job.cancel();
	job.finish();
	clock.advance(1_000);
	equal(events, ["look 0", "release"]);
});

test("job: a defect in what it looks at ends it with a line", () => {
	const { clock, events } = bench(() => {
		throw new Error("defect");
	});
	clock.advance(1_000);
	equal(events.length, 3);
	ok(events[2].startsWith("done a defect"));
	equal(clock.pending, 0);
});
