import { deliver, JournalBoard, row } from "fakes/journal";
import { Update } from "feed/payload";
import { equal, ok } from "harness";
import type { Flash } from "journal/flash";
import { ERASE_STEPS, NorFlash, PowerCut, type Tear } from "../../sim/flash/nor";

const EPOCH = Date.UTC(2026, 10, 22, 10, 0, 0);
const SETTLED_UNMARKED = 8;

/** What happened to a channel's rows, which are numbered from 1 on. */
class Truth {
	/** Rows whose append came back, and proved ones: always the oldest. */
	appended = 0;
	proved = 0;
	/** As the journal counted them. */
	evicted = 0;
	/** Of the rows appended, those that may be in RAM only. */
	loose = 0;
}

/** One write or erase, with what was true when it began. */
interface Operation {
	readonly bytes: Uint8Array | undefined;
	readonly offset: number;
	readonly truths: readonly Truth[];
}

/** A script is run on this: it does what a board does, and takes note. */
export class Script {
	readonly truths: Truth[] = [];
	board: JournalBoard;
	readonly #flash: Flash;
	readonly #names: readonly string[];
	#epoch = EPOCH;
	#update = new Update();

	constructor(flash: Flash, names: readonly string[]) {
		this.#flash = flash;
		this.#names = names;
		for (const _ of names) this.truths.push(new Truth());
		this.board = new JournalBoard(flash, 8, EPOCH);
	}

	append(channel: number): void {
		const { clock, journal } = this.board;
		const truth = this.truths[channel];
		clock.advance(2_000);
		journal.rows(this.#names[channel]).append(row(truth.appended + 1), clock.ticks);
		truth.appended++;
		if (journal.gathering) truth.loose++;
		else for (const each of this.truths) each.loose = 0;
		this.#note();
	}

	/** Proves rows one by one. */
	prove(channel: number, count: number): void {
		const rows = this.board.journal.rows(this.#names[channel]);
		for (let i = 0; i < count && rows.peek(this.#update); i++) {
			this.truths[channel].proved = Math.round(this.#update.values[0]);
			deliver(rows, 1);
			this.#note();
		}
	}

	flush(): void {
		this.board.journal.flush();
		for (const each of this.truths) each.loose = 0;
		this.#note();
	}

	restart(): void {
		this.flush();
		this.#epoch += this.board.clock.ticks + 10_000;
		this.board = new JournalBoard(this.#flash, 8, this.#epoch);
	}

	#note(): void {
		this.truths.forEach((truth, i) => {
			truth.evicted = this.board.journal.rows(this.#names[i]).evicted;
		});
	}
}

/** Flash that writes down what is done to it. */
class Recorder implements Flash {
	readonly sectors: number;
	readonly sectorLength: number;
	readonly operations: Operation[] = [];
	script: Script | undefined;
	readonly #nor: NorFlash;

	constructor(nor: NorFlash) {
		this.#nor = nor;
		this.sectors = nor.sectors;
		this.sectorLength = nor.sectorLength;
	}
	read(target: Uint8Array, offset: number): boolean {
		return this.#nor.read(target, offset);
	}
	write(bytes: Uint8Array, offset: number): boolean {
		this.operations.push({ bytes: bytes.slice(), offset, truths: this.#truths() });
		return this.#nor.write(bytes, offset);
	}
	erase(sector: number): boolean {
		this.operations.push({ bytes: undefined, offset: sector, truths: this.#truths() });
		return this.#nor.erase(sector);
	}
	#truths(): Truth[] {
		return (this.script?.truths ?? []).map((truth) => Object.assign(new Truth(), truth));
	}
}

/**
 * Runs `play` once, then cuts the power in every `stride`th step of all that it wrote to flash, and looks each time at what a board finds
 * when it comes up again. Returns how many cuts there were.
 */
export function cutEverywhere(
	geometry: readonly [sectors: number, length: number],
	names: readonly string[],
	tear: Tear,
	stride: number,
	play: (script: Script) => void,
): number {
	const recorder = new Recorder(new NorFlash(...geometry));
	recorder.script = new Script(recorder, names);
	play(recorder.script);
	const image = new NorFlash(...geometry);
	let step = 0;
	let cuts = 0;
	for (const operation of recorder.operations) {
		const { bytes, offset, truths } = operation;
		const steps = bytes ? bytes.length : ERASE_STEPS;
		for (let done = 0; done < steps; done++, step++) {
			if (step % stride > 0) continue;
			const torn = tearAt(image, operation, done, tear, step);
			cuts++;
			const message = `${tear}, ${bytes ? `byte ${done} of ${steps} at ${offset}` : `erase of ${offset}, ${done}/8`}, step ${step}`;
			truths.forEach((truth, i) => {
				look(torn, names[i], truth, message);
			});
			goOn(torn, names, truths, message);
		}
		if (bytes) image.write(bytes, offset);
		else image.erase(offset);
	}
	return cuts;
}

/** The flash behind a cut within `operation`, when `done` of its steps were done. */
function tearAt(image: NorFlash, operation: Operation, done: number, tear: Tear, seed: number): NorFlash {
	const torn = new NorFlash(image.sectors, image.sectorLength, seed + 1, image.bytes);
	torn.cutAfter(done, tear);
	try {
		if (operation.bytes) torn.write(operation.bytes, operation.offset);
		else torn.erase(operation.offset);
	} catch (error) {
		if (!(error instanceof PowerCut)) throw error;
	}
	torn.powerOn();
	return torn;
}

/** What of the channel is there again is what should be, and the counts are exact. */
function look(flash: NorFlash, name: string, truth: Truth, message: string): void {
	const board = new JournalBoard(new NorFlash(flash.sectors, flash.sectorLength, 1, flash.bytes), 8, EPOCH);
	const rows = board.open(name);
	const { kept, evicted } = rows;
	const update = new Update();
	let first = 0;
	let last = 0;
	let time = 0;
	while (rows.peek(update)) {
		const number = Math.round(update.values[0]);
		equal(update.values, row(number), message);
		if (first === 0) first = number;
		else equal(number, last + 1, `${message}: in order, none left out`);
		ok(update.time > time, `${message}: stamps rise`);
		time = update.time;
		last = number;
		rows.sent();
	}
	equal([rows.kept, rows.spoilt], [kept, 0], `${message}: what it says it keeps can be read`);
	if (last > 0)
		ok(last >= truth.appended - truth.loose && last <= truth.appended + 1, `${message}: ${last} is the last`);
	const before = first > 0 ? first - 1 : truth.appended - truth.loose;
	if (first === 0) ok(truth.proved + evicted >= before, `${message}: rows are lost`);
	const unproved = Math.max(0, before - truth.proved);
	ok(
		evicted >= unproved,
		`${message}: ${before} before the first one kept, ${truth.proved} proved, ${evicted} evicted`,
	);
	ok(
		evicted <= unproved + Math.min(truth.evicted + SETTLED_UNMARKED, truth.proved + truth.evicted),
		`${message}: ${evicted} evicted`,
	);
	if (truth.proved === 0) equal(evicted, unproved, `${message}: evicted rows are counted exactly`);
	equal(board.log.take(), [], message);
}

/** The board goes on: new rows come in behind those, and again after a restart. */
function goOn(flash: NorFlash, names: readonly string[], truths: readonly Truth[], message: string): void {
	const board = new JournalBoard(flash, 8, EPOCH + 1_000_000);
	const ends = names.map((name) => lastOf(board, name));
	names.forEach((name, i) => {
		for (let number = ends[i] + 1; number <= ends[i] + 3; number++)
			board.journal.rows(name).append(row(number), board.clock.ticks);
	});
	const again = new JournalBoard(flash, 8, EPOCH + 2_000_000);
	names.forEach((name, i) => {
		equal(lastOf(again, name), ends[i] + 3, `${message}: the next boot has what this one took`);
		equal(again.journal.rows(name).spoilt, 0, message);
	});
	ok(truths.length === names.length);
}

function lastOf(board: JournalBoard, name: string): number {
	const rows = board.open(name);
	const update = new Update();
	let last = 0;
	while (rows.peek(update)) {
		const number = Math.round(update.values[0]);
		ok(last === 0 || number === last + 1, "in order");
		last = number;
		rows.sent();
	}
	rows.rewind();
	return last;
}
