import { Kind, type Setting } from "settings/schema";

/** The rows of journal.*, how readings are kept: a part of settings/schema. */
export const JOURNAL_SETTINGS: readonly Setting[] = Object.freeze([
	{
		key: "journal.thin",
		kind: Kind.Flag,
		least: 0,
		most: 0,
		fallback: false,
		since: "0.1.0",
		help: "true: while the journal fills (from a half on), updates come less often, each of more samples, so that hardly any is ever evicted",
	},
]);
