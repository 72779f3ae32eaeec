import { FakePartition } from "fakes/partition";
import { equal, test } from "harness";
import { JOURNAL, Partition } from "journal/partition";

function opened(storage: FakePartition): Partition {
	const partition = Partition.open(storage, JOURNAL);
	if (!partition) throw new Error("it did not open");
	return partition;
}

test("partition: sectors, reads, writes and erases are those of the flash", () => {
	const storage = new FakePartition(3, 16);
	const partition = opened(storage);
	equal([partition.sectors, partition.sectorLength], [3, 16]);
	equal(partition.write(Uint8Array.of(1, 2), 15), true);
	const target = new Uint8Array(4);
	equal(partition.read(target.subarray(1, 3), 15), true);
	equal(Array.from(target), [0, 1, 2, 0]);
	equal(partition.erase(1), true);
	equal(Array.from(storage.bytes.subarray(14, 18)), [255, 1, 255, 255]);
});

test("partition: what throws is a false", () => {
	const storage = new FakePartition(3, 16);
	const partition = opened(storage);
	equal(partition.read(new Uint8Array(2), 47), false);
	equal(partition.write(new Uint8Array(2), 47), false);
	equal(partition.erase(3), false);
	for (const what of ["read", "write", "eraseBlock"] as const) storage.broken.add(what);
	equal(partition.read(new Uint8Array(1), 0), false);
	equal(partition.write(new Uint8Array(1), 0), false);
	equal(partition.erase(0), false);
});

test("partition: none of that name, or one that does not tell its size, is undefined, and nothing stays open", () => {
	const storage = new FakePartition(3, 16);
	equal(Partition.open(storage, "other"), undefined);
	storage.broken.add("status");
	equal(Partition.open(storage, JOURNAL), undefined);
	equal(storage.opened, 0);
});
