import { LinkPhase } from "console/host";
import { pem } from "fakes/pem";
import { wizardAt, wizardHost } from "fakes/wizard";
import { equal, ok, test } from "harness";

test("ThingSpeak's broker is asked no more; another one its transport, port and root", () => {
	ok(wizardAt(wizardHost({}, LinkPhase.Own)).type("").prompt.includes("credentials"));
	const host = wizardHost({}, LinkPhase.Own);
	const wizard = wizardAt(host).type("broker.example", "", "8884", pem());
	ok(wizard.prompt.includes("credentials"), wizard.prompt);
	const { staged } = host.draft;
	equal(
		[staged.get("mqtt.host"), staged.get("mqtt.transport"), staged.get("mqtt.port"), staged.has("mqtt.ca")],
		["broker.example", "tls", 8884, true],
	);
});

test("tcp needs no root", () => {
	const wizard = wizardAt(wizardHost({}, LinkPhase.Own)).type("192.168.1.5", "tcp", "");
	ok(wizard.prompt.includes("credentials"), wizard.prompt);
});

test("a WebSocket has a path, wss a root too; auto asks for no port", () => {
	const ws = wizardHost({}, LinkPhase.Own);
	ok(wizardAt(ws).type("192.168.1.5", "ws", "", "/feed").prompt.includes("credentials"));
	equal([ws.draft.staged.get("mqtt.port"), ws.draft.staged.get("mqtt.path")], [80, "/feed"]);
	const wss = wizardAt(wizardHost({}, LinkPhase.Own)).type("b.example", "wss", "");
	equal(wss.prompt.startsWith("Path of the WebSocket"), true, wss.prompt);
	ok(wss.type("feed").text.includes("begins with /"), wss.text);
	ok(wss.type("").prompt.startsWith("Paste the PEM"), wss.prompt);
	const auto = wizardAt(wizardHost({}, LinkPhase.Own)).type("b.example", "auto");
	equal(auto.prompt.startsWith("Path of the WebSocket"), true, auto.prompt);
});

test("what is no PEM is refused, and asked again", () => {
	const wizard = wizardAt(wizardHost({}, LinkPhase.Own)).type("b.example", "tls", "", "no certificate");
	ok(wizard.text.includes("mqtt.ca"), wizard.text);
	ok(wizard.prompt.startsWith("Paste the PEM"), wizard.prompt);
	ok(wizard.type(".").prompt.includes("credentials"));
});

test("credentials can be typed one by one, the password hidden", () => {
	const host = wizardHost({}, LinkPhase.Own);
	const wizard = wizardAt(host).type("", ".", "id", "user");
	equal("hidden" in wizard.answer && wizard.answer.hidden, true);
	wizard.type("p+/w");
	const { staged } = host.draft;
	equal(
		[staged.get("mqtt.clientId"), staged.get("mqtt.userName"), staged.get("mqtt.password")],
		["id", "user", "p+/w"],
	);
	equal(wizard.text.includes("p+/w"), false);
});

test("a paste that holds no credentials is told, and asked again", () => {
	const wizard = wizardAt(wizardHost({}, LinkPhase.Own)).type("", "what is this");
	ok(wizard.prompt.startsWith("Paste the MQTT device's credentials"), wizard.prompt);
	const certificate = wizard.type(pem());
	ok(certificate.text.includes("mqtt.ca"), certificate.text);
	ok(certificate.prompt.startsWith("Paste the MQTT device's credentials"), certificate.prompt);
});
