import { type Answer, AnswerKind, type Call, type Command, done, failed } from "console/command";
import { FakeTerminal } from "fakes/console";
import { equal, ok, test } from "harness";

function row(name: string, run: (call: Call) => Answer): Command {
	return { name, usage: "", help: "a command of a test", least: 0, most: 0, run };
}

function terminal(...commands: readonly Command[]): FakeTerminal {
	return new FakeTerminal({ commands });
}

test("answers: an exception in a command is one line, which holds nothing of its message, and the console goes on", () => {
	const broken = row("broken", () => {
		throw new TypeError("hunter2");
	});
	const late = row("late", () =>
		done(() => {
			throw new RangeError("hunter2");
		}),
	);
	const asking = row("asking", () => ({
		kind: AnswerKind.Ask,
		prompt: "?",
		hidden: false,
		take: () => {
			throw "hunter2";
		},
	}));
	const it = terminal(
		broken,
		late,
		asking,
		row("fine", () => done("fine")),
	);
	equal(it.run("broken; fine"), [
		'a defect was caught in "broken" (TypeError): it was given up, the console goes on',
		"not run: fine",
	]);
	ok(it.run("late")[0].includes("RangeError"));
	it.run("asking");
	ok(it.run("x")[0].includes("exception"));
	equal(it.run("fine"), ["fine"]);
	ok(!it.output.includes("hunter2"));
	equal(it.faults, []);
});

test("answers: a batch stops at the first failure and says what was not run", () => {
	const ran: string[] = [];
	const good = row("good", () => {
		ran.push("good");
		return done();
	});
	const bad = row("bad", () => failed("code", "it went wrong"));
	const it = terminal(good, bad);
	equal(it.run("good; bad; good; hunter2"), ["it went wrong", "not run: good, ?"]);
	equal(ran, ["good"]);
});

test("answers: a batch of very many commands runs, without a deep stack", () => {
	let count = 0;
	const it = terminal(
		row("a", () => {
			count++;
			return done("ok");
		}),
	);
	it.run("a; ".repeat(340));
	equal(count, 340);
	equal(it.faults, []);
});

test("answers: a question takes the next line; the batch goes on behind its answer; Ctrl-C and Ctrl-D give up", () => {
	const asked: string[] = [];
	const ask = row("ask", () => ({
		kind: AnswerKind.Ask,
		prompt: "name?",
		hidden: false,
		lines: () => undefined,
		choices: ["shed", "barn"],
		take: (text) => {
			asked.push(text);
			return done(`it is ${text}`);
		},
	}));
	const it = terminal(
		ask,
		row("next", () => done("next ran")),
	);
	it.type("ask; next\r");
	equal(it.screen.line, "name?");
	it.type("sh\t");
	equal(it.screen.line, "name? shed");
	it.type("\r");
	ok(it.output.endsWith("it is shed\r\nnext ran\r\nfieldfeed> "));
	for (const key of ["\x03", "\x04"]) {
		it.type("ask; next\r");
		it.take();
		it.type(key);
		equal(it.take(), "\r\ncancelled\r\nnot run: next\r\nfieldfeed> ");
	}
	equal(asked, ["shed"]);
});

test("answers: a hidden question shows stars, and none of them when it is over", () => {
	const it = terminal(
		row("ask", () => ({ kind: AnswerKind.Ask, prompt: "secret?", hidden: true, take: () => done("thanks") })),
	);
	it.type("ask\rhunter2");
	equal(it.screen.line, "secret? *******");
	it.type("\r");
	ok(!it.output.includes("hunter2"));
});

test("answers: a long answer is pulled as there is room, and no line of it is lost", () => {
	let made = 0;
	const long = row("long", () => done(() => (made < 5_000 ? `line ${made++}` : undefined)));
	const it = new FakeTerminal({ commands: [long], room: 1_024 });
	it.type("long\r");
	ok(made < 200, `${made} lines were made for 1 KB of room`);
	while (made < 5_000) it.makeRoom(97);
	it.makeRoom(100_000);
	equal(it.overrun, false);
	const lines = it.output.split("\r\n").filter((line) => line.startsWith("line "));
	equal([lines.length, lines[4_999]], [5_000, "line 4999"]);
});

test("answers: a line longer than the port's room goes out in pieces, whole", () => {
	const text = `${"é€\u{1f600}x".repeat(2_000)}`;
	const it = new FakeTerminal({ commands: [row("long", () => done(text))], room: 1_024 });
	it.type("long\r");
	for (let i = 0; i < 3_000; i++) it.makeRoom(7);
	equal(it.overrun, false);
	ok(it.output.includes(`${text}\r\n`));
});

test("answers: Ctrl-C ends a long answer and what would follow it", () => {
	let made = 0;
	const long = row("long", () => done(() => (made < 5_000 ? `line ${made++}` : undefined)));
	const it = new FakeTerminal({ commands: [long], room: 2_048 });
	it.type("long; long\r");
	it.type("\x03");
	it.makeRoom(1_000_000);
	ok(made < 200);
	ok(it.output.endsWith("cancelled\r\nnot run: long\r\nfieldfeed> "));
});
