import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { BoardFlash, FLASH_LENGTH, SECTOR_LENGTH, SECTORS } from "../../sim/board/flash";
import { FileFlash } from "../../sim/board/flash-file";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-flash-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const FLASHES: Readonly<Record<string, () => BoardFlash>> = {
	"in memory": () => new BoardFlash(),
	"in a file": () => new FileFlash(join(folder, "any.flash")),
};

for (const [where, open] of Object.entries(FLASHES)) {
	test(`flash ${where}: erased at first; a write only clears bits, and only an erase of the sector sets them`, () => {
		const flash = open();
		assert.deepEqual(flash.read(0, FLASH_LENGTH), new Uint8Array(FLASH_LENGTH).fill(0xff));
		assert.equal(flash.write(SECTOR_LENGTH - 1, Uint8Array.of(0x0f, 0xf0)), true);
		assert.equal(flash.write(SECTOR_LENGTH - 1, Uint8Array.of(0xfc, 0xff)), true);
		assert.deepEqual(flash.read(SECTOR_LENGTH - 2, 4), Uint8Array.of(0xff, 0x0c, 0xf0, 0xff));
		assert.equal(flash.erase(0), true);
		assert.deepEqual(flash.read(SECTOR_LENGTH - 2, 4), Uint8Array.of(0xff, 0xff, 0xf0, 0xff));
		assert.equal(flash.erase(1), true);
	});

	test(`flash ${where}: what is not all inside is refused, and changes nothing`, () => {
		const flash = open();
		assert.equal(flash.write(FLASH_LENGTH - 1, Uint8Array.of(0, 0)), false);
		assert.equal(flash.read(FLASH_LENGTH - 1, 2), undefined);
		assert.equal(flash.erase(SECTORS), false);
		assert.deepEqual(flash.read(FLASH_LENGTH - 1, 1), Uint8Array.of(0xff));
	});
}

test("--storage: the flash is in the file byte by byte at once, for its owner alone, and survives being opened again", () => {
	const path = join(folder, "board.json.flash");
	const flash = new FileFlash(path);
	flash.write(100, Uint8Array.of(1, 2, 3));
	flash.write(SECTOR_LENGTH, Uint8Array.of(4));
	flash.erase(1);
	const expected = new Uint8Array(FLASH_LENGTH).fill(0xff);
	expected.set([1, 2, 3], 100);
	assert.deepEqual(Uint8Array.from(readFileSync(path)), expected);
	assert.equal(statSync(path).mode & 0o777, 0o600);
	chmodSync(path, 0o644);
	assert.deepEqual(new FileFlash(path).read(0, FLASH_LENGTH), expected);
	assert.equal(statSync(path).mode & 0o777, 0o600);
	assert.deepEqual(
		readdirSync(folder).filter((name) => name.startsWith("board")),
		["board.json.flash"],
	);
});

test("--storage: a flash of another size is refused in one line, and stays", () => {
	for (const length of [0, 1, FLASH_LENGTH - 1, FLASH_LENGTH + 1]) {
		const path = join(folder, "other.flash");
		writeFileSync(path, new Uint8Array(length));
		assert.throws(
			() => new FileFlash(path),
			(error: Error) =>
				/^--storage: .*other\.flash is no flash .*262144 bytes: choose another name$/.test(error.message),
		);
		assert.equal(statSync(path).size, length);
	}
	assert.throws(() => new FileFlash(join(folder, "none", "x")), /^Error: --storage: cannot write .*ENOENT/);
});
