import { Item, Taken } from "control/item";
import { Limits, RESTART_MS } from "control/limits";
import { isSame, type SubscriptionPlan } from "control/plan";
import type { ControlBoard, Pins, SeenStorage } from "control/ports";
import { levelOf, stage, wantedOf, whyOut } from "control/values";
import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import type { Log } from "core/log";
import { NOTHING, orNothing } from "core/nothing";
import { RestartCode } from "health/system";
import type { InboundMessage, MessageListener, SubscribeResult, Subscriptions } from "mqtt/options";
import { sameFilter } from "mqtt/topic-match";
import { ActionKind } from "settings/action";
import { saveApart } from "settings/apart";

/** A subscription sets its key so often at most: saving wears the flash, and new settings tear the session down. */
export const SET_MS = 60_000;
/** A pin changes so often at most. */
export const PIN_MS = 1_000;
/**
 * A setting or a restart waits so long behind the message that asks for it: both end the connection, and what the broker sends along with that message
 * (ThingSpeak sends an update as a channel feed and as field feeds) would be lost with it, since QoS 0 sends nothing twice.
 */
export const SETTLE_MS = 1_000;
/** Behind a value that could not be used the next one waits so long. */
export const REFUSED_MS = 10_000;

/** What a control is given. */
export interface ControlOptions {
	readonly clock: Clock;
	readonly log: Log;
	readonly pins: Pins;
	readonly storage: SeenStorage;
}

/**
 * Does what subscriptions ask for, within limits. It outlives new settings, so that they do not start its limits over. Messages only leave their value here; acting comes
 * later, from an alarm, since it may tear down the client that the message came through.
 */
export class Control implements MessageListener {
	private readonly options: ControlOptions;
	/** Made when the first subscription is: most boards have none. */
	private made: Limits | undefined;
	/** Of the subscriptions in force: anew with each settings, so that a defect under the old ones is none under the next. */
	private alarm: Alarm | undefined;
	private board: ControlBoard | undefined;
	private _items: readonly Item[] = NOTHING;
	/** What the client subscribes to, in this order. */
	private filters: readonly Uint8Array[] = NOTHING;

	constructor(options: ControlOptions) {
		this.options = options;
	}

	/** Each subscription, to be looked at. */
	get items(): readonly Item[] {
		return this._items;
	}

	/** What is acted on. Nothing acts before. */
	attach(board: ControlBoard): void {
		this.board = board;
	}

	/**
	 * Takes these subscriptions in place of those before; one that stays as it was goes on. Returns what the client is to subscribe to: each filter
	 * once; undefined for nothing. A pin that cannot be driven is told, and its subscription left out.
	 */
	configure(plans: readonly SubscriptionPlan[]): Subscriptions | undefined {
		const { pins, log } = this.options;
		const before = this._items;
		const items: Item[] = [];
		for (const plan of plans) {
			const refusal = plan.action.kind === ActionKind.Pin ? pins.refusal(plan.action.pin) : undefined;
			if (refusal !== undefined) log.error(`subscription.${plan.number}.do: ${refusal}`);
			else items.push(before.find((item) => isSame(item.plan, plan)) ?? this.make(plan));
		}
		this._items = orNothing(items);
		const filters: Uint8Array[] = [];
		for (const { plan } of items)
			if (!filters.some((filter) => sameFilter(filter, plan.filter))) filters.push(plan.filter);
		this.filters = orNothing(filters);
		pins.keep(items.flatMap(({ plan }) => (plan.action.kind === ActionKind.Pin ? [plan.action.pin] : [])));
		this.alarm?.clear();
		this.alarm = items.length > 0 ? this.makeAlarm() : undefined;
		this.rest();
		return filters.length > 0 ? { filters, listener: this } : undefined;
	}

	/** Why `pin` must be left alone: the board itself uses it. Undefined where it does not. */
	refusal(pin: number): string | undefined {
		return this.options.pins.refusal(pin);
	}

	/** Nothing acts any more. Safe to call twice. */
	stop(): void {
		this.alarm?.clear();
		this.board = undefined;
	}

	onSession(): void {
		const items = this._items;
		for (let i = 0; i < items.length; i++) items[i].renew();
	}

	onResult(index: number, result: SubscribeResult): void {
		const items = this._items;
		for (let i = 0; i < items.length; i++)
			if (sameFilter(items[i].plan.filter, this.filters[index])) items[i].result = result;
	}

	onMessage(message: InboundMessage): void {
		const items = this._items;
		const { scanner } = this.limits;
		let waits = false;
		for (let i = 0; i < items.length; i++) {
			const item = items[i];
			const waited = item.pending;
			if (item.take(message, scanner) !== Taken.Pending) continue;
			if (item.plan.action.kind === ActionKind.Log) this.logValue(item);
			else waits = true;
			// From the first message on: a stream of them must not put it off for ever.
			if (!waited && endsConnection(item))
				item.notBefore = Math.max(item.notBefore, this.options.clock.ticks + SETTLE_MS);
		}
		if (waits) this.rest();
	}

	private get limits(): Limits {
		this.made ??= new Limits(this.options.storage.load());
		return this.made;
	}

	private make(plan: SubscriptionPlan): Item {
		const { seen } = this.limits;
		return new Item(plan, (number, hash) => seen.entry(number, hash));
	}

	private makeAlarm(): Alarm {
		return this.options.clock.alarm(this.run, new Guard<Control>(this.fail, this));
	}

	/** The alarm goes off for the item whose turn is first. */
	private rest(): void {
		const items = this._items;
		let next = Number.POSITIVE_INFINITY;
		for (let i = 0; i < items.length; i++) if (items[i].pending) next = Math.min(next, items[i].notBefore);
		if (this.board && next < Number.POSITIVE_INFINITY) this.alarm?.set(Math.max(0, next - this.options.clock.ticks));
		else this.alarm?.clear();
	}

	/** One item a turn: behind it all parts may be others. */
	private run(): void {
		const now = this.options.clock.ticks;
		const item = this._items.find(({ pending, notBefore }) => pending && notBefore <= now);
		if (item && this.board) this.act(item, this.board, now);
		this.rest();
	}

	private act(item: Item, board: ControlBoard, now: number): void {
		item.pending = false;
		switch (item.plan.action.kind) {
			case ActionKind.Set:
				return this.set(item, board, now);
			case ActionKind.Pin:
				return this.drive(item, now);
			case ActionKind.Restart:
				return this.restart(item, board, now);
			default:
				return;
		}
	}

	/** A value that is in force already does nothing, so that a replay does nothing either. */
	private set(item: Item, board: ControlBoard, now: number): void {
		const { key } = item.plan.action;
		const { draft } = board;
		const value = wantedOf(item, draft.active.get(key));
		item.notBefore = now + PIN_MS;
		if (value === draft.active.get(key)) return;
		item.notBefore = now + SET_MS;
		const problem = whyOut(item, value);
		if (problem !== undefined) return this.tell(item, `${key} stays: ${problem}`, false);
		const wait = this.limits.saves.wait(now);
		if (wait > 0) return this.postpone(item, now + wait);
		const saved = saveApart(draft, () => stage(board, key, value));
		if (typeof saved === "string") return this.tell(item, `${key} stays: ${saved}`, false);
		if (!saved.saved) return;
		this.limits.saves.take(now);
		this.remember(item);
		this.tell(item, `${key} = ${value}`, true);
		board.apply();
	}

	/** The flash has had enough for now; the last value that comes until then is the one that counts. */
	private postpone(item: Item, until: number): void {
		item.pending = true;
		item.notBefore = until;
		item.text = "waits: subscriptions have saved too often lately";
	}

	private drive(item: Item, now: number): void {
		const { action, when } = item.plan;
		const high = Number.isNaN(item.number) ? undefined : when ? item.met : levelOf(item);
		item.notBefore = now + (high === undefined ? REFUSED_MS : PIN_MS);
		if (high === undefined)
			return this.tell(
				item,
				`pin ${action.pin} stays: ${when ? "a number" : "0 or 1"} is wanted, got "${item.shown}"`,
				false,
			);
		if (high === item.level) return;
		const driven = this.options.pins.drive(action.pin, high);
		item.level = driven ? high : undefined;
		this.tell(item, driven ? `pin ${action.pin} = ${high ? 1 : 0}` : `pin ${action.pin} could not be driven`, driven);
	}

	/** What was seen is kept first: a board that could not keep it would be restarted by the same entry again. */
	private restart(item: Item, board: ControlBoard, now: number): void {
		item.notBefore = now + SET_MS;
		if (now < this.limits.restartAt) return this.tell(item, "no restart: once an hour at most", false);
		if (!this.remember(item, true)) return this.tell(item, "no restart: what was seen could not be stored", false);
		this.limits.restartAt = now + RESTART_MS;
		this.tell(item, "restarting", true);
		board.restart(RestartCode.Subscription);
	}

	private logValue(item: Item): void {
		item.pending = false;
		if (!this.limits.logs.take(this.options.clock.ticks)) {
			item.refusals++;
			return;
		}
		const { counted, field } = item.plan;
		const from = counted ? (field > 0 ? `field${field} = ` : "update") : `${item.topic} = `;
		this.tell(item, `${from}${counted && field === 0 ? "" : item.shown}`, true);
	}

	/** Keeps over a restart what was acted on. False when it could not. */
	private remember(item: Item, restarts = false): boolean {
		const { seen, restartAt } = this.limits;
		seen.restarted = restarts || this.options.clock.ticks < restartAt;
		if (item.entry > 0) seen.note(item.plan.number, item.hash, item.entry);
		else if (item.plan.action.kind !== ActionKind.Restart) return true;
		return this.options.storage.save(seen.encode());
	}

	private tell(item: Item, what: string, done: boolean): void {
		const { log, clock } = this.options;
		const text = item.entry > 0 ? `${what} (entry ${item.entry})` : what;
		if (done) item.acts++;
		else item.refusals++;
		item.text = text;
		item.actedAt = clock.ticks;
		log.acted(item.plan.number, text, done);
	}

	/** A defect: subscriptions rest until new settings or a restart; the board measures and publishes as before. */
	private fail(error: unknown): void {
		const what = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
		this.options.log.error(`a defect was caught in subscriptions, which rest until the next settings: ${what}`);
	}
}

function endsConnection({ plan }: Item): boolean {
	return plan.action.kind === ActionKind.Set || plan.action.kind === ActionKind.Restart;
}
