import type { Answer } from "console/command";
import type { Flow } from "console/wizard/flow";
import { importEnds, importInto } from "settings/import";
import { findSetting } from "settings/key";

/** The longest paste: a chain of certificates. */
const PASTE_MAX = 12_288;

/** The broker: ThingSpeak's with an empty line. Only another one is asked more. */
export function brokerStep(flow: Flow, said: readonly string[]): Answer {
	return flow.ask(
		{
			prompt: "Broker",
			usual: flow.text("mqtt.host"),
			take: (text) => {
				const wrong = flow.set("mqtt.host", text);
				if (wrong !== undefined) return flow.again([wrong]);
				return isUsual("mqtt.host", flow.text("mqtt.host")) ? flow.next() : askTransport(flow);
			},
		},
		said,
	);
}

function isUsual(key: string, value: string): boolean {
	return findSetting(key)?.setting.fallback === value;
}

function askTransport(flow: Flow, error?: string): Answer {
	return flow.ask(
		{
			prompt: "Transport, tls or tcp",
			usual: flow.text("mqtt.transport"),
			choices: findSetting("mqtt.transport")?.setting.choices ?? [],
			take: (text) => {
				const wrong = flow.set("mqtt.transport", text);
				return wrong === undefined ? askPort(flow) : askTransport(flow, wrong);
			},
		},
		error === undefined ? [] : [error],
	);
}

function askPort(flow: Flow, error?: string): Answer {
	const tls = flow.text("mqtt.transport") === "tls";
	return flow.ask(
		{
			prompt: "Port",
			usual: flow.text("mqtt.port") || (tls ? "8883" : "1883"),
			take: (text) => {
				const wrong = flow.set("mqtt.port", text);
				if (wrong !== undefined) return askPort(flow, wrong);
				return tls ? askRoots(flow) : flow.next();
			},
		},
		error === undefined ? [] : [error],
	);
}

function askRoots(flow: Flow, error?: string): Answer {
	const now = flow.text("mqtt.ca") === "" ? "the built-in roots" : "the ones set already";
	return flow.paste(
		{
			prompt: `Paste the PEM of the broker's root, or "." alone for ${now}.`,
			most: PASTE_MAX,
			ends: importEnds,
			take: (text) => {
				if (text.trim() === "") return flow.next();
				const wrong = flow.set("mqtt.ca", text);
				return wrong === undefined ? flow.next(["Root certificate taken."]) : askRoots(flow, wrong);
			},
		},
		error === undefined ? [] : [error],
	);
}

/** The MQTT device's credentials: pasted as downloaded, or typed. */
export function credentialsStep(flow: Flow, said: readonly string[]): Answer {
	const set = flow.text("mqtt.clientId") !== "";
	return flow.paste(
		{
			prompt: `Paste the MQTT device's credentials as downloaded, or a client certificate with its key; "." alone to ${set ? "keep or " : ""}type them.`,
			most: PASTE_MAX,
			ends: importEnds,
			take: (text) => {
				if (text.trim() === "") return askText(flow, 0);
				const result = importInto(flow.host.draft, text);
				if (!result.ok) return flow.again([result.error]);
				const taken = `Taken: ${result.value.join(", ")}.`;
				return result.value.includes("mqtt.clientId") ? flow.next([taken]) : flow.again([taken]);
			},
		},
		said,
	);
}

const TYPED = Object.freeze([
	{ key: "mqtt.clientId", prompt: "Client identifier" },
	{ key: "mqtt.userName", prompt: "User name" },
	{ key: "mqtt.password", prompt: "Password" },
]);

function askText(flow: Flow, at: number, error?: string): Answer {
	const entry = TYPED[at];
	if (!entry) return flow.next();
	const { key, prompt } = entry;
	const hidden = key === "mqtt.password";
	const kept = hidden && flow.text(key) !== "";
	return flow.ask(
		{
			prompt: kept ? `${prompt} (empty: as it is)` : prompt,
			hidden,
			usual: hidden ? "" : flow.text(key),
			take: (text) => {
				const wrong = text === "" && kept ? undefined : flow.set(key, text);
				return askText(flow, wrong === undefined ? at + 1 : at, wrong);
			},
		},
		error === undefined ? [] : [error],
	);
}
