import { Control, SETTLE_MS } from "control/control";
import type { SubscriptionPlan } from "control/plan";
import type { ControlBoard } from "control/ports";
import { SeenStore } from "control/seen-store";
import { FakeClock } from "fakes/clock";
import { FakeKeyValue } from "fakes/key-value";
import { RecordingLog } from "fakes/log";
import { FakePins } from "fakes/pins";
import { MODELS } from "fakes/plan-of";
import { asciiBytes } from "fakes/subscriber";
import { equal } from "harness";
import type { RestartCode } from "health/system";
import type { InboundMessage } from "mqtt/options";
import { makePlan } from "publisher/plan";
import { Draft } from "settings/draft";
import { Settings } from "settings/settings";
import { SettingsStore } from "settings/store";

/** A station that publishes, to which a test adds its subscriptions. */
export const STATION = Object.freeze({
	"sensor.room.model": "air",
	"channel.1.id": "1417",
	"channel.1.field1": "room.temperature",
});

/** What is kept over a restart of a ControlledBoard. */
export interface Kept {
	readonly settings: FakeKeyValue;
	readonly seen: FakeKeyValue;
}

/** A control with a board around it in a test's hands: settings, storage, pins, and messages that come in. */
export class ControlledBoard implements ControlBoard {
	readonly clock = new FakeClock();
	readonly log = new RecordingLog();
	readonly pins = new FakePins();
	readonly kept: Kept;
	readonly draft: Draft;
	readonly control: Control;
	/** What passes behind each message, in ms: 0 for messages that come at once. */
	wait = SETTLE_MS;
	/** How often settings were put in force, and the board restarted. */
	applied = 0;
	readonly restarts: RestartCode[] = [];
	/** What the plan minded last. */
	errors: readonly string[] = [];

	constructor(settings: object, kept: Kept = { settings: new FakeKeyValue(), seen: new FakeKeyValue() }) {
		this.kept = kept;
		const build = new Settings();
		equal(build.load({ ...STATION, ...settings }), [], "the test's settings");
		this.draft = new Draft({ build, store: new SettingsStore({ io: kept.settings }) });
		const { clock, log, pins } = this;
		this.control = new Control({ clock, log, pins, storage: new SeenStore(kept.seen) });
		this.control.attach(this);
		this.configure();
		this.session();
	}

	/** What the settings in force ask for, put in force. */
	configure(): readonly SubscriptionPlan[] {
		const { plan, errors } = makePlan(this.draft.active, MODELS);
		this.errors = errors;
		this.control.configure(plan.subscriptions);
		return plan.subscriptions;
	}

	check(): readonly string[] {
		return makePlan(this.draft.staged, MODELS).errors;
	}

	apply(): void {
		this.applied++;
		this.configure();
		this.session();
	}

	restart(code: RestartCode): void {
		this.restarts.push(code);
	}

	/** The client has connected anew. */
	session(): void {
		this.control.onSession();
	}

	/** A message arrives, and what it asks for is done as far as its limits let it. */
	receive(topic: string, payload: string, flags: { readonly retained?: boolean; readonly cut?: boolean } = {}): void {
		this.control.onMessage(messageOf(topic, payload, flags));
		this.clock.advance(this.wait);
	}

	/** An update of channel 9 arrives. */
	update(entry: number, value: string | number | null, field = 1): void {
		this.receive("channels/9/subscribe", JSON.stringify({ channel_id: 9, entry_id: entry, [`field${field}`]: value }));
	}

	/** What was done and not done since the last call. */
	take(): string[] {
		return this.log.take();
	}
}

/** A message as the client hands it on. */
export function messageOf(
	topic: string,
	payload: string,
	{ retained = false, cut = false }: { readonly retained?: boolean; readonly cut?: boolean } = {},
): InboundMessage {
	const body = asciiBytes(`..${topic}${payload}`);
	const topicEnd = 2 + topic.length;
	const kept = body.length;
	return { body, topicEnd, payload: topicEnd, kept, remaining: cut ? kept + 1 : kept, retained };
}
