import { orNothing } from "core/nothing";
import type { Result } from "core/result";
import { findSetting } from "settings/key";
import { type Entries, NO_ENTRIES } from "settings/record";
import type { Value } from "settings/schema";
import type { Settings } from "settings/settings";
import type { SettingsStorage } from "settings/storage";
import { applyEntries } from "settings/stored";
import { isSecret } from "settings/validate";

export { isSecret } from "settings/validate";

/** What a draft is given. */
export interface DraftOptions {
	/** What the build sets; what is stored goes over it. */
	readonly build: Settings;
	readonly store: SettingsStorage;
}

/** One key that `save` would change. */
export interface Change {
	readonly key: string;
	/** Never to be shown or logged. */
	readonly secret: boolean;
	/** In force now; undefined when nothing is set. */
	readonly before: Value | undefined;
	/** In force behind `save`; undefined: the fallback. */
	readonly after: Value | undefined;
}

/**
 * Settings on their way: changes are staged, checked one by one, and count for nothing until `save` has stored all of them or none.
 * Unsetting a key goes back to what the build sets. Only what differs from the build is stored, so that a newer build's own values
 * take effect. What a newer version has stored and this one cannot use (keys it does not know, values it does not take) stays stored as it
 * is, a value until its key is set.
 */
export class Draft {
	/** One line each for what was wrong with what is stored. */
	readonly problems: readonly string[];
	private readonly build: Settings;
	private readonly store: SettingsStorage;
	/** Stored entries that are not in force: of keys that this firmware does not know, or with values that it does not take. */
	private kept: Entries;
	private _active: Settings;
	/** Made when somebody looks at them. */
	private _staged: Settings | undefined;

	/** Reads what is stored. */
	constructor(options: DraftOptions) {
		const { build, store } = options;
		const { entries, problem } = store.load();
		this.build = build;
		this.store = store;
		this._active = build.copy();
		const wrong = applyEntries(this._active, entries);
		this.kept = notInForce(entries, this._active, build);
		this.problems = orNothing(problem === undefined ? wrong : [problem, ...wrong]);
	}

	/** The settings in force: as saved last. Replaced, not changed, by `save`. */
	get active(): Settings {
		return this._active;
	}

	/** The settings as they would be behind `save`. Change them by `set` and `unset` alone. */
	get staged(): Settings {
		this._staged ??= this._active.copy();
		return this._staged;
	}

	/** True while something is staged that `save` would change. */
	get changed(): boolean {
		const [staged, active] = [this._staged, this._active];
		if (!staged) return false;
		return (
			staged.keys().some((key) => staged.own(key) !== active.own(key)) || active.keys().some((key) => !staged.has(key))
		);
	}

	/** Stages one key from text or a JSON value. Returns one line that says what is wrong, or undefined. */
	set(key: string, given: unknown): string | undefined {
		return this.staged.set(key, given);
	}

	/** Stages that nothing of ours is set for `key`. Returns one line that says what is wrong, or undefined. */
	unset(key: string): string | undefined {
		const found = findSetting(key);
		if (!found) return this.staged.set(key, ""); // whose words say which keys there are
		this.staged.unset(found.key);
		const { build } = this;
		return build.has(found.key) ? this.staged.set(found.key, build.get(found.key)) : undefined;
	}

	/** What `save` would change: keys in the order in which they were set first, then those that were unset. */
	changes(): readonly Change[] {
		const keys = new Set([...this.staged.keys(), ...this._active.keys()]);
		const changes: Change[] = [];
		for (const key of keys) {
			const before = this._active.own(key);
			const after = this.staged.own(key);
			if (before === after) continue;
			changes.push({ key, secret: isSecret(findSetting(key)?.setting.kind), before, after });
		}
		return changes;
	}

	/** Stores what is staged; from then on it is in force. When it fails nothing has changed. */
	save(): Result<number> {
		const entries = this.toEntries();
		const result = this.store.save(entries);
		if (!result.ok) return result;
		this._active = this.staged;
		this._staged = undefined;
		this.kept = notInForce(entries, this._active, this.build);
		return result;
	}

	/** Forgets what is staged. */
	reload(): void {
		this._staged = undefined;
	}

	/** Erases everything stored; what is in force stays so until the board restarts. */
	erase(): Result<number> {
		const result = this.store.erase();
		if (result.ok) this.kept = NO_ENTRIES;
		return result;
	}

	private toEntries(): Entries {
		const { build } = this;
		const entries = new Map<string, string>();
		for (const key of this.staged.keys()) {
			const value = this.staged.own(key);
			if (value !== build.own(key)) entries.set(key, String(value));
		}
		for (const [key, text] of this.kept) if (!entries.has(key)) entries.set(key, text);
		return entries;
	}
}

/** Those of `entries` that make no difference: what is in force of their keys is the build's, or nothing. */
function notInForce(entries: Entries, active: Settings, build: Settings): Entries {
	const kept = new Map<string, string>();
	for (const [key, text] of entries) {
		const own = active.own(key);
		const used = findSetting(key) && (own !== build.own(key) || String(own) === text);
		if (!used) kept.set(key, text);
	}
	return kept.size > 0 ? kept : NO_ENTRIES;
}
