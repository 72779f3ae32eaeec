import { planSubscriptions, type SubscriptionPlan } from "control/plan";
import { isPrivateHost } from "core/address";
import { toUtf8 } from "core/utf8";
import type { ConnectOptions } from "mqtt/connect";
import { type NetworkPlan, planNetwork } from "net/plan";
import { type ChannelPlan, planChannels } from "publisher/channel-plan";
import { type ClientCertificate, planClientCertificate } from "publisher/client-certificate";
import { type BoardPins, planOutputs, planPins } from "publisher/pin-plan";
import { type ModelFacts, planSensors, type SensorPlan } from "publisher/sensor-plan";
import { type BirthPlan, planSession } from "publisher/session-plan";
import type { Settings } from "settings/settings";
import { isPlain, usualPort } from "settings/transport";

export type { ChannelPlan } from "publisher/channel-plan";
export type { BoardPins } from "publisher/pin-plan";
export type { ModelFacts, SensorPlan } from "publisher/sensor-plan";

/** The broker and how to greet it. */
export interface BrokerPlan extends ClientCertificate {
	readonly host: string;
	readonly port: number;
	/** No port is set: each transport's usual one counts. */
	readonly usualPorts: boolean;
	readonly transport: string;
	/** Of the WebSocket. */
	readonly path: string;
	/** PEM of the roots to trust; "" for the built-in ones. */
	readonly ca: string;
	readonly connect: ConnectOptions;
	/** Published first on each connection. */
	readonly birth: BirthPlan | undefined;
}

/** What the settings ask for, with every reference resolved. */
export interface Plan {
	readonly network: NetworkPlan;
	/** Undefined when the broker's settings cannot work. */
	readonly broker: BrokerPlan | undefined;
	readonly sensors: readonly SensorPlan[];
	readonly channels: readonly ChannelPlan[];
	/** Intervals are stretched while the journal fills. */
	readonly thin: boolean;
	readonly subscriptions: readonly SubscriptionPlan[];
}

/**
 * Turns settings into a plan. What cannot work is left out and told in `errors`, one line each with the key to change, so
 * that a board does what it can: one misspelt sensor does not silence the others. `version` is the firmware's, for {version}; `board`: what is
 * known of its pins.
 */
export function makePlan(
	settings: Settings,
	models: readonly ModelFacts[],
	version = "",
	board?: BoardPins,
): { plan: Plan; errors: readonly string[] } {
	const errors: string[] = [];
	const pins = planPins(planSensors(settings, models, errors), models, board ?? { taken: [] }, errors);
	const { sensors } = pins;
	const channels = planChannels({ settings, sensors, version, errors });
	const subscriptions = planOutputs(planSubscriptions(settings, errors), pins, errors);
	const network = planNetwork(settings, errors);
	const thin = settings.get("journal.thin") === true;
	return { plan: { network, broker: planBroker(settings, errors), sensors, channels, thin, subscriptions }, errors };
}

/** Why a plan does nothing, in one line; undefined when it does something. */
export function whyIdle(plan: Plan): string | undefined {
	if (plan.channels.length > 0 || plan.subscriptions.length > 0) return undefined;
	return "channel.1: nothing to publish; set channel.1.id and channel.1.field1=<sensor>.<quantity>";
}

function planBroker(settings: Settings, errors: string[]): BrokerPlan | undefined {
	const host = settings.text("mqtt.host");
	const transport = settings.text("mqtt.transport");
	const userName = settings.text("mqtt.userName");
	const password = settings.text("mqtt.password");
	const generic = settings.text("mqtt.profile") === "generic";
	if (password !== "" && userName === "" && !generic) {
		errors.push("mqtt.password: a password needs mqtt.userName as well (MQTT 3.1.1 §3.1.2.9)");
		return undefined;
	}
	if (isPlain(transport) && !isPrivateHost(host) && settings.get("mqtt.allowPlain") !== true) {
		errors.push(
			`mqtt.transport: ${transport} to ${host} would send the password in the clear; use ${transport === "ws" ? "wss" : "tls"}, or set mqtt.allowPlain=true`,
		);
		return undefined;
	}
	const { cleanSession, will, birth } = planSession(settings, errors);
	const shown = planClientCertificate(settings, transport);
	if (typeof shown === "string") {
		errors.push(shown);
		return undefined;
	}
	return {
		...shown,
		host,
		port: settings.number("mqtt.port") || usualPort(transport),
		usualPorts: settings.number("mqtt.port") === 0,
		transport,
		path: settings.text("mqtt.path"),
		ca: settings.text("mqtt.ca"),
		connect: {
			clientId: toUtf8(settings.text("mqtt.clientId")) ?? new Uint8Array(0),
			userName: userName === "" && password === "" ? undefined : toUtf8(userName),
			password: password === "" ? undefined : toUtf8(password),
			keepAliveS: settings.number("mqtt.keepAlive"),
			cleanSession,
			will,
		},
		birth,
	};
}
