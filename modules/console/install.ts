import type { Host } from "console/host";
import type { Result } from "core/result";
import { saveApart } from "settings/apart";
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
 * person has staged stays staged (settings/apart).
 */
export function install(host: Host, json: string, fresh: boolean): Installed {
	const read = readJson(json);
	if (!read.ok) return { ok: false, error: "settings", text: read.error };
	const sealed = sealedPairs(host, read.value);
	if (!sealed.ok) return { ok: false, error: "password", text: sealed.error };
	let error = "settings";
	let keys = 0;
	const { draft } = host;
	const saved = saveApart(draft, () => {
		if (fresh) for (const key of draft.active.keys()) draft.unset(key);
		const set = importPairs(draft, sealed.value);
		if (!set.ok) return set.error.startsWith(IMPORT) ? set.error.slice(IMPORT.length) : set.error;
		keys = set.value.length;
		error = "save";
		return undefined;
	});
	if (typeof saved === "string") return { ok: false, error, text: saved };
	if (saved.saved) host.apply();
	return { ok: true, keys };
}

/**
 * What is to be imported, with a password of the console as it is stored. Of several only the last is there: each costs a good part of a
 * second, and hundreds fit one import. The error is one line.
 */
export function sealedPairs(host: Host, pairs: readonly Pair[]): Result<readonly Pair[]> {
	let password: Pair | undefined;
	const sealed = pairs.filter((pair) => {
		const own = findSetting(pair[0])?.key === PASSWORD;
		if (own) password = pair;
		return !own;
	});
	if (!password) return { ok: true, value: pairs };
	const [key, given] = password;
	const value = isPlain(host, given) ? kept(host, given) : given;
	if (value === null)
		return { ok: false, error: `${PASSWORD}: 8 to 64 bytes without control characters are wanted; nothing is set` };
	sealed.push([key, value]);
	return { ok: true, value: sealed };
}

/** Whether it is a password that is not in its stored form. */
function isPlain({ draft }: Host, value: Pair[1]): value is string {
	return typeof value === "string" && draft.active.copy().set(PASSWORD, value) !== undefined;
}

/** The stored form of `password`: the one there is when it is the same, null when there can be none. Takes its time. */
function kept(host: Host, password: string): string | null {
	const before = host.draft.active.own(PASSWORD);
	if (typeof before === "string" && host.locks && host.verify(password)) return before;
	return host.seal(password) ?? null;
}
