import type { Plant } from "./plant";

const ROWS = "modules/journal/channel-rows.ts";
const STAMP = "modules/journal/stamp.ts";

/** Plants in the journal and its flash. */
export const JOURNAL_PLANTS: readonly Plant[] = [
	{
		name: "stamps-not-rising",
		what: "created_at does not rise when the clock steps back",
		rules: ["C1", "C2", "C3"],
		patches: [
			{
				file: STAMP,
				find: "sampled < before - STEP_BACK_S ? sampled : Math.max(sampled, before + 1);",
				replace: "Math.max(sampled, before - STEP_BACK_S);",
			},
		],
	},
	{
		name: "eviction-not-counted",
		what: "rows that have to go are not counted",
		rules: ["C1"],
		patches: [{ file: ROWS, find: "evict(): void {\n\t\tthis.#evicted++;", replace: "evict(): void {" }],
	},
];
