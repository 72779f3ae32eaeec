import { saveApart } from "console/apart";
import type { Host } from "console/host";
import type { Draft } from "settings/draft";
import { findSetting, siblings } from "settings/key";
import { allowed } from "settings/validate";

/** Nesting deeper than this is no settings object, as in settings/settings. */
const DEPTH_MAX = 4;
/** The one setting that is not kept as it is given. */
const PASSWORD = "console.password";

/** What became of a settings object. */
export type Installed =
	| { readonly ok: true /** Members that it had. */; readonly keys: number }
	| {
			readonly ok: false;
			/** One word: `key`, `value`, `password`, `save`. */
			readonly error: string;
			/** One line; never with a value. */
			readonly text: string;
	  };

/**
 * Saves a settings object, nested or dotted, and puts it in force: all of it or nothing. null unsets a key; with `fresh` every key that it
 * does not have is unset as well. What a person has staged stays staged (console/apart).
 */
export function install(host: Host, settings: unknown, fresh: boolean): Installed {
	const { draft } = host;
	const staging = new Staging(host);
	const saved = saveApart(draft, () => {
		if (fresh) for (const key of draft.active.keys()) draft.unset(key);
		return staging.object("", settings, 1) ?? staging.password();
	});
	if (typeof saved === "string") return { ok: false, error: staging.error, text: saved };
	if (saved.saved) host.apply();
	return { ok: true, keys: staging.keys };
}

/** One settings object on its way into the draft. */
class Staging {
	keys = 0;
	error = "key";
	readonly #host: Host;
	readonly #draft: Draft;
	#password: string | undefined;

	constructor(host: Host) {
		this.#host = host;
		this.#draft = host.draft;
	}

	/** Stages every member. Returns one line for the first that cannot be. */
	object(prefix: string, json: unknown, depth: number): string | undefined {
		if (!isObject(json)) return "a JSON object with keys is wanted";
		for (const name of Object.keys(json)) {
			const wrong = this.#member(prefix + name, json[name], depth);
			if (wrong !== undefined) return wrong;
		}
		return undefined;
	}

	/** Comes last, since it takes its time. Returns one line when there is none that could be kept; what the object held is saved next. */
	password(): string | undefined {
		const password = this.#password;
		this.#password = undefined;
		this.error = "save";
		if (password === undefined) return undefined;
		if (this.#host.locks && this.#host.verify(password)) {
			const kept = this.#draft.active.own(PASSWORD);
			return kept === undefined ? undefined : this.#draft.set(PASSWORD, kept); // what `fresh` has unset
		}
		const sealed = this.#host.seal(password);
		if (sealed !== undefined && this.#draft.set(PASSWORD, sealed) === undefined) return undefined;
		this.error = "password";
		return `${PASSWORD}: this one cannot be kept: 8 to 64 bytes without control characters are wanted`;
	}

	#member(key: string, value: unknown, depth: number): string | undefined {
		const found = findSetting(key);
		if (!found) return isObject(value) && depth < DEPTH_MAX ? this.object(`${key}.`, value, depth + 1) : unknown(key);
		this.keys++;
		if (value === null) {
			this.#draft.unset(found.key);
			return undefined;
		}
		if (this.#draft.set(found.key, value) === undefined) {
			if (found.key === PASSWORD) this.#password = undefined; // its stored form, from an export
			return undefined;
		}
		if (found.key === PASSWORD && typeof value === "string") {
			this.#password = value;
			return undefined;
		}
		this.error = "value";
		return `${found.key}: allowed is ${allowed(found.setting)}`;
	}
}

/** A key is repeated only when it begins as one of ours: what does not could be anything, a password in the wrong place too. */
function unknown(key: string): string {
	const names = siblings(key);
	if (names.length === 0 || !isPlain(key)) return "a key is unknown";
	return `${key}: there is no such key; ${key.split(".")[0].toLowerCase()} has ${names.join(", ")}`;
}

function isPlain(key: string): boolean {
	if (key.length > 48) return false;
	for (let i = 0; i < key.length; i++) {
		const code = key.charCodeAt(i);
		const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
		if (!letter && !(code >= 0x30 && code <= 0x39) && code !== 0x2e && code !== 0x2d && code !== 0x5f) return false;
	}
	return true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
