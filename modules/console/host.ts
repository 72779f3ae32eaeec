import type { OneWireFinding } from "console/finding";
import type { I2cFinding, SensorFacts, SensorState } from "console/sensor-state";
import type { LinkFailure } from "core/network";
import type { Failure } from "core/result";
import type { ResetReason, RestartCode } from "health/system";
import type { SubscribeResult } from "mqtt/options";
import type { Draft } from "settings/draft";

export type { I2cFinding, SensorFacts, SensorState } from "console/sensor-state";

/** What a task tells while it runs. Never called from inside the method that began it. */
export interface TaskEvents<Item> {
	onItem(item: Item): void;
	/** It is over, called once and not behind `cancel`. `problem`: one line when it could not do what it is for. */
	onDone(problem?: string): void;
}

/** Something that takes its time. */
export interface Task {
	/** Gives it up; nothing more is told. Safe to call twice. */
	cancel(): void;
}

/** What the network link is doing, for people. */
export const enum LinkPhase {
	/** Nothing to join: the platform is on a network by itself (a PC). */
	Own = 0,
	/** Nothing is set that could be joined. */
	Unset = 1,
	Searching = 2,
	Joining = 3,
	/** Waiting for an address. */
	Addressing = 4,
	Up = 5,
	/** Between two attempts. */
	Waiting = 6,
}

/** What the connection to the broker is doing, for people. */
export const enum BrokerPhase {
	/** The settings name no broker that could work, or nothing to publish. */
	Unset = 0,
	/** Waiting for the network or the time. */
	Paused = 1,
	/** Held off by `disconnect`. */
	Held = 2,
	Connecting = 3,
	Connected = 4,
	/** Between two attempts. */
	Waiting = 5,
}

/** What waits and what was lost, of all channels. Losses count over restarts where the journal is kept in flash. */
export interface JournalState {
	/** Rows not proved yet. */
	readonly kept: number;
	/** Since the oldest of them was sampled; -1 where there is none, or its time is not known. */
	readonly oldestAgoMs: number;
	/** Until all have left, once they can; -1 when rows come as fast as they leave. */
	readonly drainMs: number;
	/** Rows that had to go because there was no room. */
	readonly evicted: number;
	/** Rows that could not be read back. */
	readonly spoilt: number;
	/** Rows that were given up although the broker never confirmed them. */
	readonly unconfirmed: number;
	/** Rows kept of channels that are not in the settings: they wait, and leave only when they are set again. */
	readonly strays: number;
	/** How full it is, 0 to 1. */
	readonly level: number;
	/** Rows outlive a restart. */
	readonly durable: boolean;
}

/** The board at one moment: all that fits one screen. Times ago are in milliseconds, -1 for never. */
export interface Status extends JournalState {
	readonly uptimeMs: number;
	/** Milliseconds since 1970, 0 while unknown. */
	readonly time: number;
	readonly safe: boolean;
	readonly link: {
		readonly phase: LinkPhase;
		/** SSID, "cable", or "". */
		readonly network: string;
		/** IPv4, or "". */
		readonly address: string;
		/** dBm; NaN where it is not known. */
		readonly rssi: number;
		/** Why it was down last. */
		readonly failure: LinkFailure;
	};
	readonly broker: {
		readonly phase: BrokerPhase;
		readonly host: string;
		readonly port: number;
		readonly transport: string;
		/** Why the last connection ended. */
		readonly failure: Failure;
		/** Of the last CONNACK that refused; 0 for none. */
		readonly returnCode: number;
		/** CONNACKs since boot. */
		readonly connections: number;
	};
	/** Messages written since boot. */
	readonly published: number;
	readonly publishedAgoMs: number;
	/** Ago of the last PINGRESP that proved messages. */
	readonly provedAgoMs: number;
	/** Bytes free in the board's heap; NaN where it is not known. */
	readonly freeBytes: number;
	readonly reset: {
		readonly reason: ResetReason;
		readonly code: RestartCode;
		/** Unwished resets in a row, each soon behind the one before. */
		readonly quick: number;
		/** Resets since power-on of each ResetReason. */
		readonly counts: readonly number[];
	};
	/** The last line of Log.error, "" for none. */
	readonly error: string;
	readonly errorAgoMs: number;
}

/** One channel of the settings, as it waits. Times are milliseconds from now; -1 where there is none. */
export interface ChannelState {
	/** 1 to 10, as in the settings. */
	readonly number: number;
	readonly id: string;
	/** Rows not proved yet. */
	readonly kept: number;
	/** Of them, rows not sent on this connection. */
	readonly unsent: number;
	/** Since the oldest row kept was sampled; -1 where its time is not known, too. */
	readonly oldestAgoMs: number;
	/** Until all have left, once they can (publisher/drain); -1 when rows come as fast as they leave. */
	readonly drainMs: number;
	/** Rows that had to go because there was no room. */
	readonly evicted: number;
	/** Its messages carry no time: rows that had to go gave way to newer ones, and were not lost for want of room. */
	readonly timeless: boolean;
	/** Rows that could not be read back. */
	readonly spoilt: number;
	/** Rows that were given up although the broker never confirmed them. */
	readonly unconfirmed: number;
	/** How many times longer than set the interval is, because the journal fills; 1 for not at all. */
	readonly factor: number;
	/** Until the next row is closed. */
	readonly dueInMs: number;
	/** Until the channel's pace allows the next message. */
	readonly sendableInMs: number;
	readonly publishedAgoMs: number;
}

/** The time, and where it is from. */
export interface TimeState {
	/** Milliseconds since 1970, 0 while unknown. */
	readonly time: number;
	/** The time server that was believed last; "" for none. */
	readonly server: string;
	/** Ago of the last sync; -1 for never. */
	readonly syncedAgoMs: number;
	/** True where the platform keeps the time itself (a PC). */
	readonly platform: boolean;
}

/** One subscription of the settings. */
export interface SubscriptionState {
	/** 1 to 8, as in the settings. */
	readonly number: number;
	/** The topic filter. */
	readonly topic: string;
	/** subscription.<n>.do. */
	readonly action: string;
	/** What became of it on this connection; -1 while nothing has. */
	readonly result: SubscribeResult | -1;
	readonly messages: number;
	/** Messages that were seen before. */
	readonly replays: number;
	/** Messages that could not be read. */
	readonly broken: number;
	readonly acts: number;
	/** Values that were not acted on, for a limit or because they cannot be. */
	readonly refusals: number;
	/** Highest entry_id seen; 0 for none. */
	readonly entry: number;
	/** The last thing it did, or did not do; "" for none. */
	readonly text: string;
	readonly actedAgoMs: number;
}

/** An access point in reach. */
export interface AccessPoint {
	/** "" for one that hides its name. */
	readonly ssid: string;
	/** dBm. */
	readonly rssi: number;
}

/** The steps of `test`, in order. */
export const enum Step {
	Link = 0,
	Time = 1,
	Dns = 2,
	Tcp = 3,
	Tls = 4,
	Login = 5,
	Publish = 6,
}

/** One step of `test` and how it went. */
export interface StepResult {
	readonly step: Step;
	readonly ok: boolean;
	/** What was found, or what is wrong and what to do; never a secret. */
	readonly text: string;
	readonly tookMs: number;
}

/**
 * All that the console reaches of the board. Methods that begin a Task return one line instead when it cannot begin; those that act return
 * undefined, or one line that says why not. Nothing of it throws, and no line holds a secret.
 */
export interface Host {
	readonly draft: Draft;
	/** Name and value: version, engine, board, built. */
	about(): readonly (readonly [name: string, value: string])[];
	status(): Status;
	/** Every model there is. */
	models(): readonly SensorFacts[];
	sensors(): readonly SensorState[];
	queue(): readonly ChannelState[];
	subscriptions(): readonly SubscriptionState[];
	time(): TimeState;
	/** Sets the clock, for a board without a time server; milliseconds since 1970. */
	setTime(time: number): string | undefined;
	/** Samples one sensor, or all when `name` is "", besides their schedule; an item each. */
	sample(name: string, events: TaskEvents<SensorState>): Task | string;
	scanI2c(events: TaskEvents<I2cFinding>): Task | string;
	/** On `pin`, or on each 1-Wire pin of the settings. */
	scanOneWire(pin: number | undefined, events: TaskEvents<OneWireFinding>): Task | string;
	scanWifi(events: TaskEvents<AccessPoint>): Task | string;
	/** Closes the rows of all channels now and sends them as soon as each channel's pace allows; an item for each that was proved. */
	publish(events: TaskEvents<ChannelState>): Task | string;
	/** Lets the client run again. */
	connect(): string | undefined;
	/** Says goodbye to the broker and stays away until `connect`, new settings or a restart; rows are kept meanwhile. */
	disconnect(): string | undefined;
	test(events: TaskEvents<StepResult>): Task | string;
	/** Puts what was saved in force. Rows not proved yet are kept. */
	apply(): void;
	/** What `plan` would mind about the staged settings, a line each. */
	check(): readonly string[];
	/** Restarts the board. */
	restart(): void;
	/** Erases all settings, secrets too, down to the flash, then restarts the board. One line when it could not. */
	factoryReset(): string | undefined;
	/** True while console.password is set. */
	readonly locks: boolean;
	/** Whether `password` is the one that console.password was made of. Takes a good part of a second on a board, on purpose. */
	verify(password: string): boolean;
	/** The stored form of a new console.password; undefined when none could be made. */
	seal(password: string): string | undefined;
}
