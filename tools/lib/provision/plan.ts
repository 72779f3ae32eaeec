import type { Host } from "console/host";
import { install } from "console/install";
import { TRANSFER_MAX } from "console/transfer";
import { Draft } from "settings/draft";
import { readJson } from "settings/json";
import { findSetting } from "settings/key";
import { PASSWORD_MAX, PASSWORD_MIN } from "settings/password/password";
import { encodeRecord } from "settings/record";
import { Settings } from "settings/settings";

/** The form of a sealed password (settings/password/password), for its length. */
const SEALED = `pbkdf2-sha256$5000$${"0".repeat(32)}$${"0".repeat(64)}`;

/** The settings of a board as they go to it, or one line that says what is wrong, without any value. */
export type Planned =
	| {
			readonly ok: true;
			readonly bytes: Uint8Array;
			/** The board's name, "" when the settings have none. */
			readonly name: string;
			/** The settings give the console a password. */
			readonly lock: boolean;
	  }
	| { readonly ok: false; readonly error: string };

/** A column of a fleet's table. */
export interface Column {
	readonly name: string;
	readonly cell: string;
}

/**
 * The settings in JSON that boards have in `common`, with the cells of a row over them, checked by the firmware's own code. Keys come out
 * dotted, in their own spelling.
 */
export function planBoard(common: string, row: readonly Column[]): Planned {
	const read = readJson(common);
	if (!read.ok) return read;
	const settings = new Map<string, unknown>();
	for (const [key, value] of read.value) settings.set(findSetting(key)?.key ?? key, value);
	for (const { name, cell } of row) if (cell !== "") settings.set(findSetting(name)?.key ?? name, cell);
	const json = JSON.stringify(Object.fromEntries(settings));
	const installed = install(pretendedBoard(), json, true);
	if (!installed.ok) return { ok: false, error: installed.text };
	const bytes = new TextEncoder().encode(json);
	if (bytes.length > TRANSFER_MAX) return { ok: false, error: `more than ${TRANSFER_MAX} bytes of settings` };
	const name = settings.get("device.name");
	return { ok: true, bytes, name: typeof name === "string" ? name : "", lock: settings.has("console.password") };
}

/** Why the columns of a fleet's table are wrong; undefined when they are not. `port` is none of the settings. */
export function checkHeader(header: readonly string[]): string | undefined {
	const seen = new Set<string>();
	for (const [index, name] of header.entries()) {
		const key = name.toLowerCase() === "port" ? "port" : findSetting(name)?.key;
		if (key === undefined) return `column ${index + 1} is neither a key nor port`;
		if (seen.has(key)) return `${key} has two columns`;
		seen.add(key);
	}
	return undefined;
}

/** As much of a board as taking settings needs; it keeps nothing, and its passwords are sealed with nothing. */
function pretendedBoard(): Host {
	const store = {
		load: () => ({ entries: new Map<string, string>() }),
		save: (entries: ReadonlyMap<string, string>) => {
			const record = encodeRecord(entries, 1);
			if (record) return { ok: true, value: record.length } as const;
			return { ok: false, error: `more than ${TRANSFER_MAX} bytes of settings` } as const;
		},
		erase: () => ({ ok: true, value: 0 }) as const,
	};
	const board = {
		draft: new Draft({ build: new Settings(), store }),
		locks: false,
		apply: () => undefined,
		seal: (password: string) => {
			const { length } = new TextEncoder().encode(password);
			return length < PASSWORD_MIN || length > PASSWORD_MAX ? undefined : SEALED;
		},
	};
	return board as unknown as Host;
}
