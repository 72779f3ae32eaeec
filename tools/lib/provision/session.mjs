/** So often, a second each, a board may miss it: opening a port restarts some. */
const KNOCKS = 12;
const KNOCK_MS = 1_000;
/** A board that has more to say does not listen to us. */
const LINES_MAX = 100;
const ANSWER_MS = 5_000;
const TRIES = 4;
/** Ctrl-C ends what is under way, Ctrl-U clears the line. */
const CLEAR = "\x03\x15\r";

/** Talks with a board's console in JSON mode over a Line (serial.mjs). */
export class Session {
	#line;
	/** The console was found locked. */
	wasLocked = false;
	/** Its answer to `version`, once it is awake. */
	version;

	constructor(line) {
		this.#line = line;
	}

	/** Wakes the console and puts it in JSON mode; `password` is asked for the console's when it is locked. */
	async wake(password) {
		for (let i = 0; i < KNOCKS; i++) {
			await this.#line.send(CLEAR);
			await this.#line.quiet(50);
			const state = await this.#knock();
			if (state === "json") return this.#greet(password);
			if (state === "transfer") await this.#line.send("end\rabort\r"); // which a program has left open
		}
		throw new Error(
			this.#line.heard
				? "something answers, but not fieldfeed's console: is the baud rate 115200, and no debug build on the board?"
				: "nobody answers: is this the board's port, is fieldfeed on it, is it no debug build, and no other program there?",
		);
	}

	/**
	 * Sends one command and gives its answer, an object with `ok`. Sent again when none comes, or a line that noise has torn, which was it:
	 * in JSON mode there is no other. So only for what may run twice.
	 */
	async command(text, { ms = ANSWER_MS, tries = TRIES } = {}) {
		for (let i = 0; i < tries; i++) {
			await this.#line.quiet(20);
			await this.#line.send(`${text}\r`);
			const line = await this.#line.next(ms);
			const answer = line === undefined ? undefined : readAnswer(line);
			if (answer) return answer;
		}
		throw new Error("the board does not answer any more");
	}

	/** Runs a transfer (sender.ts) to its end. `progress` gets the bytes that the board has. */
	async transfer(sender, progress) {
		await this.#line.quiet(20);
		await this.#line.send(`${sender.start()}\r`);
		while (!sender.over) {
			const line = await this.#line.next(sender.patienceMs);
			const text = line === undefined ? sender.silent() : sender.take(line);
			if (line === undefined && text !== undefined) await this.#line.send("\r"); // ends what noise has left of a line
			if (text !== undefined) await this.#line.send(`${text}\r`);
			progress(sender.acknowledged);
		}
		if (sender.ending.error === "noise") await this.#line.send("\rabort\r"); // it would wait on for ten seconds
		return sender.ending;
	}

	async #knock() {
		await this.#line.send("json on\r");
		for (let i = 0; i < LINES_MAX; i++) {
			const line = await this.#line.next(KNOCK_MS);
			if (line === undefined) return "";
			const answer = readAnswer(line);
			if (answer?.crc32 !== undefined) return "transfer";
			if (answer?.ok === true) return "json";
		}
		return "";
	}

	async #greet(password) {
		this.version = await this.command("version");
		if (this.version.error !== "locked") return;
		this.wasLocked = true;
		const word = await password();
		if (word === undefined) throw new Error("the console is locked: --password-file is wanted");
		// Once: a wrong one costs a wait.
		const answer = await this.command(`unlock "${word.replace(/["\\]/g, "\\$&")}"`, { tries: 1 });
		if (!answer.ok)
			throw new Error(`the console is locked, and this is not its password: ${answer.text ?? answer.error}`);
		this.version = await this.command("version");
	}
}

/** An answer of the console's JSON mode. */
function readAnswer(line) {
	const from = line.indexOf('{"ok":'); // behind a prompt, when JSON mode begins
	if (from < 0) return undefined;
	try {
		return JSON.parse(line.slice(from));
	} catch {
		return undefined; // torn, or a log line that looks like one
	}
}
