import { deliver, row, sendAll } from "fakes/journal";
import { equal, test } from "harness";
import { NewestRows } from "journal/newest";

test("newest row: one that waits gives way to a newer one, and is counted", () => {
	const rows = new NewestRows();
	equal(
		[1, 2, 3].map((number) => rows.append(row(number), 0)),
		[true, false, false],
	);
	equal([rows.kept, rows.unsent, rows.evicted, rows.appended, rows.settled], [1, 1, 2, 3, 2]);
	equal(sendAll(rows), [3]);
});

test("newest row: what is sent stays until it is proved, and only the newest goes out again", () => {
	const rows = new NewestRows();
	rows.append(row(1), 0);
	rows.sent();
	rows.barrier();
	rows.append(row(2), 0);
	rows.sent();
	equal([rows.kept, rows.unsent], [2, 0]);
	rows.rewind();
	equal([rows.kept, rows.evicted], [1, 1]);
	equal(sendAll(rows), [2]);
	rows.proved();
	equal(rows.kept, 1, "the PINGREQ of the last connection proves nothing on this one");
	rows.rewind();
	deliver(rows, 1);
	equal([rows.kept, rows.unsent, rows.settled], [0, 0, 2]);
});
