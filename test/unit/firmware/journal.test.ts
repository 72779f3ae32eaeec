import { FakeBoard, STATION } from "fakes/board";
import { FakePartition } from "fakes/partition";
import { GOODBYE_MS } from "firmware/host";
import { equal, ok, test } from "harness";
import { JOURNAL, Partition } from "journal/partition";

/** A sample and a row a minute: what is summed up at half a minute is in no row yet. */
const SETTINGS = { ...STATION, "sensor.air.interval": 10, "channel.1.interval": 60, "channel.1.minInterval": 1 };
const START = Date.UTC(2026, 10, 22, 10);

/** A board with this flash that is switched on at `epoch`. */
function boot(storage: FakePartition, epoch = START, settings: object = SETTINGS): FakeBoard {
	const flash = Partition.open(storage, JOURNAL);
	if (!flash) throw new Error("the flash does not open");
	return new FakeBoard({ flash, epoch, settings });
}

function flashOf(): FakePartition {
	return new FakePartition(64, 4_096);
}

function times(published: readonly string[]): string[] {
	return published.flatMap((text) => /created_at=2026-11-22T(\S+?)Z/.exec(text)?.[1].replaceAll("%3A", ":") ?? []);
}

test("journal: a restart from the console keeps the rows, and closes before it what was summed up", () => {
	const storage = flashOf();
	const first = boot(storage);
	first.host.disconnect();
	equal(first.run(155), []);
	const closed = first.running.parts?.publisher.channels[0].rows.kept ?? 0;
	ok(closed >= 2, `${closed} rows`);
	first.host.restart();
	first.clock.advance(GOODBYE_MS);
	equal(first.system.restarts, 1);
	const second = boot(storage, START + 200_000);
	const heard = times(second.run(58));
	equal(heard, [...heard].sort());
	const before = heard.filter((time) => time < "10:03:20");
	equal(before.length, closed + 1, `${heard}: of ${closed} rows and the open one`);
	ok(before[closed] >= "10:02:20", `${heard}: the open row is the last`);
});

test("journal: behind a defect the rows go on, in RAM alone too", () => {
	for (const options of [{ flash: Partition.open(flashOf(), JOURNAL) }, {}]) {
		const board = new FakeBoard({ ...options, settings: SETTINGS, epoch: START } as never);
		board.host.disconnect();
		board.run(130);
		const kept = board.host.status().kept;
		ok(kept >= 2, `${kept} rows`);
		board.running.spoil();
		board.running.build();
		equal(board.host.status().kept, kept);
		equal(times(board.run(58)).filter((time) => time < "10:02:10").length, kept);
	}
});

test("journal: behind a defect of its own it is made anew", () => {
	const board = boot(flashOf());
	const { journal } = board.running;
	const flush = (): never => {
		throw new Error("planted");
	};
	Object.assign(journal ?? {}, { flush });
	board.running.spoil();
	equal(board.running.journal, undefined);
	board.running.build();
	ok(board.running.journal !== undefined && board.running.journal !== journal);
	ok(board.run(120).length > 0);
});

test("journal: new settings do not touch the rows", () => {
	const board = boot(flashOf());
	board.host.disconnect();
	board.run(130);
	const kept = board.host.status().kept;
	board.save({ "mqtt.keepAlive": "60" });
	board.host.apply();
	equal(times(board.run(58)).filter((time) => time < "10:02:10").length, kept);
});

test("journal: a factory reset erases it, and no reading is kept behind it", () => {
	const storage = flashOf();
	const board = boot(storage);
	board.host.disconnect();
	board.run(155);
	ok(board.host.status().kept >= 2);
	equal(board.host.factoryReset(), undefined);
	board.clock.advance(GOODBYE_MS);
	equal(board.system.restarts, 1);
	const next = boot(storage, START + 200_000);
	equal([next.host.status().kept, next.host.status().strays], [0, 0]);
	const heard = times(next.run(5));
	ok(
		heard.every((time) => time >= "10:03:20"),
		String(heard),
	);
});

test("journal: a factory reset whose flash cannot be erased says so, and restarts all the same", () => {
	const storage = flashOf();
	const board = boot(storage);
	board.host.disconnect();
	board.run(130);
	storage.broken.add("eraseBlock");
	storage.broken.add("write");
	equal(board.host.factoryReset(), undefined);
	ok(board.monitor.lastError.includes("readings may be left in the flash"), board.monitor.lastError);
	board.clock.advance(GOODBYE_MS);
	equal(board.system.restarts, 1);
});
