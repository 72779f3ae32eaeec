import { AnswerKind } from "console/command";
import { Step } from "console/host";
import { end, tell, wizardAt, wizardHost } from "fakes/wizard";
import { equal, ok, test } from "harness";

test("from a bare board to publishing: every answer is staged, saved once, applied and tested", () => {
	const host = wizardHost();
	const wizard = wizardAt(host);
	tell(host.task, { ssid: "Barn", rssi: -80 });
	tell(host.task, { ssid: "Greenhouse", rssi: -50 });
	tell(host.task, { ssid: "", rssi: -40 });
	end(host.task);
	wizard.type("1", "tomatoes1", "", "Client ID: abc\nUsername: abc\nPassword: pl+nt/ed", "12345", "30");
	tell(host.task, {
		bus: "default",
		address: 0x45,
		models: ["sht3x"],
		chips: ["Sensirion SHT30, SHT31, SHT35"],
		identified: false,
		known: "",
		sensor: "",
		name: "sht3x",
	});
	end(host.task);
	wizard.type("", "y");
	equal(host.draft.active.keys(), [], "nothing is in force before the end");
	wizard.type("y");
	equal(host.calls.includes("apply"), true);
	const { active } = host.draft;
	equal(
		active.keys().map((key) => `${key}=${active.get(key)}`),
		[
			"net.wifi.1.ssid=Greenhouse",
			"net.wifi.1.password=tomatoes1",
			"mqtt.clientId=abc",
			"mqtt.userName=abc",
			"mqtt.password=pl+nt/ed",
			"channel.1.id=12345",
			"channel.1.interval=30",
			"sensor.sht3x.model=sht3x",
			"sensor.sht3x.address=69",
			"channel.1.field1=sht3x.temperature",
			"channel.1.field2=sht3x.humidity",
		],
	);
	tell(host.task, { step: Step.Link, ok: true, text: "Greenhouse", tookMs: 1 });
	end(host.task);
	equal(wizard.answer.kind, AnswerKind.Done);
	ok(wizard.text.includes("It publishes."), wizard.text);
	equal(wizard.text.includes("tomatoes1") || wizard.text.includes("pl+nt"), false, "no secret is shown");
});
