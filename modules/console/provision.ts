import { type Answer, AnswerKind, type Call, type Command, type Data, done, each, failed } from "console/command";
import type { Host } from "console/host";
import { type Installed, install } from "console/install";
import { CHUNK_MAX, LINE_MAX, readHex, Taken, TRANSFER_MAX, Transfer, toHex } from "console/transfer";
import { crc32 } from "core/crc32";
import { fromUtf8, toUtf8 } from "core/utf8";

/** Without a line for so long a transfer is over. */
const IDLE_MS = 10_000;
/** Bytes that become text at a time. */
const PIECE = 128;
const NOTHING_CHANGED = "nothing has changed";
const ERRORS: readonly string[] = Object.freeze(["", "checksum", "order", "length"]); // by Taken

/** The command by which a program sets a board up. docs/provisioning.md has the protocol. */
export const PROVISION: Command = Object.freeze({
	name: "provision",
	usage: "<length> <crc32> [fresh]",
	help: "takes a JSON settings object from a program (npm run provision), checked and saved as a whole",
	more: Object.freeze([
		"length is the object's in bytes, 16384 at most; crc32 its CRC-32 in 8 hexadecimal digits.",
		"What is not in the object stays as it is; with fresh it is unset. docs/provisioning.md has the protocol.",
	]),
	least: 2,
	most: 3,
	run: provision,
});

function provision({ host, args }: Call): Answer {
	const [lengthText, crcText, option] = args;
	const length = toLength(lengthText);
	const crc = readHex(crcText);
	const fresh = option?.toLowerCase() === "fresh";
	if (Number.isNaN(length) || crc < 0 || (option !== undefined && !fresh))
		return failed("usage", "provision: <length> <crc32> [fresh], a number, 8 hexadecimal digits");
	if (length > TRANSFER_MAX) return failed("tooLong", `provision: ${TRANSFER_MAX} bytes at most`);
	const reception = new Reception(host, length, crc, fresh);
	return {
		kind: AnswerKind.Dialogue,
		opening: reception.opening(),
		most: LINE_MAX + 1, // so that a longer one is seen as such
		idleMs: IDLE_MS,
		take: (line) => reception.take(line),
		idle: () => reception.idle(),
	};
}

/**
 * One transfer, from the command to the program's `end`. The result is told again and again until the program has said that it knows it, so
 * that no noise can leave it in doubt.
 */
class Reception {
	private readonly host: Host;
	private readonly transfer: Transfer;
	private readonly announced: Data;
	private readonly fresh: boolean;
	private installed: Installed | undefined;

	constructor(host: Host, length: number, crc: number, fresh: boolean) {
		this.host = host;
		this.transfer = new Transfer(length, crc);
		this.announced = { chunk: CHUNK_MAX, length, whole: toHex(crc), fresh };
		this.fresh = fresh;
	}

	opening(): string {
		return checked({ ok: true, next: 0, ...this.announced });
	}

	take(line: string): string | Answer {
		if (line === "") return "";
		if (this.installed) return line === "end" ? ending(this.installed) : checked(toData(this.installed));
		if (line === "abort") return failed("aborted", `provision: given up, ${NOTHING_CHANGED}`);
		if (line === "state") return checked({ ok: true, next: this.transfer.next, ...this.announced });
		const taken = this.transfer.take(line);
		if (this.transfer.complete) {
			this.installed = this.finish();
			return checked(toData(this.installed));
		}
		const { next } = this.transfer;
		return checked(taken === Taken.Yes ? { ok: true, next } : { ok: false, error: ERRORS[taken], next });
	}

	idle(): Answer {
		if (this.installed) return ending(this.installed);
		return failed("idle", `provision: nothing has come for ${IDLE_MS / 1_000} s, ${NOTHING_CHANGED}`);
	}

	private finish(): Installed {
		const bytes = this.transfer.finish();
		if (!bytes) return { ok: false, error: "whole", text: `the checksum of the whole is wrong, ${NOTHING_CHANGED}` };
		const json = toText(bytes);
		if (json === undefined) return { ok: false, error: "settings", text: `this is no UTF-8, ${NOTHING_CHANGED}` };
		return install(this.host, json, this.fresh);
	}
}

function toData(installed: Installed): Data {
	return { done: true, ...installed };
}

function ending(installed: Installed): Answer {
	if (!installed.ok) return failed(installed.error, installed.text, { done: true });
	return done(each(`${installed.keys} keys set, saved and in force`), { done: true, keys: installed.keys });
}

/** One line of JSON whose last member, crc32, is the CRC-32 of the bytes before its comma. */
function checked(data: Data): string {
	const text = JSON.stringify(data).slice(0, -1);
	const bytes = toUtf8(text) ?? new Uint8Array(0);
	return `${text},"crc32":"${toHex(crc32(bytes, 0, bytes.length))}"}`;
}

/** The text of well-formed UTF-8. In pieces, since text that grows bit by bit is copied again with every bit. */
function toText(bytes: Uint8Array): string | undefined {
	const pieces: string[] = [];
	for (let at = 0; at < bytes.length; ) {
		let end = Math.min(at + PIECE, bytes.length);
		while (end < bytes.length && end > at && (bytes[end] & 0xc0) === 0x80) end--; // between two characters
		const piece = fromUtf8(bytes, at, end);
		if (piece === undefined || end === at) return undefined;
		pieces.push(piece);
		at = end;
	}
	return pieces.join("");
}

/** A length in decimal digits, NaN when it is none. */
function toLength(text: string): number {
	if (text.length > 9) return Number.NaN;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code < 0x30 || code > 0x39) return Number.NaN;
	}
	const length = Number(text);
	return length > 0 ? length : Number.NaN;
}
