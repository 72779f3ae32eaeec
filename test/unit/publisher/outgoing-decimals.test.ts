/** How many decimals a row of other settings has says nothing of the rows behind it. */

import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan, fieldPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { ramJournal } from "fakes/ram-journal";
import { FIELDS } from "feed/payload";
import { equal, test } from "harness";
import { Outgoing } from "publisher/outgoing";

/** What is sent, with two decimals planned for field1 and none for the others, of rows with these values. */
function sent(rows: readonly (readonly [first: number, third: number])[]): readonly string[] {
	const kept = ramJournal(new FakeClock(0)).rows("1");
	const outgoing = new Outgoing(channelPlan({ fields: [fieldPlan({ digits: 2 })] }), new RecordingLog(), undefined);
	const port = new FakePort();
	for (const [first, third] of rows) {
		const values = new Float64Array(FIELDS).fill(Number.NaN);
		values.set([first, Number.NaN, third]);
		kept.append(values, 0);
	}
	while (kept.unsent > 0) outgoing.send(port, kept, 0);
	return port.take().map((line) => line.split(" ")[1]);
}

test("outgoing: a row with more decimals than are planned keeps them, and the next one has those that are planned", () => {
	equal(
		sent([
			[21.5, Number.NaN],
			[21.125, Number.NaN],
			[21.5, Number.NaN],
		]),
		["field1=21.50", "field1=21.125", "field1=21.50"],
	);
});

test("outgoing: a field that is not planned has the decimals that its value needs, each time anew", () => {
	equal(
		sent([
			[1, 7.25],
			[1, 7],
			[Number.NaN, 7.5],
		]),
		["field1=1.00&field3=7.25", "field1=1.00&field3=7", "field3=7.5"],
	);
});
