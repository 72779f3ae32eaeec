import type { Draft } from "settings/draft";

/**
 * Stages by `stage` and saves, or changes nothing, apart from what a person has staged and not saved: that is neither saved along nor lost.
 * Gives whether there was anything to save; or one line that says why not, never with a secret. `stage` returns such a line to give it up.
 */
export function saveApart(draft: Draft, stage: () => string | undefined): { readonly saved: boolean } | string {
	const pending = draft.changes();
	draft.reload();
	const outcome = stageAndSave(draft, stage);
	if (typeof outcome === "string") draft.reload();
	for (const { key, after } of pending) {
		if (after === undefined) draft.unset(key);
		else draft.set(key, after);
	}
	return outcome;
}

function stageAndSave(draft: Draft, stage: () => string | undefined): { readonly saved: boolean } | string {
	const problem = stage();
	if (problem !== undefined) return problem;
	if (!draft.changed) return { saved: false }; // spares the flash where a program repeats itself
	const saved = draft.save();
	return saved.ok ? { saved: true } : saved.error;
}
