import { saveApart } from "console/apart";
import type { Host } from "console/host";
import { importPairs } from "settings/import";
import { type Pair, readJson } from "settings/json";
import { findSetting } from "settings/key";

/** The one setting that is not kept as it is given. */
const PASSWORD = "console.password";
/** How settings/import begins its errors, for who typed the command. */
const IMPORT = "import: ";

/** What became of a settings object. */
export type Installed =
	| {
			readonly ok: true;
			/** How many were set. */
			readonly keys: number;
	  }
	| {
			readonly ok: false;
			/** One word: `settings`, `password`, `save`. */
			readonly error: string;
			/** One line; never with a value. */
			readonly text: string;
	  };

/**
 * Saves settings in JSON and puts them in force: all of them or nothing. With `fresh` every key that they do not name is unset. What a
 * person has staged stays staged (console/apart).
 */
export function install(host: Host, json: string, fresh: boolean): Installed {
	const read = readJson(json);
	if (!read.ok) return { ok: false, error: "settings", text: read.error };
	const pairs = read.value.map(
		([key, value]): Pair => (isPlain(host, key, value) ? [key, kept(host, value)] : [key, value]),
	);
	if (pairs.some(([key, value]) => value === null && findSetting(key)?.key === PASSWORD))
		return { ok: false, error: "password", text: `${PASSWORD}: 8 to 64 bytes without control characters are wanted` };
	let error = "settings";
	let keys = 0;
	const { draft } = host;
	const saved = saveApart(draft, () => {
		if (fresh) for (const key of draft.active.keys()) draft.unset(key);
		const set = importPairs(draft, pairs);
		if (!set.ok) return set.error.startsWith(IMPORT) ? set.error.slice(IMPORT.length) : set.error;
		keys = set.value.length;
		error = "save";
		return undefined;
	});
	if (typeof saved === "string") return { ok: false, error, text: saved };
	if (saved.saved) host.apply();
	return { ok: true, keys };
}

/** Whether it is a password of the console that is not in its stored form. */
function isPlain({ draft }: Host, key: string, value: unknown): value is string {
	return (
		typeof value === "string" && findSetting(key)?.key === PASSWORD && draft.active.copy().set(key, value) !== undefined
	);
}

/** The stored form of `password`: the one there is when it is the same, null when there can be none. Takes its time. */
function kept(host: Host, password: string): string | null {
	const before = host.draft.active.own(PASSWORD);
	if (typeof before === "string" && host.locks && host.verify(password)) return before;
	return host.seal(password) ?? null;
}
