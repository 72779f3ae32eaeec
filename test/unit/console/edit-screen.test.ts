import { columnsOf } from "console/columns";
import { COMMANDS } from "console/commands";
import { Mask } from "console/mask";
import { FakeTerminal } from "fakes/console";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";

const PROMPT = "fieldfeed> ";

/** What a line is to look like. */
function shown(line: string): string {
	const mask = new Mask({ commands: COMMANDS, sensors: () => [] });
	mask.reset();
	let text = "";
	for (const character of line) text += mask.take(character.codePointAt(0) ?? 0) ? "*" : character;
	return text;
}

function check(terminal: FakeTerminal, before: string, after: string, what: string): void {
	const whole = shown(before + after);
	const head = [...whole].slice(0, [...before].length).join("");
	equal(terminal.screen.line, (PROMPT + whole).trimEnd(), what);
	equal(terminal.screen.column, PROMPT.length + columns(head), `cursor, ${what}`);
}

function columns(text: string): number {
	let sum = 0;
	for (const character of text) sum += columnsOf(character.codePointAt(0) ?? 0);
	return sum;
}

test("editing: each key leaves the line and the cursor as they should be", () => {
	const terminal = new FakeTerminal();
	const steps: readonly (readonly [keys: string, before: string, after: string])[] = [
		["set device.name ab", "set device.name ab", ""],
		["\x1b[D", "set device.name a", "b"],
		["é", "set device.name aé", "b"],
		["\x7f", "set device.name a", "b"],
		["\x01", "", "set device.name ab"],
		["\x1b[C\x06", "se", "t device.name ab"],
		["\x1b[3~", "se", " device.name ab"],
		["t", "set", " device.name ab"],
		["\x05", "set device.name ab", ""],
		["\x17", "set device.name ", ""],
		["c d", "set device.name c d", ""],
		["\x02\x02\x0b", "set device.name c", ""],
		["\x15", "", ""],
		["save\x1b[H\x1b[F\x08", "sav", ""],
		["\x1bOD\x04", "sa", ""],
		["漢字", "sa漢字", ""],
		["\x02", "sa漢", "字"],
		["e\u0301", "sa漢e\u0301", "字"],
		["\x02", "sa漢", "e\u0301字"],
		["\x1b[3~", "sa漢", "字"],
	];
	for (const [keys, before, after] of steps) {
		terminal.type(keys);
		check(terminal, before, after, JSON.stringify(keys));
	}
});

test("editing: masks are right in the middle of a line, too", () => {
	const terminal = new FakeTerminal();
	terminal.keys("set mqtt.password hunter2");
	equal(terminal.screen.line, "fieldfeed> set mqtt.password *******");
	terminal.type("\x01");
	for (let i = 0; i < 9; i++) terminal.type("\x06");
	terminal.keys("\x04\x04"); // mqtt.ssword is no key
	equal(terminal.screen.line, "fieldfeed> set mqtt.****** *******");
	terminal.keys("pa");
	ok(!terminal.output.includes("hunter2"));
	terminal.type("\x01\x0b");
	equal(terminal.screen.line, "fieldfeed>");
});

test("editing: random keys on a short line, checked against a model after each", () => {
	const random = seeded(4);
	const terminal = new FakeTerminal();
	const alphabet = "set dviceqtp.naoswr;'\"é漢 ";
	let before = "";
	let after = "";
	for (let i = 0; i < 4_000; i++) {
		const pick = random();
		if (pick < 0.6 && before.length + after.length < 30) {
			const character = alphabet[Math.floor(random() * alphabet.length)];
			before += character;
			terminal.type(character);
		} else if (pick < 0.7) {
			terminal.type("\x7f");
			before = before.slice(0, -1);
		} else if (pick < 0.78) {
			terminal.type("\x1b[3~");
			after = after.slice(1);
		} else if (pick < 0.86) {
			terminal.type("\x1b[D");
			after = before.slice(-1) + after;
			before = before.slice(0, -1);
		} else if (pick < 0.94) {
			terminal.type("\x1b[C");
			before += after.slice(0, 1);
			after = after.slice(1);
		} else if (pick < 0.96) {
			terminal.type("\x01");
			after = before + after;
			before = "";
		} else if (pick < 0.98) {
			terminal.console.line("a log line");
		} else {
			terminal.type("\x15");
			before = "";
		}
		check(terminal, before, after, `step ${i}: ${before}|${after}`);
	}
	equal(terminal.faults, []);
});

/** A long line as it is to be: keys go to it and to the terminal. */
class LongLine {
	text = "set device.name ";
	cursor = this.text.length;

	/** Presses one key, picked by a number in [0, 1). */
	press(terminal: FakeTerminal, pick: number): void {
		if (pick < 0.55) {
			const character = String.fromCharCode(0x61 + Math.floor(pick * 47));
			terminal.type(character);
			this.text = this.text.slice(0, this.cursor) + character + this.text.slice(this.cursor++);
		} else if (pick < 0.75) {
			terminal.type("\x1b[D");
			this.cursor = Math.max(0, this.cursor - 1);
		} else if (pick < 0.9) {
			terminal.type("\x1b[C");
			this.cursor = Math.min(this.text.length, this.cursor + 1);
		} else if (pick < 0.96) {
			terminal.type(pick < 0.91 ? "\x01" : "\x05");
			this.cursor = pick < 0.91 ? 0 : this.text.length;
		} else if (this.cursor > 20) {
			terminal.type("\x08");
			this.text = this.text.slice(0, this.cursor - 1) + this.text.slice(this.cursor--);
		}
	}
}

test("editing: a line longer than the row scrolls sideways in it and never wraps", () => {
	const random = seeded(9);
	const terminal = new FakeTerminal();
	const line = new LongLine();
	const columns = 79 - PROMPT.length;
	terminal.type(line.text);
	for (let i = 0; i < 3_000 && line.text.length < 900; i++) {
		line.press(terminal, random());
		if (random() < 0.05) terminal.console.line(`log ${i}`);
		const at = terminal.screen.column - PROMPT.length;
		ok(at >= 0 && at <= columns, `cursor in column ${at}`);
		const left = line.cursor - at;
		const window = shown(line.text).slice(left, left + columns);
		equal(terminal.screen.line, (PROMPT + window).trimEnd(), `step ${i}`);
	}
	ok(line.text.length > 300);
	equal(terminal.screen.wrapped, false);
});
