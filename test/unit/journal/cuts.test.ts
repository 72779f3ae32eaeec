import { cutEverywhere, type Script } from "fakes/journal-cuts";
import { ok, test } from "harness";

/** Two channels through more than a round of small sectors, nothing ever proved. */
function fill(script: Script): void {
	for (let i = 0; i < 38; i++) script.append(i % 3 === 0 ? 1 : 0);
}

/** What a link does that comes and goes, with a restart in between. */
function live(script: Script): void {
	for (let i = 0; i < 14; i++) script.append(i % 2);
	script.prove(0, 3);
	script.board.journal.gathering = true;
	for (let i = 0; i < 6; i++) script.append(0);
	script.prove(1, 10);
	script.prove(0, 5);
	script.restart();
	for (let i = 0; i < 18; i++) script.append(i % 2);
	script.prove(1, 2);
	script.flush();
}

for (const tear of ["prefix", "bits"] as const) {
	test(`journal: the power is cut while rows are written and evicted (${tear}): only what was in flight is lost (invariants C1, P1)`, () => {
		ok(cutEverywhere([3, 512], ["1", "2"], tear, 97, fill) > 10);
	});
	test(`journal: the power is cut while rows are proved, and around a restart (${tear}): only what was in flight is lost (invariants C1, P1)`, () => {
		ok(cutEverywhere([4, 512], ["1", "2"], tear, 97, live) > 10);
	});
}
