import { AnswerKind } from "console/command";
import { LinkPhase } from "console/host";
import { end, wizardAt, wizardHost } from "fakes/wizard";
import { equal, ok, test } from "harness";
import { Ending } from "settings/import";

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

test("< alone at a paste goes one step back too, without waiting for more", () => {
	const host = wizardHost({}, LinkPhase.Own);
	const wizard = wizardAt(host).type("");
	const { answer } = wizard;
	ok(answer.kind === AnswerKind.Block && answer.ends("<\n") === Ending.Yes && answer.ends("x <\n") === Ending.No);
	wizard.type("<\n");
	ok(wizard.prompt.startsWith("Broker"), wizard.prompt);
});

test("< goes over steps that have nothing to ask, and says when there is none before", () => {
	const host = wizardHost({ "mqtt.clientId": "c", "channel.1.id": 1, "sensor.a.model": "sht3x" }, LinkPhase.Own);
	const wizard = wizardAt(host).type("", ".", "", "", "", "", "");
	ok(wizard.prompt.startsWith("Publish these"), wizard.prompt);
	wizard.type("<");
	ok(wizard.prompt.startsWith("Update interval"), wizard.prompt);
	wizard.type("<", "<", "<", "<");
	ok(wizard.prompt.startsWith("Broker"), wizard.prompt);
});

test("< behind the sensor takes the wizard's own choice back, and its fields; another one can be made", () => {
	const host = wizardHost({ "mqtt.clientId": "c", "channel.1.id": 1 }, LinkPhase.Own);
	const wizard = wizardAt(host).type("", ".", "", "", "", "", "");
	end(host.task);
	wizard.type("sht3x", "y", "<", "<");
	end(host.task);
	ok(wizard.prompt.startsWith("Sensor model"), wizard.prompt);
	wizard.type("simulated", "y");
	const { staged } = host.draft;
	equal(staged.has("sensor.sht3x.model"), false);
	equal(staged.get("channel.1.field1"), "simulated.voltage");
	equal(staged.get("channel.1.field2"), undefined);
});
