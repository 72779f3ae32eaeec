import { AnswerKind } from "console/command";
import { LinkPhase } from "console/host";
import { wizardAt, wizardHost } from "fakes/wizard";
import { equal, ok, test } from "harness";

test("leaving the wizard saves nothing and says what is staged", () => {
	const host = wizardHost({}, LinkPhase.Own);
	const wizard = wizardAt(host).type("broker.example", "tls").cancel();
	equal(wizard.answer.kind, AnswerKind.Failed);
	ok(wizard.text.includes("nothing was saved"), wizard.text);
	equal(host.draft.active.keys(), []);
	equal(host.draft.changed, true);
});

test("n at the last question saves nothing", () => {
	const host = wizardHost({ "channel.1.id": 5, "sensor.a.model": "sht3x", "mqtt.clientId": "c" }, LinkPhase.Own);
	const wizard = wizardAt(host).type("", ".", "", "", "", "6", "", "y", "n");
	equal(wizard.answer.kind, AnswerKind.Failed);
	equal(host.draft.active.get("channel.1.id"), "5");
});

test("< goes one step back, and asks the same again", () => {
	const host = wizardHost({}, LinkPhase.Own);
	const wizard = wizardAt(host).type("", "Client ID: a\nUsername: a\nPassword: b", "7");
	ok(wizard.prompt.startsWith("Update interval"), wizard.prompt);
	wizard.type("<");
	ok(wizard.prompt.startsWith("Channel ID"), wizard.prompt);
	ok(wizard.prompt.includes("[7]"), wizard.prompt);
});
