import { type Answer, AnswerKind, type Dialogue, type SessionPort } from "console/command";
import { PROVISION } from "console/provision";
import { toUtf8 } from "core/utf8";
import type { ProvisionHost } from "fakes/provision-host";
import { Sender } from "../../tools/lib/provision/sender";

const SESSION: SessionPort = {
	setJson: () => undefined,
	level: "off",
	locked: false,
	lock: () => undefined,
	unlock: () => undefined,
};
const CR = 0x0d;
const LF = 0x0a;
/** More than any transfer of these tests takes. */
const LINES_MAX = 20_000;

/** What noise makes of one byte: none, one or several. */
export type Noise = (byte: number) => readonly number[];
export const QUIET: Noise = (byte) => [byte];

/** One command of a program, as the console runs it. */
export function provision(host: ProvisionHost, ...args: string[]): Answer {
	return PROVISION.run({ host, session: SESSION, args, json: true });
}

/** A console in JSON mode that knows no command but `provision`: bytes in, bytes out. */
export class FakeConsole {
	/** Everything that it has ever written. */
	output = "";
	readonly #host: ProvisionHost;
	#dialogue: Dialogue | undefined;
	#line = "";

	constructor(host: ProvisionHost) {
		this.#host = host;
	}

	/** True while a transfer is open. */
	get busy(): boolean {
		return this.#dialogue !== undefined;
	}

	/** Ten seconds without a line. */
	idle(): string {
		return this.#dialogue ? this.#answer(this.#dialogue.idle()) : "";
	}

	/** Takes one byte; returns what is written. */
	take(byte: number): string {
		if (byte !== CR && byte !== LF) {
			this.#line += String.fromCharCode(byte);
			return "";
		}
		const line = this.#line;
		this.#line = "";
		const reply = this.#dialogue ? this.#toDialogue(this.#dialogue, line) : this.#command(line);
		this.output += reply;
		return reply;
	}

	#toDialogue(dialogue: Dialogue, line: string): string {
		const answer = dialogue.take(line.slice(0, dialogue.most));
		return typeof answer === "string" ? `${answer}\r\n` : this.#answer(answer);
	}

	#command(line: string): string {
		const [name, ...args] = line.split(" ").filter((word) => word !== "");
		if (name === undefined) return "";
		if (name !== PROVISION.name) return '{"ok":false,"error":"unknown","text":"unknown command: help lists them"}\r\n';
		if (args.length < PROVISION.least || args.length > PROVISION.most) return '{"ok":false,"error":"usage"}\r\n';
		return this.#answer(provision(this.#host, ...args));
	}

	#answer(answer: Answer): string {
		this.#dialogue = undefined;
		if (answer.kind === AnswerKind.Dialogue) {
			this.#dialogue = answer;
			return `${answer.opening}\r\n`;
		}
		if (answer.kind === AnswerKind.Done) return `${JSON.stringify({ ok: true, ...answer.data })}\r\n`;
		if (answer.kind !== AnswerKind.Failed) throw new Error("an answer that programs do not get");
		return `${JSON.stringify({ ok: false, error: answer.code, text: answer.text, ...answer.data })}\r\n`;
	}
}

/** Sends `settings` by the tool's own sender, over a line with noise both ways; the sender afterwards, which is over. */
export function transfer(
	board: FakeConsole,
	settings: string,
	toBoard = QUIET,
	toProgram = QUIET,
	fresh = false,
): Sender {
	const sender = new Sender(toUtf8(settings) ?? new Uint8Array(0), fresh);
	let received = "";
	let next: string | undefined = sender.start();
	for (let count = 0; next !== undefined && count < LINES_MAX; count++) {
		received += send(board, `${next}\r`, toBoard, toProgram);
		next = undefined;
		while (next === undefined && received !== "") {
			const end = received.search(/[\r\n]/);
			if (end < 0) break;
			next = sender.take(received.slice(0, end));
			received = received.slice(end + 1);
		}
		const again = next ?? sender.silent();
		next = again === undefined || next !== undefined ? again : `\r${again}`;
	}
	return sender;
}

/** Sends characters through the noise; returns what comes back through it. */
export function send(board: FakeConsole, text: string, toBoard = QUIET, toProgram = QUIET): string {
	let back = "";
	for (let i = 0; i < text.length; i++) {
		for (const byte of toBoard(text.charCodeAt(i))) back += board.take(byte);
	}
	let heard = "";
	for (let i = 0; i < back.length; i++) {
		for (const byte of toProgram(back.charCodeAt(i))) heard += String.fromCharCode(byte);
	}
	return heard;
}

/** One byte in `one` is lost, doubled, flipped, or has another one in front. */
export function noise(random: () => number, one: number): Noise {
	return (byte) => {
		if (random() * one >= 1) return [byte];
		const kind = Math.floor(random() * 5);
		if (kind === 0) return [];
		if (kind === 1) return [byte, byte];
		if (kind === 2) return [byte ^ (1 << Math.floor(random() * 8))];
		if (kind === 3) return [Math.floor(random() * 256), byte];
		return [random() < 0.5 ? CR : LF, byte];
	};
}
