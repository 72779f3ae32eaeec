import type { Plant } from "./plant";

const CLIENT = "modules/mqtt/client.ts";
const RETRY = "modules/mqtt/retry.ts";
const BACKOFF = "modules/core/backoff.ts";
const KEEP_ALIVE = "modules/mqtt/keep-alive.ts";
const CONNECTION = "modules/net/connection.ts";

/** Plants in the client, its back-off, its keep alive and its network connection. */
export const LINK_PLANTS: readonly Plant[] = [
	{
		name: "connack-resets-backoff",
		what: "the back-off starts over on CONNACK, not behind a stable session",
		rules: ["B1"],
		patches: [{ file: RETRY, find: "this.since = now;", replace: "this.since = now;\n\t\tthis.backoff.reset();" }],
		lot: { days: 5, kinds: ["closes-on-publish", "closes-early"], everyHours: 3 },
	},
	{
		name: "no-backoff",
		what: "the next attempt comes at once",
		rules: ["B1", "X1"],
		patches: [
			{
				file: RETRY,
				find: "this.due = now + wait;\n\t\treturn wait;",
				replace: "this.due = now;\n\t\treturn 0 * wait;",
			},
		],
		lot: { days: 1, kinds: ["broker-down"], everyHours: 3 },
	},
	{
		name: "no-cap",
		what: "the back-off grows without a cap",
		rules: ["B1", "L1", "L2"],
		patches: [{ file: BACKOFF, find: "Math.min(ceiling * 2, BACKOFF_MAX_MS)", replace: "ceiling * 2" }],
	},
	{
		name: "no-jitter",
		what: "the waits of the back-off are the ceilings themselves",
		rules: ["B1"],
		patches: [{ file: BACKOFF, find: "return this.between(BACKOFF_MIN_MS, ceiling);", replace: "return ceiling;" }],
		lot: { days: 5, kinds: ["broker-down", "refused"], mostHours: 12 },
	},
	{
		name: "settings-fault-fast",
		what: "a refused password is tried again as fast as anything else",
		rules: ["B1"],
		patches: [{ file: RETRY, find: "returnCode !== 3", replace: "returnCode === 255" }],
	},
	{
		name: "take-over-unseen",
		what: "two devices with one client identifier take turns for ever",
		rules: ["B1"],
		patches: [{ file: RETRY, find: "return this.unprovoked && this.early >= EARLY_CLOSES;", replace: "return false;" }],
		lot: { days: 3, kinds: ["take-over"] },
	},
	{
		name: "no-open-deadline",
		what: "a network connection that never opens is waited for",
		rules: ["L1", "L2"],
		patches: [
			{
				file: CLIENT,
				find: "{ phase: Phase.Opening, transport: opening }, OPEN_MS)",
				replace: "{ phase: Phase.Opening, transport: opening }, OPEN_MS * 10_000)",
			},
		],
	},
	{
		name: "no-connack-deadline",
		what: "a CONNACK that never comes is waited for",
		rules: ["L1", "L2"],
		patches: [
			{
				file: CLIENT,
				find: "{ phase: Phase.Handshaking, transport }, CONNACK_MS)",
				replace: "{ phase: Phase.Handshaking, transport }, CONNACK_MS * 10_000)",
			},
		],
		lot: { days: 5, kinds: ["silent-connect"] },
	},
	{
		name: "no-pingresp-deadline",
		what: "a PINGRESP that never comes is waited for",
		rules: ["K1", "L1", "L2"],
		patches: [
			{
				file: KEEP_ALIVE,
				find: "if (this.ping !== Ping.None) return false;\n\t\tif",
				replace:
					"if (this.ping !== Ping.None) {\n\t\t\tthis.alarm.set(this.deadlineMs);\n\t\t\treturn true;\n\t\t}\n\t\tif",
			},
		],
	},
	{
		name: "never-pings",
		what: "no PINGREQ for the keep alive's sake",
		rules: ["K1"],
		patches: [
			{
				file: KEEP_ALIVE,
				find: "if (this.left(this.idleMs) === 0) this.request();",
				replace: "if (this.left(this.idleMs) === 0) this.alarm.set(this.idleMs);",
			},
		],
	},
	{
		name: "keep-alive-in-minutes",
		what: "the keep alive's seconds are taken for minutes",
		rules: ["K1"],
		patches: [{ file: CLIENT, find: "connect.keepAliveS * 1_000", replace: "connect.keepAliveS * 60_000" }],
	},
	{
		name: "two-pingreqs",
		what: "a second PINGREQ goes out while one is unanswered",
		rules: ["C1"],
		patches: [
			{
				file: KEEP_ALIVE,
				find: "if (this.ping !== Ping.None) return false;\n\t\tthis.ping",
				replace: "if (this.ping === Ping.Wanted) return false;\n\t\tthis.ping",
			},
		],
		lot: { days: 5, kinds: ["back-pressure", "broker-slow", "slow", "silent-ping"], everyHours: 2, channels: 3 },
	},
	{
		name: "any-pingresp",
		what: "a PINGRESP that is not owed is no matter",
		rules: ["C1"],
		patches: [
			{
				file: CLIENT,
				find: "if (!this.keepAlive.answered()) return this.lose(Failure.Protocol);",
				replace: "this.keepAlive.answered();",
			},
		],
		lot: { days: 5, kinds: ["unowed-pingresp"] },
	},
	{
		name: "connect-unverified",
		what: "CONNECT leaves before the server is verified",
		rules: ["S1"],
		patches: [
			{
				file: CONNECTION,
				find: "if (this.over) this.release();",
				replace: "if (this.over) this.release();\n\t\telse Timer.set(() => this.onWritable(1_024));",
			},
		],
	},
	{
		name: "secret-in-log",
		what: "the log tells with which password it connects",
		rules: ["S2"],
		patches: [
			{
				file: CLIENT,
				find: "this.log.connecting(transportOptions.host, transportOptions.port);",
				replace:
					"this.log.connecting(transportOptions.host, transportOptions.port);\n\t\tthis.log.error(String.fromCharCode(...(this.connectOptions.password ?? [])));",
			},
		],
	},
	{
		name: "socket-left-open",
		what: "the socket of a lost session is not closed",
		rules: ["M1"],
		patches: [
			{
				file: CLIENT,
				find: "last.transport.close();",
				replace: "if (last.phase !== Phase.Ready) last.transport.close();",
			},
		],
		lot: { days: 5, kinds: ["silent-ping", "half-open"] },
	},
	{
		name: "leak",
		what: "each attempt leaves a timer behind",
		rules: ["M1"],
		patches: [
			{
				file: CLIENT,
				find: "this.attach(opening);",
				replace: "this.attach(opening);\n\t\tclock.alarm(() => undefined).set(2_000_000_000);",
			},
		],
	},
	{
		name: "guard-missing",
		what: "what a connection throws leaves its callback",
		rules: ["X1"],
		patches: [
			{
				file: CONNECTION,
				find: "open(address, this.guard);",
				replace:
					'open(address, {\n\t\t\t\towner: this,\n\t\t\t\trun1: (method: (value: unknown) => void, value: unknown): void => {\n\t\t\t\t\tif (method === this.onReadable && Number(value) > 3 && Number(value) < 6) throw new Error("planted");\n\t\t\t\t\tmethod.call(this, value);\n\t\t\t\t},\n\t\t\t} as never);',
			},
		],
		lot: { days: 1, kinds: ["fin"] },
	},
	{
		name: "tick-wrap",
		what: "the ticks of the board are taken for a number that never wraps",
		rules: ["L1", "L2", "C1", "K1"],
		patches: [
			{
				file: "modules/core/xs-clock.ts",
				find: "if (passed > 0) this._ticks += passed;",
				replace: "this._ticks = Math.max(this._ticks, passed > 0 ? now : 0);",
			},
		],
		lot: { days: 30, kinds: ["fin", "broker-down"], everyHours: 24 },
	},
	{
		name: "settings-in-place",
		what: "settings are saved over the copy that counts",
		rules: ["P1"],
		patches: [
			{
				file: "modules/settings/store.ts",
				find: "used?.copy === COPIES[0] ? COPIES[1] : COPIES[0];",
				replace: "used?.copy === COPIES[1] ? COPIES[1] : COPIES[0];",
			},
		],
		lot: { days: 2, kinds: ["settings-cut", "settings-saved"], everyHours: 2 },
	},
];
