import type { Plant } from "./plant";

const JOURNAL = "modules/journal/journal.ts";
const ACCOUNT = "modules/journal/account.ts";
const DATING = "modules/journal/dating.ts";
const EVICTION = "modules/journal/eviction.ts";
const SECTORS = "modules/journal/sectors.ts";
const LOG = "modules/journal/flash-log.ts";

/** Plants in the journal and its flash. */
export const JOURNAL_PLANTS: readonly Plant[] = [
	{
		name: "crc-skipped",
		what: "half a record, or a rotten one, is taken for whole",
		rules: ["C1", "C2", "C3", "P1"],
		patches: [
			{
				file: SECTORS,
				find: "return this.view.getUint32(at + CRC) === this.seal(bytes, at, address, accounts) ? kind : -1;",
				replace: "return this.seal(bytes, at, address, accounts) === -1 ? -1 : kind;",
			},
		],
		lot: {
			days: 10,
			kinds: ["broker-down", "bit-rot", "flash-cut-bits", "flash-cut-prefix"],
			everyHours: 2,
			mostHours: 24,
			sectors: 4,
			minutes: 5,
		},
	},
	{
		name: "ram-alone",
		what: "rows are not written to flash until the ring is full",
		rules: ["C1", "P1"],
		patches: [
			{ file: JOURNAL, find: "if (!this._gathering) this.spill();", replace: "" },
			{ file: JOURNAL, find: "if (!gathering) this.spill();", replace: "" },
		],
		lot: { days: 5, kinds: ["broker-down", "power-cut"], mostHours: 12 },
	},
	{
		name: "tail-before-mark",
		what: "a channel's mark says that all of its rows are settled",
		rules: ["C1", "P1"],
		patches: [
			{
				file: ACCOUNT,
				find: "view.setUint32(TAIL, this.tail);",
				replace: "view.setUint32(TAIL, this.written);",
			},
		],
		lot: { days: 5, kinds: ["broker-down", "power-cut"], mostHours: 12 },
	},
	{
		name: "time-mark-ignored",
		what: "rows of a boot before its time was known never get one",
		rules: ["C1", "C2", "C3"],
		patches: [{ file: DATING, find: "return view.getFloat64(at + OFFSET);", replace: "return 0;" }],
		lot: { days: 10, kinds: ["time-silent", "power-cut", "broker-down"], everyHours: 1 },
	},
	{
		name: "boots-mixed",
		what: "rows without a time get that of another boot",
		rules: ["C2", "C3"],
		patches: [{ file: DATING, find: "if (kind === Kind.Boot) this.cross(address);", replace: "this.before = 0;" }],
		lot: { days: 10, kinds: ["time-silent", "power-cut", "broker-down"], everyHours: 1 },
	},
	{
		name: "eviction-not-counted",
		what: "rows that have to go with their sector are not counted",
		rules: ["C1"],
		patches: [{ file: EVICTION, find: "account.evicted += kept;", replace: "account.evicted += 0 * kept;" }],
		lot: {
			days: 10,
			kinds: ["dead", "broker-down", "restart"],
			everyHours: 24,
			mostHours: 120,
			sectors: 3,
			minutes: 5,
		},
	},
	{
		name: "evicts-unmarked",
		what: "a sector is erased without a mark of what was kept in it",
		rules: ["C1", "P1"],
		patches: [
			{
				file: LOG,
				find: "this.owner.gone(slot, this.eviction.apply(this.batch, account, sector))",
				replace: "this.owner.gone(slot, 0)",
			},
		],
		lot: {
			days: 10,
			kinds: ["dead", "broker-down", "restart"],
			everyHours: 24,
			mostHours: 120,
			sectors: 3,
			minutes: 5,
		},
	},
	{
		name: "rot-not-counted",
		what: "rows that cannot be read back are not counted",
		rules: ["C1"],
		patches: [{ file: ACCOUNT, find: "this.spoilt += rows;", replace: "" }],
		lot: { days: 10, kinds: ["broker-down", "bit-rot"], everyHours: 2, mostHours: 24, sectors: 4, minutes: 5 },
	},
	{
		name: "stamps-not-rising",
		what: "created_at does not rise when the clock steps back",
		rules: ["C1", "C2", "C3"],
		patches: [
			{
				file: "modules/journal/stamp.ts",
				find: "sampled < before - STEP_BACK_S ? sampled : Math.max(sampled, before + 1);",
				replace: "Math.max(sampled, before - STEP_BACK_S);",
			},
		],
	},
];
