import type { Plant } from "./plant";

const CHANNEL = "modules/publisher/channel.ts";
const OUTGOING = "modules/publisher/outgoing.ts";
const PACE = "modules/publisher/pace.ts";
const PUBLISHER = "modules/publisher/publisher.ts";
const SAMPLER = "modules/publisher/sampler.ts";
const PACE_FAULTS = ["loss", "slow", "broker-down", "wifi-off"];
const SHT3X = "sensors/sht3x/sht3x.ts";

/** Plants in the publisher, its pace, and what feeds it. */
export const PUBLISHER_PLANTS: readonly Plant[] = [
	{
		name: "commit-at-pingreq",
		what: "rows are settled by the PINGREQ, not by its PINGRESP",
		rules: ["C1"],
		patches: [
			{
				file: CHANNEL,
				find: "this._rows.barrier();",
				replace: "this._rows.barrier();\n\t\tthis._rows.proved();",
			},
		],
	},
	{
		name: "barrier-at-pingresp",
		what: "the PINGRESP settles what was sent behind its PINGREQ, too",
		rules: ["C1"],
		patches: [
			{
				file: CHANNEL,
				find: "this._rows.proved();",
				replace: "this._rows.barrier();\n\t\tthis._rows.proved();",
			},
		],
		lot: { days: 5, kinds: ["slow", "rst-behind-answer", "broker-down"], everyHours: 1, channels: 3, minutes: 5 },
	},
	{
		name: "no-rewind",
		what: "what was not proved is not sent again",
		rules: ["C1", "L1"],
		patches: [
			{ file: CHANNEL, find: "this._confirm?.lost();\n\t\tthis._rows.rewind();", replace: "this._confirm?.lost();" },
		],
		lot: { days: 5, kinds: ["half-open", "rst-often", "loss"], everyHours: 3 },
	},
	{
		name: "stamp-at-send",
		what: "created_at is the time of sending",
		rules: ["C2", "C3"],
		patches: [
			{
				file: OUTGOING,
				find: "this.setDigits();\n",
				replace: "this.setDigits();\n\t\tif (this.update.time > 0) this.update.time = Date.now();\n",
			},
		],
	},
	{
		name: "restamp",
		what: "a row sent again has another created_at",
		rules: ["C2"],
		patches: [
			{
				file: OUTGOING,
				find: "this.setDigits();\n",
				replace: "this.setDigits();\n\t\tif (this.update.time > 0) this.update.time += 1_000 * (ticks & 1);\n",
			},
		],
	},
	{
		name: "other-channel",
		what: "a channel is given the rows of the one before",
		rules: ["C1", "C2", "C3"],
		patches: [
			{ file: PUBLISHER, find: "journal.rows(rowsOf(plan))", replace: "journal.rows(rowsOf(options.channels[0]))" },
		],
		lot: { days: 5, channels: 3 },
	},
	{
		name: "pace-ms-for-s",
		what: "the minimum interval is taken for milliseconds",
		rules: ["R1", "C1"],
		patches: [
			{
				file: PACE,
				find: "minIntervalMs > 0 ? minIntervalMs + PACE_MARGIN_MS : 0;",
				replace: "minIntervalMs > 0 ? minIntervalMs / 1_000 : 0;",
			},
		],
	},
	{
		name: "no-pace-at-boot",
		what: "the first message leaves at once behind a boot",
		rules: ["R1", "C1"],
		patches: [
			{
				file: PACE,
				find: "start(kept: boolean): void {\n\t\tthis.lastSent = this.clock.ticks;\n\t\tthis.astray = kept;",
				replace: "start(): void {\n\t\tthis.lastSent = this.clock.ticks - this.intervalMs;",
			},
		],
		lot: { days: 5, kinds: ["brown-out-sending", "broker-down"], everyHours: 2 },
	},
	{
		name: "no-pace-at-reconnect",
		what: "the pace starts over with each session",
		rules: ["R1", "C1"],
		patches: [
			{
				file: PACE,
				find: "lost(): void {\n\t\tif (this.underWay) this.lastSent = this.clock.ticks;",
				replace: "lost(): void {\n\t\tthis.lastSent = this.clock.ticks - this.intervalMs;",
			},
		],
		lot: { days: 5, kinds: ["broker-down", "closes-early"], everyHours: 3 },
	},
	{
		name: "pace-from-write",
		what: "the pace counts from the write, not from the PINGRESP",
		rules: ["R1", "C1"],
		patches: [
			{
				file: PACE,
				find: "if (!this.covered) return false;\n\t\tthis.lastSent = this.clock.ticks;",
				replace: "if (!this.covered) return false;",
			},
		],
		lot: { days: 5, kinds: PACE_FAULTS, everyHours: 1 },
	},
	{
		name: "two-under-way",
		what: "the next message leaves while the one before is not proved",
		rules: ["R1", "C1"],
		patches: [
			{
				file: PACE,
				find: "return this.underWay && this.intervalMs > 0;",
				replace: "return this.underWay && this.intervalMs < 0;",
			},
		],
		lot: { days: 5, kinds: PACE_FAULTS, everyHours: 1 },
	},
	{
		name: "pace-before-connack",
		what: "behind a lost connection the pace does not count from CONNACK",
		rules: ["R1", "C1"],
		patches: [
			{
				file: PACE,
				find: "if (this.astray) this.lastSent = this.clock.ticks;",
				replace: "",
			},
		],
		lot: { days: 5, kinds: PACE_FAULTS, everyHours: 1 },
	},
	{
		name: "checksum-skipped",
		what: "the sensor's checksum is not looked at",
		rules: ["C2"],
		patches: [
			{
				file: SHT3X,
				find: "if (crc8(raw, 0, 2) !== raw[2] || crc8(raw, 3, 2) !== raw[5]) return Fault.Checksum;",
				replace: "if (crc8(raw, 0, 0) === 1) return Fault.Checksum;",
			},
		],
	},
	{
		name: "old-value",
		what: "a sample that failed gives the values of the one before",
		rules: ["C2", "C3"],
		patches: [
			{
				file: SAMPLER,
				find: "this.values.fill(Number.NaN); // a quantity that the driver leaves out must not repeat its last reading",
				replace: "",
			},
			{ file: SAMPLER, find: "this.values.fill(Number.NaN);\n\t\tif (isAway", replace: "if (isAway" },
			{ file: SAMPLER, find: "if (fault === Fault.None) options.onSample(", replace: "options.onSample(" },
		],
	},
	{
		name: "sensor-throws",
		what: "a sensor that does not acknowledge throws out of its driver",
		rules: ["X1"],
		patches: [
			{
				file: SHT3X,
				find: "} catch {\n\t\t\treturn Fault.Busy;\n\t\t}",
				replace: "} catch (error) {\n\t\t\tthrow error;\n\t\t}",
			},
		],
		lot: { days: 3, kinds: ["sensor-absent", "sensor-busy"] },
	},
	{
		name: "open-row-lost",
		what: "a wished restart forgets the row that is not closed",
		rules: ["C1"],
		patches: [
			{
				file: CHANNEL,
				find: "this.open.sampled && this.open.fill())",
				replace: "this.open.sampled && this.outgoing.underWay && this.open.fill())",
			},
		],
		lot: { days: 5, kinds: ["restart"], mean: true },
	},
];
