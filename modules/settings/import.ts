import type { Result } from "core/result";
import { credentialKey, readCredentials, toCredentials } from "settings/credentials";
import type { Draft } from "settings/draft";
import { type Pair, readJson } from "settings/json";
import { findSetting, keyGroups, siblingWords } from "settings/key";
import { isPem } from "settings/pem";
import { holdsPrivateKey } from "settings/private-key";
import { allowed, checkValue } from "settings/validate";

/** The longest text that is taken, in characters: as much as the settings' storage holds. */
export const IMPORT_MAX = 16_384;

/** Credentials with everything around them are shorter than this, and it bounds what each line of another text costs. */
const CREDENTIALS_MAX = 2_048;
const HEAD = "-----BEGIN CERTIFICATE-----";
const FOOT = "-----END CERTIFICATE-----";
/** The end of a private key's last line, whatever its form. */
const KEY_FOOT = "PRIVATE KEY-----";
const BYTE_ORDER_MARK = 0xfeff;

/**
 * What a text was recognised as: settings in JSON, ThingSpeak's downloaded credentials, or PEM: certificates alone (roots), a client certificate
 * with its private key, a private key alone.
 */
export type ImportFormat = "settings" | "credentials" | "certificates" | "client" | "key";

/** What a text sets. */
export interface Imported {
	readonly format: ImportFormat;
	/** Keys as they were written, and their values, not checked yet. Not to be shown. */
	readonly pairs: readonly Pair[];
}

/**
 * Reads what someone pasted or a program sent; which kind it is shows itself. The error is one line that never quotes the text: secrets
 * are in it.
 */
export function readImport(text: string): Result<Imported> {
	if (text.length > IMPORT_MAX) return failed(`more than ${IMPORT_MAX} characters`);
	if (text[begin(text)] === "{") return readObject(text);
	if (text.includes("-----BEGIN ")) return readPem(text);
	const found = readCredentials(toLines(text).slice(begin(text)));
	if (found.length > 0) return toImported("credentials", toCredentials(found));
	return failed("neither settings in JSON, nor ThingSpeak's credentials, nor a certificate or a private key in PEM");
}

/**
 * Stages what `text` sets, all of it or nothing. Returns the keys that were set, in their own spelling; the error is one line that never
 * holds a value, nor a key that is not known.
 */
export function importInto(draft: Draft, text: string): Result<readonly string[]> {
	const read = readImport(text);
	return read.ok ? importPairs(draft, read.value.pairs) : read;
}

/** As `importInto`, of what `readImport` has read. */
export function importPairs(draft: Draft, pairs: readonly Pair[]): Result<readonly string[]> {
	if (pairs.length === 0) return failed("there is no setting in it");
	let last = "at its start";
	for (const [key, value] of pairs) {
		const found = findSetting(key);
		if (!found) return failed(`an unknown key, ${last}${known(key)}; nothing is set`);
		if (!checkValue(found.setting, found.key, value).ok)
			return failed(`${found.key}: allowed is ${allowed(found.setting)}; nothing is set`);
		last = `behind ${found.key}`;
	}
	const keys = new Set<string>();
	for (const [key, value] of pairs) {
		draft.set(key, value);
		keys.add(findSetting(key)?.key ?? key);
	}
	return { ok: true, value: [...keys] };
}

/** Whether a pasted text is complete. */
export const enum Ending {
	/** There is more to come. */
	No = 0,
	/** It can be taken; but when more comes at once, that belongs to it: another certificate of a chain. */
	Pause = 1,
	/** Nothing can follow. */
	Yes = 2,
}

/**
 * Whether `text`, which grows line by line, is complete: a JSON object whose braces are balanced is; certificates and a
 * private key up to a whole one's END line, and credentials of which every part is there, are when nothing follows. Cheap for a text that cannot end yet.
 */
export function importEnds(text: string): Ending {
	let end = text.length;
	while (end > 0 && text.charCodeAt(end - 1) <= 0x20) end--;
	if (end === 0 || text.length > IMPORT_MAX) return Ending.No;
	const last = text[end - 1];
	const start = begin(text);
	if (text[start] === "{") return last === "}" && isBalanced(text, start, end) ? Ending.Yes : Ending.No;
	const head = text.lastIndexOf("-----BEGIN ");
	if (head >= 0) return endsPem(text, head) ? Ending.Pause : Ending.No;
	return text.length < CREDENTIALS_MAX && toCredentials(readCredentials(toLines(text))).ok ? Ending.Pause : Ending.No;
}

/** Whether the last block of PEM, which begins at `head`, is a whole one of those that are wanted. */
function endsPem(text: string, head: number): boolean {
	if (holdsPrivateKey(text.slice(head))) {
		const end = text.indexOf("-----END ", head);
		return end >= 0 && text.indexOf(KEY_FOOT, end) >= 0;
	}
	return text.indexOf(FOOT, head) > 0 && isPem(text, IMPORT_MAX);
}

/** Where `text` begins, behind a byte order mark and blanks. */
function begin(text: string): number {
	let start = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
	while (text.charCodeAt(start) <= 0x20) start++;
	return start;
}

/** The text with every line ended by LF. */
function toLines(text: string): string {
	return text.includes("\r") ? text.split("\r\n").join("\n").split("\r").join("\n") : text;
}

/** Credentials when it has two of their names and nothing that is a setting; else settings. */
function readObject(text: string): Result<Imported> {
	const read = readJson(text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text);
	if (!read.ok) return failed(read.error);
	const names = read.value.filter(([key]) => credentialKey(key) !== undefined).length;
	if (names >= 2 && !read.value.some(([key]) => findSetting(key)))
		return toImported("credentials", toCredentials(read.value));
	return { ok: true, value: { format: "settings", pairs: read.value } };
}

/** Certificates with a private key are the client's; without one they are roots. */
function readPem(text: string): Result<Imported> {
	const secret = holdsPrivateKey(text);
	const certificates = text.includes(HEAD) ? readCertificates(text) : undefined;
	if (!certificates && !secret) return failed("a PEM of another kind: certificates or a private key are wanted");
	if (!certificates) return { ok: true, value: { format: "key", pairs: [["mqtt.key", text]] } };
	if (!certificates.ok) return certificates;
	const { value } = certificates;
	if (!secret) return { ok: true, value: { format: "certificates", pairs: [["mqtt.ca", value]] } };
	const pairs: Pair[] = [
		["mqtt.certificate", value],
		["mqtt.key", text],
	];
	return { ok: true, value: { format: "client", pairs } };
}

/** The certificates alone, without the text around them; blanks and line ends within become one LF. */
function readCertificates(text: string): Result<string> {
	const lines: string[] = [];
	for (let at = text.indexOf(HEAD); at >= 0; at = text.indexOf(HEAD, at)) {
		const foot = text.indexOf(FOOT, at);
		if (foot < 0) return failed("a certificate has no end");
		lines.push(HEAD);
		pushWords(lines, text, at + HEAD.length, foot);
		lines.push(FOOT);
		at = foot;
	}
	lines.push("");
	return { ok: true, value: lines.join("\n") };
}

/** Adds what stands between blanks and line ends in text[from..to), without a copy of it all: a chain may fill a board's heap. */
function pushWords(lines: string[], text: string, from: number, to: number): void {
	let start = from;
	for (let at = from; at <= to; at++) {
		if (at < to && text.charCodeAt(at) > 0x20) continue;
		if (at > start) lines.push(text.slice(start, at));
		start = at + 1;
	}
}

/** Whether text[from..to) is one object up to its last brace, braces in strings aside. */
function isBalanced(text: string, from: number, to: number): boolean {
	let depth = 0;
	let quoted = false;
	for (let i = from; i < to; i++) {
		const code = text.charCodeAt(i);
		if (code === 0x5c && quoted) i++;
		else if (code === 0x22) quoted = !quoted;
		else if (!quoted && (code === 0x7b || code === 0x7d)) {
			depth += code === 0x7b ? 1 : -1;
			if (depth === 0) return i === to - 1;
		}
	}
	return false;
}

/** What there is instead of an unknown key, without repeating any of it but the name of a group that exists. */
function known(key: string): string {
	return `: ${siblingWords(key) ?? `keys start with ${keyGroups()}`}`;
}

function toImported(format: ImportFormat, read: Result<readonly Pair[]>): Result<Imported> {
	return read.ok ? { ok: true, value: { format, pairs: read.value } } : failed(read.error);
}

function failed(error: string): { readonly ok: false; readonly error: string } {
	return { ok: false, error: error.startsWith("import: ") ? error : `import: ${error}` };
}
