import { Monitor } from "firmware/monitor";
import type { Account } from "journal/account";
import { Journal } from "journal/journal";
import type { Rows } from "journal/rows";
import { Client, Phase } from "mqtt/client";
import { current } from "./guest/current";

/** What of a channel's rows is to be seen at a moment. */
export interface RowsSeen {
	readonly kept: number;
	/** Of these in flash. */
	readonly stored: number;
	readonly evicted: number;
	readonly spoilt: number;
	readonly unconfirmed: number;
}

/** Looks into the firmware of the boot that runs: its journal and its client. It changes nothing. */
export class Probe {
	journal: Journal | undefined;
	client: Client | undefined;
	/** By the name that the publisher has given: the channel ID, and the kind of feed. */
	readonly rows = new Map<string, Rows>();
	/** Told when rows are opened for the first time in a boot. */
	onRows: (name: string, rows: Rows) => void = () => undefined;

	/** The boot is over. */
	drop(): void {
		this.journal = undefined;
		this.client = undefined;
		this.rows.clear();
	}

	/** True where the client waits for nothing, or is not there. */
	get resting(): boolean {
		const phase = this.client?.phase;
		return phase === undefined || phase === Phase.Idle || phase === Phase.Waiting;
	}

	/** Rows kept in all channels. */
	get kept(): number {
		let kept = 0;
		for (const rows of this.rows.values()) kept += rows.kept;
		return kept;
	}
}

/** The ID of the channel whose rows have this name. */
export function channelOf(name: string): string {
	return name.slice(name.indexOf(" ") + 1);
}

/** What `rows` says of itself. */
export function seen(rows: Rows): RowsSeen {
	const { kept, evicted, spoilt, unconfirmed } = rows;
	const { account } = rows as Rows & { readonly account?: Account };
	return { kept, stored: account?.stored ?? 0, evicted, spoilt, unconfirmed };
}

const openRows = Journal.prototype.rows;
Journal.prototype.rows = function (name: string): Rows {
	const rows = openRows.call(this, name);
	const { probe } = current.world;
	const first = !probe.rows.has(name);
	probe.journal = this;
	probe.rows.set(name, rows);
	if (first) {
		tellClosed(name, rows);
		probe.onRows(name, rows);
	}
	return rows;
};

/** The channel hears of each row that is closed for it. */
function tellClosed(name: string, rows: Rows): void {
	const { append } = rows;
	rows.append = (values, ticks) => {
		current.world.broker.channels.get(channelOf(name))?.closed.take(values);
		return append.call(rows, values, ticks);
	};
}

const tellConnecting = Monitor.prototype.connecting;
Monitor.prototype.connecting = function (host: string, port: number): void {
	current.world.tell((watcher) => watcher.connecting?.(port));
	tellConnecting.call(this, host, port);
};

const openClient = Client.prototype.open;
Client.prototype.open = function (soon?: boolean): void {
	current.world.probe.client = this;
	openClient.call(this, soon);
};
