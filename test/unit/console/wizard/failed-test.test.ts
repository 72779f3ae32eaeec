import { AnswerKind } from "console/command";
import { LinkPhase, Step } from "console/host";
import { end, tell, wizardAt, wizardHost } from "fakes/wizard";
import { equal, ok, test } from "harness";

const SET = { "channel.1.id": 5, "sensor.a.model": "sht3x", "mqtt.clientId": "c" };

test("a test that fails says that the settings are saved and what to do", () => {
	const host = wizardHost(SET, LinkPhase.Own);
	const wizard = wizardAt(host).type("", ".", "", "", "", "", "", "y", "y");
	tell(host.task, { step: Step.Login, ok: false, text: "bad user name or password", tookMs: 20 });
	end(host.task);
	equal(wizard.answer.kind, AnswerKind.Failed);
	ok(wizard.text.includes("bad user name or password"), wizard.text);
	ok(wizard.text.includes("is saved"), wizard.text);
});

test("a test that could not begin is no success", () => {
	const host = wizardHost(SET, LinkPhase.Own);
	const wizard = wizardAt(host).type("", ".", "", "", "", "", "", "y", "y");
	end(host.task, "no broker is set");
	equal(wizard.answer.kind, AnswerKind.Failed);
});
