import type { Answer } from "console/command";
import type { Flow } from "console/wizard/flow";
import { importEnds, importInto } from "settings/import";
import { findSetting } from "settings/key";
import { isPlain, TRANSPORTS, usesPath, usualPort } from "settings/transport";

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
			prompt: `Transport, ${TRANSPORTS.join(", ")}`,
			usual: flow.text("mqtt.transport"),
			choices: TRANSPORTS,
			take: (text) => {
				const wrong = flow.set("mqtt.transport", text);
				return wrong === undefined ? askPort(flow) : askTransport(flow, wrong);
			},
		},
		error === undefined ? [] : [error],
	);
}

/** With auto a port is asked for only where one is set already: each of its ways has a usual one. */
function askPort(flow: Flow, error?: string): Answer {
	const transport = flow.text("mqtt.transport");
	const port = flow.text("mqtt.port");
	if (transport === "auto" && port === "") return askPath(flow);
	return flow.ask(
		{
			prompt: "Port",
			usual: port || String(usualPort(transport)),
			take: (text) => {
				const wrong = flow.set("mqtt.port", text);
				return wrong === undefined ? askPath(flow) : askPort(flow, wrong);
			},
		},
		error === undefined ? [] : [error],
	);
}

function askPath(flow: Flow, error?: string): Answer {
	const transport = flow.text("mqtt.transport");
	const next = (): Answer => (isPlain(transport) ? flow.next() : askRoots(flow));
	if (!usesPath(transport)) return next();
	return flow.ask(
		{
			prompt: "Path of the WebSocket",
			usual: flow.text("mqtt.path"),
			take: (text) => {
				const wrong = flow.set("mqtt.path", text);
				return wrong === undefined ? next() : askPath(flow, wrong);
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
