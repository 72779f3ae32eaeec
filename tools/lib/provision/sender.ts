import { toHex } from "console/transfer";
import { crc32 } from "core/crc32";
import { toUtf8 } from "core/utf8";
import { encodeBase64 } from "./base64";

/** How a transfer ended. */
export interface Ending {
	readonly ok: boolean;
	/** Keys that were set. */
	readonly keys?: number;
	/** One word when it failed. */
	readonly error?: string;
	/** One line when it failed. */
	readonly text?: string;
	/** False when the board may have taken the settings all the same: the line was too noisy to find out. */
	readonly certain: boolean;
}

const enum Phase {
	Opening = 0,
	Sending = 1,
	/** The result is known; the board is to know that it is. */
	Ending = 2,
	Over = 3,
}

interface Reply {
	readonly ok?: unknown;
	readonly done?: unknown;
	readonly next?: unknown;
	readonly chunk?: unknown;
	readonly length?: unknown;
	readonly whole?: unknown;
	readonly fresh?: unknown;
	readonly keys?: unknown;
	readonly error?: unknown;
	readonly text?: unknown;
}

/** Sends without any progress before it is given up. */
const TRIES_MAX = 60;
/** Sends in vain of a size before the next smaller one: a shorter line is hit less often. */
const TRIES_A_SIZE = 4;
const CHUNK_MIN = 12;
/** The same refusal so often in a row is no noise. */
const REFUSALS = 3;
const PATIENCE_MS = 1_000;
/** With its last chunk the board checks, stretches a password, saves and puts in force. */
const PATIENCE_LAST_MS = 6_000;
/** Something came that was not understood: soon sent again, but not for each line of a heap of rubbish. */
const PATIENCE_DOUBT_MS = 100;
const SEAL = /^(.*),"crc32":"([0-9a-f]{8})"\}$/;

/**
 * The program's half of a transfer (docs/provisioning.md), without any input or output: `take` gets each line that comes, `silent` is asked
 * when none has come for `patienceMs`; what they return is sent as a line.
 */
export class Sender {
	/** Bytes that the board has. */
	acknowledged = 0;
	/** Lines sent again. */
	repeats = 0;
	ending: Ending | undefined;
	readonly #bytes: Uint8Array;
	readonly #fresh: boolean;
	readonly #whole: string;
	#phase = Phase.Opening;
	#question = "";
	#chunk = 0;
	#tries = 0;
	#doubt = false;
	#strayed = 0;
	#refusal = "";
	#refusals = 0;
	#sentAll = false;

	constructor(bytes: Uint8Array, fresh: boolean) {
		this.#bytes = bytes;
		this.#fresh = fresh;
		this.#whole = toHex(crc32(bytes, 0, bytes.length));
	}

	/** The command that begins it. */
	start(): string {
		return `provision ${this.#bytes.length} ${this.#whole}${this.#fresh ? " fresh" : ""}`;
	}

	get over(): boolean {
		return this.#phase === Phase.Over;
	}

	get patienceMs(): number {
		if (this.#doubt) return PATIENCE_DOUBT_MS;
		return this.#sentAll && this.#phase === Phase.Sending ? PATIENCE_LAST_MS : PATIENCE_MS;
	}

	/** Takes a line from the board. Returns the line to send now, undefined to wait on. */
	take(line: string): string | undefined {
		if (line === "" || this.over) return undefined;
		const reply = readSealed(line);
		if (!reply) {
			this.#unsealed(line);
			return undefined;
		}
		this.#strayed = 0;
		if (reply.done === true) return this.#done(reply);
		if (this.#phase === Phase.Ending) return undefined;
		if (reply.whole !== undefined) return this.#announced(reply);
		if (this.#phase === Phase.Opening) return this.#ask("state"); // a transfer is open: this one, or another
		return this.#answered(reply);
	}

	/** Nothing has come for `patienceMs`. Returns the line to send again, undefined when it is over. */
	silent(): string | undefined {
		this.#doubt = false;
		if (this.over) return undefined;
		if (this.#phase === Phase.Ending && this.#tries >= TRIES_A_SIZE) return this.#giveUp();
		if (++this.#tries > TRIES_MAX) return this.#giveUp();
		this.repeats++;
		if (this.#tries % TRIES_A_SIZE === 0) this.#chunk = Math.max(CHUNK_MIN, Math.floor(this.#chunk / 2));
		return this.#current();
	}

	#current(): string {
		if (this.#phase === Phase.Ending) return "end";
		if (this.#phase === Phase.Opening) return this.#question === "" ? this.start() : this.#question;
		return this.#chunkLine();
	}

	#chunkLine(): string {
		const from = this.acknowledged;
		const to = Math.min(from + this.#chunk, this.#bytes.length);
		if (to === this.#bytes.length) this.#sentAll = true;
		const text = `:${from} ${encodeBase64(this.#bytes, from, to)}`;
		return `${text} ${checksum(text)}`;
	}

	/** A line that is no reply of a transfer: rubbish, or the console itself, which is then out of the transfer. */
	#unsealed(line: string): void {
		this.#doubt = true;
		const answer = readJson(line);
		if (!answer || answer.next !== undefined) return;
		if (this.#phase === Phase.Ending) this.#phase = Phase.Over;
		else if (this.#question !== "") this.#question = "";
		else if (this.#phase === Phase.Sending && ++this.#strayed > 1) this.#phase = Phase.Opening;
		else if (this.#phase === Phase.Opening && answer.ok === false) this.#refused(answer);
	}

	#refused({ error, text }: Reply): void {
		const word = String(error);
		this.#refusals = word === this.#refusal ? this.#refusals + 1 : 1;
		this.#refusal = word;
		if (this.#refusals < REFUSALS) return;
		this.ending = { ok: false, error: word, text: String(text ?? word), certain: !this.#sentAll };
		this.#phase = Phase.Over;
	}

	#done(reply: Reply): string | undefined {
		if (this.#phase === Phase.Ending) return undefined;
		if (this.#phase === Phase.Opening) return this.#ask("end"); // one that is over and that nobody has ended
		this.#tries = 0;
		this.#phase = Phase.Ending;
		this.acknowledged = this.#bytes.length;
		this.ending =
			reply.ok === true
				? { ok: true, keys: Number(reply.keys), certain: true }
				: { ok: false, error: String(reply.error), text: String(reply.text), certain: true };
		return "end";
	}

	#announced(reply: Reply): string | undefined {
		const ours = reply.length === this.#bytes.length && reply.whole === this.#whole && reply.fresh === this.#fresh;
		if (!ours) return this.#phase === Phase.Opening ? this.#ask("abort") : undefined;
		if (this.#phase === Phase.Sending) return undefined;
		this.#question = "";
		this.#phase = Phase.Sending;
		this.#chunk = Number(reply.chunk);
		this.acknowledged = Number(reply.next);
		this.#tries = 0;
		return this.#chunkLine();
	}

	#answered({ ok, next }: Reply): string | undefined {
		const there = Number(next);
		if (there > this.acknowledged) {
			this.acknowledged = there;
			this.#tries = 0;
			this.#doubt = false;
			return this.#chunkLine();
		}
		// Behind what was acknowledged it is a stale one, or one more of a chunk that came twice.
		if (ok === false && there === this.acknowledged) this.#doubt = true;
		return undefined;
	}

	/** Asks once; again only when nothing comes, as everything else. */
	#ask(question: string): string | undefined {
		if (this.#question === question) {
			this.#doubt = true;
			return undefined;
		}
		this.#question = question;
		return question;
	}

	#giveUp(): undefined {
		this.#phase = Phase.Over;
		this.ending ??= this.#sentAll
			? {
					ok: false,
					error: "noise",
					text: "the line is too noisy to find out how it ended: run it again",
					certain: false,
				}
			: { ok: false, error: "noise", text: "the board does not answer, or the line is too noisy", certain: true };
		return undefined;
	}
}

function checksum(text: string): string {
	const bytes = toUtf8(text) ?? new Uint8Array(0);
	return toHex(crc32(bytes, 0, bytes.length));
}

/** A reply whose checksum is right. */
function readSealed(line: string): Reply | undefined {
	const match = SEAL.exec(line);
	return match && checksum(match[1]) === match[2] ? readJson(`${match[1]}}`) : undefined;
}

function readJson(text: string): Reply | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null && "ok" in value ? value : undefined;
	} catch {
		return undefined; // rubbish
	}
}
